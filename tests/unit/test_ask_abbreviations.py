"""Abbreviations that name no agency: what they stand for, and the sentence that prints them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def ask(served: TestClient, question: str) -> dict[str, object]:
    answer: dict[str, object] = served.get("/api/v1/ask", params={"q": question}).json()
    return answer


@pytest.mark.parametrize("question", ["GPMB nghĩa là gì", "gpmb la gi?", "viết tắt GPMB là từ nào"])
def test_an_abbreviation_is_written_out(served: TestClient, question: str) -> None:
    found = ask(served, question)
    assert found["intent"] == "abbreviation"
    assert "“giải phóng mặt bằng”" in str(found["answer"])
    for piece in found["evidence"]:  # type: ignore[attr-defined]
        assert "GPMB" in piece["text"]


def test_one_with_several_readings_tells_them_all(served: TestClient) -> None:
    text = str(ask(served, "TMĐT là gì")["answer"])
    assert "“thương mại điện tử” hoặc “tổng mức đầu tư”" in text


def test_what_no_list_holds_is_searched(served: TestClient) -> None:
    assert ask(served, "XQZW là gì")["intent"] == "search"

"""Numbers as they are typed: which documents a query may mean, and which of them it fits best."""

from __future__ import annotations

from typing import Any

import pytest

from embeddings.protocols import Entry
from search_api.search.typed_number import readings


def document(number: str, type: str, date: str = "", issuer: str = "") -> Entry:
    facets: dict[str, Any] = {"number": number, "type": type, "date": date, "issuer": issuer}
    return Entry(f"d:{number}@{date}#{type}", "document", "", (), number, number, 0, 0, facets)


HELD = [
    document("03-CT/TU", "Chỉ thị", "2025-10-27", "Ban Thường vụ Thành ủy Hải Vân"),
    document("03-CTr/TU", "Chương trình hành động", "2025-10-30", "Ban Thường vụ Thành ủy Hải Vân"),
    document("18-NQ/TW", "Nghị quyết", "2017-10-25", "Ban Chấp hành Trung ương"),
    document("18-NQ/TU", "Nghị quyết", "2025-02-26", "Thành ủy Hải Vân"),
    document("190/2025/QH15", "Nghị quyết", "2025-02-19", "Quốc hội"),
    document("178/2024/NĐ-CP", "Nghị định", "", "Chính phủ"),
    document("09-QĐ/TU", "Quy định", "2025-10-13"),
    document("09-QĐ/TU", "Quyết định", "2025-10-13"),
    document("50-CT/TW", "Chỉ thị", "2015-12-07", "Bộ Chính trị"),
    document("50-CT/TW", "Chỉ thị", "2025-07-23", "Ban Bí thư"),
    document("444/QĐ-TTg", "Quyết định", "2025-02-27", "Thủ tướng Chính phủ"),
    document("12-KH/TU", "Kế hoạch", "2025-08-26"),
]


def meant(q: str) -> list[str]:
    """Keys of the documents that the first fitting reading means, those that fit best."""
    for typed in readings(q):
        fitting = [one for one in HELD if typed.fits(one)]
        if fitting:
            least = min(typed.looseness(one) for one in fitting)
            return [one.id.removeprefix("d:") for one in fitting if typed.looseness(one) == least]
    return []


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("chỉ thị 03", ["03-CT/TU@2025-10-27#Chỉ thị"]),
        ("ct 03", ["03-CT/TU@2025-10-27#Chỉ thị"]),
        ("ctr03", ["03-CTr/TU@2025-10-30#Chương trình hành động"]),
        ("chương trình hành động số 3", ["03-CTr/TU@2025-10-30#Chương trình hành động"]),
        ("03", ["03-CT/TU@2025-10-27#Chỉ thị", "03-CTr/TU@2025-10-30#Chương trình hành động"]),
        ("03-c", ["03-CT/TU@2025-10-27#Chỉ thị", "03-CTr/TU@2025-10-30#Chương trình hành động"]),
        ("nq 18", ["18-NQ/TW@2017-10-25#Nghị quyết", "18-NQ/TU@2025-02-26#Nghị quyết"]),
        ("NQ l8", ["18-NQ/TW@2017-10-25#Nghị quyết", "18-NQ/TU@2025-02-26#Nghị quyết"]),
        ("18NQTW", ["18-NQ/TW@2017-10-25#Nghị quyết"]),
        ("nghị quyết 18 của thành ủy", ["18-NQ/TU@2025-02-26#Nghị quyết"]),
        ("nghi quyet 190", ["190/2025/QH15@2025-02-19#Nghị quyết"]),
        ("nghị quyết 190 của Quốc hội", ["190/2025/QH15@2025-02-19#Nghị quyết"]),
        ("190/2O25", ["190/2025/QH15@2025-02-19#Nghị quyết"]),
        ("nghị định 178", ["178/2024/NĐ-CP@#Nghị định"]),
        ("nđ 178/2024", ["178/2024/NĐ-CP@#Nghị định"]),
        ("nd 178/2023", []),
        ("quy định 09", ["09-QĐ/TU@2025-10-13#Quy định"]),
        ("quyết định số 09", ["09-QĐ/TU@2025-10-13#Quyết định"]),
        ("50-CT/TW ngày 7/12/2015", ["50-CT/TW@2015-12-07#Chỉ thị"]),
        ("50-CT/TW năm 2025", ["50-CT/TW@2025-07-23#Chỉ thị"]),
        ("chỉ thị 50 của Ban Bí thư", ["50-CT/TW@2025-07-23#Chỉ thị"]),
        ("chỉ thị 50 của Bộ Y tế", ["50-CT/TW@2015-12-07#Chỉ thị", "50-CT/TW@2025-07-23#Chỉ thị"]),
        ("qđ 444 của thủ tướng", ["444/QĐ-TTg@2025-02-27#Quyết định"]),
        ("kế hoạch 12 năm 2025", ["12-KH/TU@2025-08-26#Kế hoạch"]),
        ("kh 1", []),
        ("3 dự án trọng điểm của thành phố", []),
        ("10 tháng đầu năm 2025", []),
    ],
)
def test_what_a_typed_number_means(q: str, expected: list[str]) -> None:
    assert meant(q) == expected


@pytest.mark.parametrize("q", ["", "nghị quyết", "7" * 200, "của 5 của 6 của 7", "@2025", "5@"])
def test_odd_queries_are_read_without_harm(q: str) -> None:
    assert all(typed.number for typed in readings(q))

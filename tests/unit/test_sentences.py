"""Sentences of readable text."""

from __future__ import annotations

import pytest

from vietnamese.sentences import sentences

CASES = [
    ("Một câu. Hai câu.", ["Một câu.", "Hai câu."]),
    ("Việc A; việc B; việc C.", ["Việc A; việc B; việc C."]),
    ("1. Giao các sở. 2.1. Rà soát ngay.", ["1. Giao các sở.", "2.1. Rà soát ngay."]),
    ("II. Kết quả. Tốt!", ["II. Kết quả.", "Tốt!"]),
    ("Có 10.694 căn, tăng 1.5 lần.", ["Có 10.694 căn, tăng 1.5 lần."]),
    ("Mua bàn, ghế, v.v. Sau đó báo cáo.", ["Mua bàn, ghế, v.v. Sau đó báo cáo."]),
    ("Tại TP. Hải Vân và Q. Bến Sứ.", ["Tại TP. Hải Vân và Q. Bến Sứ."]),
    ("Nghị quyết, Kết luận…của Trung ương. Tiếp tục.", ["Nghị quyết, Kết luận…của Trung ương.", "Tiếp tục."]),
    ("Đã làm… Tiếp tục làm.", ["Đã làm…", "Tiếp tục làm."]),
    ("Nói: “Xong.” Rồi đi.", ["Nói: “Xong.”", "Rồi đi."]),
    ("Để thực hiện./.", ["Để thực hiện./."]),
    ("Lưu: VT, N.V.An. Hết.", ["Lưu: VT, N.V.An.", "Hết."]),
    ("Đoạn một\n\nđoạn hai", ["Đoạn một", "đoạn hai"]),
    ("  không dấu chấm  ", ["không dấu chấm"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected

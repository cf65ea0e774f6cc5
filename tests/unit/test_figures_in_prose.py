"""Figures in prose that cannot all be right: complementary parts, more settled than there were, two lists that count alike."""

from __future__ import annotations

import pytest

from ingest.extract.indicators.counts import counts_differing
from ingest.extract.indicators.impossible import impossible_figures
from ingest.extract.indicators.sources import sources_missed
from ingest.extract.indicators.sums import sums_missed
from ingest.layout import lay_out
from ingest.layout.records import Layout
from ingest.readers.records import SourceText


def laid(*paragraphs: str) -> Layout:
    return lay_out(SourceText("BÁO CÁO\n\n" + "\n\n".join(paragraphs) + "\n", media_type="text/plain"))


GIFTS = "Năm 2025, tặng 900 suất quà trị giá 450 triệu đồng, trong đó, từ ngân sách tỉnh: {} suất quà và từ nguồn xã hội hóa: 300 suất quà."


def test_two_sources_that_make_less_than_the_whole_are_queried() -> None:
    (finding,) = sources_missed(laid(GIFTS.format(500)))
    assert finding.message == "Số suất quà: ghi “900” nhưng các phần là 500 + 300 = 800"
    assert "900 suất quà" in finding.evidence[0].text


@pytest.mark.parametrize(
    "text",
    [
        GIFTS.format(600),
        "Năm 2025, tặng trên 900 suất quà, trong đó, từ ngân sách tỉnh: 500 suất quà và từ nguồn xã hội hóa: 300 suất quà.",
        "Năm 2025, tặng 900 suất quà, trong đó, dịp Tết: 500 suất quà và dịp hè: 300 suất quà.",
    ],
    ids=["they make the whole", "about so many", "no complements"],
)
def test_parts_that_make_the_whole_or_need_not_are_not(text: str) -> None:
    assert not [*sources_missed(laid(text))]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Huyện tiếp nhận, giải quyết 69/47 đơn thư của công dân.", "69/47"),
        ("Từ đầu năm đã trả lời 1.250/1.205 kiến nghị của cử tri.", "1.250/1.205"),
        ("Hỗ trợ hộ nghèo với tổng giá trị 26. 367.943.500 tỷ đồng trong năm.", "26. 367.943.500 tỷ đồng"),
    ],
)
def test_what_cannot_be_is_queried(text: str, printed: str) -> None:
    (finding,) = impossible_figures(laid(text))
    assert f"“{printed}”" in finding.message
    assert printed in finding.evidence[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Huyện giải quyết 47/69 đơn thư của công dân.",
        "Huyện giải quyết 120/100 hồ sơ theo chỉ tiêu được giao.",
        "Theo Nghị quyết số 12/10 ngày 25/9 về kiến nghị của cử tri.",
        "Tổng giá trị 367.943.500 đồng; vốn 1.250.000 tỷ đồng.",
    ],
)
def test_what_can_be_is_not(text: str) -> None:
    assert not [*impossible_figures(laid(text))]


FIRST = "Đến nay, các xã có 3.000 ủy viên ban chấp hành; 41 phó chủ tịch hội nông dân; 52 trưởng ban công tác mặt trận."
SECOND = "{} ủy viên ban chấp hành; Phó chủ tịch hội nông dân: 43 đồng chí; Trưởng ban công tác mặt trận: 52 đồng chí."


def test_two_lists_that_agree_in_part_are_compared() -> None:
    (finding,) = counts_differing(laid(FIRST, "Bầu cử xong.", SECOND.format("3.000")))
    assert "phó chủ tịch hội nông dân “41” và “43”" in finding.message
    assert "“52”" not in finding.message
    assert len(finding.evidence) == 2


def test_lists_that_agree_in_nothing_may_count_elsewhere() -> None:
    other = "Huyện có 900 ủy viên ban chấp hành; Phó chủ tịch hội nông dân: 43 đồng chí; Trưởng ban công tác mặt trận: 55 đồng chí."
    assert not [*counts_differing(laid(FIRST, other))]


def test_a_bare_count_takes_its_name_from_its_parts_and_its_level() -> None:
    text = "Cấp xã 104 buổi (60 buổi tiếp dân định kỳ, 30 buổi tiếp dân đột xuất; 15 buổi tiếp dân lưu động; Tổng số ý kiến: 9)."
    (finding,) = sums_missed(laid(text))
    assert finding.message == "Số buổi tiếp dân cấp xã: ghi “104” nhưng các phần là 60 + 30 + 15 = 105"

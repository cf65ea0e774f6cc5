"""Totals that their own parts, printed in the same sentence, miss by a little."""

from __future__ import annotations

import pytest

from ingest.extract.indicators.sums import sums_missed
from ingest.layout import lay_out
from ingest.readers.records import SourceText

MISSED = [
    ("Huyện kiểm tra 120 cơ sở sản xuất (cấp huyện 71, cấp xã 50) trong quý III.", "120", "71 + 50 = 121"),
    ("Tỉnh đã mở 16 lớp tập huấn; bao gồm 9 lớp tập huấn cho cán bộ xã và 8 lớp tập huấn cho hợp tác xã.", "16", "9 + 8 = 17"),
    ("Tổng số đơn thư: 2.350 (đã giải quyết 2.105 còn 250 đơn thư đang xem xét.", "2.350", "2.105 + 250 = 2.355"),
]
AGREEING = [
    "Huyện kiểm tra 121 cơ sở sản xuất (cấp huyện 71, cấp xã 50) trong quý III.",
    "Huyện kiểm tra trên 120 cơ sở sản xuất (cấp huyện 71, cấp xã 50) trong quý III.",
    "Toàn tỉnh có 921 doanh nghiệp mới (tăng 46 doanh nghiệp, gấp 2 lần).",
    "Đã khởi công 20 công trình (giao thông 7, thủy lợi 4).",
    "Thu ngân sách 1.200 tỷ đồng (thu nội địa 800, thu xuất nhập khẩu 405).",
    "Có 40 nhiệm vụ (trong đó quá hạn 3, đang làm 36 và chờ 2).",
    "Theo Nghị quyết 12 ngày 12/5/2025 (khoản 3, điều 10).",
]


def said(text: str) -> list[str]:
    return [finding.message for finding in sums_missed(lay_out(SourceText(f"BÁO CÁO\n\n{text}\n", media_type="text/plain")))]


@pytest.mark.parametrize(("text", "total", "parts"), MISSED)
def test_parts_that_miss_their_total_are_queried(text: str, total: str, parts: str) -> None:
    assert len(said(text)) == 1
    assert f"“{total}”" in said(text)[0]
    assert parts in said(text)[0]


@pytest.mark.parametrize("text", AGREEING)
def test_parts_that_agree_or_need_not_be_all_are_not(text: str) -> None:
    assert not said(text)

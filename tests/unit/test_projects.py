"""Projects out of tables in several layouts and out of prose; the same project in two reports."""

from __future__ import annotations

import pytest

from graph.extraction import Extraction, FoundProject, Header, SourceExtraction, Span
from graph.projects import project_key, resolve_projects
from graph.records import Period
from ingest.extract.header import read_header
from ingest.extract.projects import find_projects
from ingest.extract.projects.names import named_projects
from ingest.extract.projects.places import places_in_cell
from ingest.layout import lay_out
from ingest.readers.records import SourceText

NAMES = [
    ("thực hiện Dự án đường sắt Sơn Lâm - Hải Vân - Cửa Nam trong năm 2026", ["Dự án đường sắt Sơn Lâm - Hải Vân - Cửa Nam"]),
    ("Dự án xây dựng Nhà máy điện gió Hải Vân diện tích gần 100 héc-ta, tổng số vốn hơn 12.000 tỷ đồng",
     ["Dự án xây dựng Nhà máy điện gió Hải Vân"]),
    ("khởi công KCN Vân Quang, KCN Sơn Lãng 1 và KCN Cửa Nam (Khu B) với tổng vốn", ["KCN Vân Quang", "KCN Sơn Lãng 1", "KCN Cửa Nam (Khu B)"]),
    ("thành lập các CCN theo quy hoạch: Quyết Thắng; Kiền Sơn - Cao Vân; Nam Hà",
     ["CCN Quyết Thắng", "CCN Kiền Sơn - Cao Vân", "CCN Nam Hà"]),
    ("Dự án Trường liên cấp (mầm non, tiểu học, THCS) tại phường Sơn Liễn.",
     ["Dự án Trường liên cấp (mầm non, tiểu học, THCS) tại phường Sơn Liễn"]),
    ("(1) Dự án Trung tâm logistics, cảng dầu và hàng hóa, kho dầu (Minh Vân); (2) việc khác",
     ["Dự án Trung tâm logistics, cảng dầu và hàng hóa, kho dầu (Minh Vân)"]),
    ("Dự án Nhà máy điện gió Sơn Phùng 5 (vốn đầu tư 1.350 tỷ đồng) mới đạt 45% khối lượng", ["Dự án Nhà máy điện gió Sơn Phùng 5"]),
    ("các dự án đầu tư công; 03 dự án trọng điểm; một số dự án chậm tiến độ", []),
    ("đáp ứng yêu cầu đột xuất của Bộ Chính trị", []),
    ("dự án trong Khu thương mại tự do", []),
    ("Tuyến đường từ sân bay Gia Vân (tỉnh Sơn Lâm) đến cảng Lạch Vân (thành phố Hải Vân)",
     ["Tuyến đường từ sân bay Gia Vân (tỉnh Sơn Lâm) đến cảng Lạch Vân (thành phố Hải Vân)"]),
    ("phương án xây dựng trục kết nối cảng Lạch Vân, khu vực phía Bắc thành phố với sân bay Gia Vân.",
     ["trục kết nối cảng Lạch Vân, khu vực phía Bắc thành phố với sân bay Gia Vân"]),
    ("nghiên cứu đầu tư các tuyến kết nối giao thông từ sân bay Gia Vân đến Cảng Lạch Vân",
     ["tuyến kết nối giao thông từ sân bay Gia Vân đến Cảng Lạch Vân"]),
    ("khánh thành trường THPT Sơn Du, khởi công 02 công trình: Cầu Vân Hà, Đường tỉnh 305",
     ["trường THPT Sơn Du", "Cầu Vân Hà", "Đường tỉnh 305"]),
    ("Bệnh viện Đa khoa tỉnh triển khai kỹ thuật mới; Trường Đại học Sơn Lâm đề nghị xây dựng", []),
    ("khánh thành Nhà máy điện gió Vạn Vân công suất 50 MW", ["Nhà máy điện gió Vạn Vân"]),
    ("Dự án thành phần 2: Đường bộ cao tốc Sơn Lâm - Hải Vân (giai đoạn 1), tổng mức",
     ["Dự án thành phần 2: Đường bộ cao tốc Sơn Lâm - Hải Vân (giai đoạn 1)"]),
    ("TÌNH HÌNH CÁC DỰ ÁN SỬ DỤNG VỐN NGÂN SÁCH NHÀ NƯỚC", []),
    ("cho ý kiến về dự án Luật Thủ đô, dự án Pháp lệnh Chi phí tố tụng", []),
    ("yêu cầu Ủy ban nhân dân xã Vân Sơn triển khai xây dựng", []),
    ("Dự án đường trục Sơn Hà giải phóng mặt bằng đạt 91%", ["Dự án đường trục Sơn Hà"]),
    ("Tiểu dự án giải phóng mặt bằng cầu Vân Hà", ["Tiểu dự án giải phóng mặt bằng cầu Vân Hà"]),
]  # fmt: skip
KEYS = [
    ("Dự án đầu tư xây dựng Nhà máy xử lý rác Sơn Lâm", "Nhà máy xử lý rác Sơn Lâm", True),
    ("KCN Vân Quang", "Khu công nghiệp Vân Quang", True),
    ("Dự án cầu Sông Vân, thành phố Hải Vân", "cầu Sông Vân", True),
    ("Dự án xây dựng cầu Sông Vân mới, thành phố Hải Vân", "Cầu Sông Vân mới", True),
    ("dự án đường sắt Sơn Lâm - Hải Vân", "Dự án đầu tư xây dựng tuyến đường sắt Sơn Lâm – Hải Vân", True),
    ("KCN Sơn Lãng 1", "KCN Sơn Lãng 2", False),
    ("Công viên Tam Vân (giai đoạn I)", "Công viên Tam Vân (giai đoạn II)", False),
]
PLACES = [
    ("Xã Kiến Vân và Hùng Sơn", ("Xã Kiến Vân", "Xã Hùng Sơn")),
    ("Khu kinh tế Đình Sơn - Cát Vân", ("Khu kinh tế Đình Sơn - Cát Vân",)),
    ("phường Hải Vân, xã Sơn Lâm", ("Phường Hải Vân", "Xã Sơn Lâm")),
    ("Các phường: An Sơn, Bình Sơn; xã Lâm Vân", ("Phường An Sơn", "Phường Bình Sơn", "Xã Lâm Vân")),
    (None, ()),
]
PIPES = """BÁO CÁO
tiến độ các dự án trọng điểm

PHỤ LỤC

Đơn vị tính: tỷ đồng

| TT | Tên dự án | Chủ đầu tư | Địa điểm | Tổng mức đầu tư | Tiến độ đến ngày 30/9/2025 | Ghi chú |
|---|---|---|---|---|---|---|
| I | Dự án sử dụng ngân sách tỉnh (02 dự án) | | | | | |
| 1 | Cầu Sông Vân | Ban QLDA tỉnh | xã Vân Sơn | 1.250,5 | Thi công 45% | Hoàn thành quý II/2026 |
| 2 | Đường ven biển | Sở Xây dựng | phường An Sơn, phường Bình Sơn | 850 | Chậm tiến độ do mặt bằng | |
"""


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_of_projects_in_prose(text: str, names: list[str]) -> None:
    assert [project.name for project in named_projects(text)] == names


@pytest.mark.parametrize(("first", "second", "same"), KEYS)
def test_names_of_one_project(first: str, second: str, same: bool) -> None:
    assert (project_key(first) == project_key(second)) is same


@pytest.mark.parametrize(("cell", "places"), PLACES)
def test_places_of_a_cell(cell: str | None, places: tuple[str, ...]) -> None:
    assert places_in_cell(cell) == places


def test_rows_of_a_table_with_other_headings_and_another_unit() -> None:
    layout = lay_out(SourceText(PIPES, media_type="text/markdown"))
    bridge, road = find_projects(layout, read_header(layout))
    assert (bridge.name, bridge.ordinal, bridge.investment_million_vnd, bridge.owner) == (
        "Cầu Sông Vân",
        "1",
        1250500,
        "Ban QLDA tỉnh",
    )
    assert (bridge.location, bridge.progress, bridge.milestone) == (("Xã Vân Sơn",), "Thi công 45%", "Hoàn thành quý II/2026")
    assert bridge.funding == "Dự án sử dụng ngân sách tỉnh"
    assert (road.investment_million_vnd, road.location) == (850000, ("Phường An Sơn", "Phường Bình Sơn"))


def _source(name: str, end: str, *projects: FoundProject) -> SourceExtraction:
    header = Header("Báo cáo", None, None, None, None, (), None, None, Period(None, end), None, None, (), None)
    return SourceExtraction(name, name, name, 1, "born_digital", Extraction(header, projects=projects))


def test_one_project_in_two_reports_is_a_series() -> None:
    def found(name: str, progress: str | None, investment: int | None) -> FoundProject:
        return FoundProject(name, "1", investment, (), None, None, progress, None, None, None, None, None, Span(0, 1, name))

    early = _source("a.txt", "2025-09-30", found("Dự án đầu tư xây dựng Nhà máy rác Sơn Lâm", "Thi công 40%", 1000))
    late = _source("b.txt", "2025-10-31", found("Nhà máy rác Sơn Lâm", "Thi công 62%", None))
    keys = {"a.txt": "A@", "b.txt": "B@"}
    (project,) = resolve_projects([late, early], keys)
    assert [(r.document, r.date, r.progress) for r in project.reports] == [
        ("A@", "2025-09-30", "Thi công 40%"), ("B@", "2025-10-31", "Thi công 62%"),
    ]  # fmt: skip
    assert (project.name, project.progress, project.investment_million_vnd) == ("Nhà máy rác Sơn Lâm", "Thi công 62%", 1000)
    assert resolve_projects([early, late], keys) == (project,)
    assert len(resolve_projects([early, late], keys, {"a.txt": "Sơn Lâm", "b.txt": "Hải Vân"}.get)) == 2


STATES = """PHỤ LỤC

| TT | Tên dự án | Chủ đầu tư | Tổng mức đầu tư (tỷ đồng) | Thời gian thực hiện | {state} | Khó khăn, vướng mắc |
|---|---|---|---|---|---|---|
| 1 | Cầu Sông Vân | Sở Xây dựng | 1.250 | 2022-2025 | Đạt 72% khối lượng | Vướng mặt bằng |
| 2 | Hồ Vân Lâm | Ban QLDA tỉnh | 90 | 2024-2026 | Đang thi công | |
"""


@pytest.mark.parametrize(
    "state", ["Tiến độ thực hiện đến 31/10/2025", "Tình hình triển khai", "Kết quả thực hiện", "Tiến độ - Thực hiện"]
)
def test_the_state_is_told_by_cells_that_are_no_times(state: str) -> None:
    layout = lay_out(SourceText(STATES.format(state=state), media_type="text/markdown"))
    first, second = find_projects(layout, read_header(layout))
    assert (first.progress, first.plan) == ("Đạt 72% khối lượng", "2022-2025")
    assert (second.progress, second.investment_million_vnd) == ("Đang thi công", 90000)


def test_a_planned_time_is_no_state() -> None:
    table = STATES.format(state="Tiến độ theo chủ trương đầu tư").replace("Khó khăn, vướng mắc", "Tình hình triển khai")
    layout = lay_out(SourceText(table, media_type="text/markdown"))
    assert [(p.plan, p.progress) for p in find_projects(layout, read_header(layout))] == [
        ("Đạt 72% khối lượng", "Vướng mặt bằng"), ("Đang thi công", None),
    ]  # fmt: skip


def test_a_project_that_only_prose_names_bears_the_name_nearest_to_all() -> None:
    def told(name: str) -> FoundProject:
        return FoundProject(name, None, None, (), None, None, None, None, None, None, None, None, Span(0, 1, name))

    names = ["dự án đường sắt Sơn Lâm - Hải Vân", "Dự án tuyến đường sắt Sơn Lâm - Hải Vân",
             "Dự án đầu tư xây dựng tuyến đường sắt Sơn Lâm - Hải Vân"]  # fmt: skip
    reports = [_source(f"{month}.txt", f"2025-0{month}-28", told(name)) for month, name in enumerate(names, 1)]
    (project,) = resolve_projects(reports, {report.source: report.source for report in reports})
    assert project.name == "Dự án tuyến đường sắt Sơn Lâm - Hải Vân"
    (first,) = resolve_projects(reports[:1], {"1.txt": "A@"})
    assert first.name == "Dự án đường sắt Sơn Lâm - Hải Vân"


def test_another_currency_is_no_sum_in_dong() -> None:
    table = STATES.format(state="Kết quả thực hiện").replace("tỷ đồng", "triệu USD")
    layout = lay_out(SourceText(table, media_type="text/markdown"))
    assert [p.investment_million_vnd for p in find_projects(layout, read_header(layout))] == [None, None]

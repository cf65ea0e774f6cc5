"""An invented task annex and the shapes that readers give it: flattened line by line, with tabs, as Markdown, as real cells."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.records import Line

HEADINGS = {
    "task": "Nội dung nhiệm vụ",
    "product": "Sản phẩm",
    "deadline": "Thời gian hoàn thành",
    "lead": "Cơ quan chủ trì",
    "coordinate": "Cơ quan phối hợp",
    "authority": "Cấp trình",
    "note": "Ghi chú",
}
WIDTHS = {"task": 42, "product": 24, "deadline": 12, "lead": 12, "coordinate": 20, "authority": 12, "note": 10}


@dataclass(frozen=True)
class AnnexRow:
    """One row of the annex; `group` stands above it."""

    task: str
    product: str
    deadline: str
    lead: str
    coordinate: str
    authority: str
    note: str = ""
    group: str = ""

    def cells(self, columns: Sequence[str]) -> list[str]:
        return [getattr(self, column) for column in columns]


ROWS = (
    AnnexRow(
        "Rà soát, trình ban hành quy định về quản lý bến thủy nội địa trên địa bàn thành phố Hải Vân",
        "Quyết định của Ủy ban nhân dân thành phố",
        "Tháng 5/2026",
        "Sở Xây dựng",
        "Công an thành phố; Sở Tư pháp",
        "Ủy ban nhân dân thành phố",
        group="Lĩnh vực kinh tế",
    ),
    AnnexRow(
        "Xây dựng kế hoạch phát triển kinh tế ban đêm tại các phường ven vịnh giai đoạn 2026 - 2030",
        "Kế hoạch",
        "Quý II/2026",
        "Sở Công Thương",
        "Các sở, ngành, địa phương liên quan",
        "Ủy ban nhân dân thành phố",
    ),
    AnnexRow(
        "Theo dõi, đôn đốc tiến độ giải ngân vốn đầu tư công của từng chủ đầu tư, kịp thời điều chuyển giữa các dự án",
        "Báo cáo định kỳ",
        "Thường xuyên",
        "Sở Tài chính",
        "Các sở, ban, ngành",
        "Sở Tài chính",
    ),
    AnnexRow(
        "Lập hồ sơ đề nghị công nhận làng nghề đúc đồng Vạn Khê là điểm du lịch cấp thành phố",
        "Hồ sơ trình thẩm định",
        "Trước ngày 30/6/2026",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Sở Nông nghiệp và Môi trường, Ủy ban nhân dân xã Vạn Khê",
        "Ủy ban nhân dân thành phố",
    ),
    AnnexRow(
        "Số hóa hồ sơ đất đai của các xã miền núi; kết nối với nền tảng dùng chung của thành phố",
        "Cơ sở dữ liệu đất đai được cập nhật",
        "Từ tháng 4/2026 đến tháng 11/2026",
        "Sở Nông nghiệp và Môi trường",
        "Sở Khoa học và Công nghệ; các cơ quan, đơn vị liên quan",
        "Ủy ban nhân dân thành phố",
    ),
    AnnexRow(
        "Tổ chức diễn tập phòng, chống cháy rừng mùa khô tại khu vực đèo Hải Vân",
        "Phương án diễn tập được phê duyệt",
        "Tháng 4, 5",
        "Chi cục Kiểm lâm",
        "Công an thành phố; Bộ Chỉ huy Quân sự thành phố",
        "Ủy ban nhân dân thành phố",
        group="Lĩnh vực văn hóa - xã hội",
    ),
    AnnexRow(
        "Triển khai Đề án chăm sóc sức khỏe học đường tại các trường tiểu học",
        "Báo cáo kết quả năm học",
        "Theo Đề án",
        "Sở Y tế",
        "Sở Giáo dục và Đào tạo",
        "Sở Y tế",
    ),
    AnnexRow(
        "Mở lớp bồi dưỡng kỹ năng số cho công chức cấp xã, ưu tiên bộ phận một cửa",
        "Các lớp tập huấn",
        "Quý II và Quý III/2026",
        "Sở Nội vụ",
        "Các cơ quan, đơn vị, địa phương",
        "Sở Nội vụ",
    ),
    AnnexRow(
        "Tham mưu nghị quyết quy định mức hỗ trợ học phí cho trẻ mầm non ngoài công lập",
        "Hồ sơ nghị quyết trình Hội đồng nhân dân thành phố",
        "Trước kỳ họp giữa năm 2026",
        "Sở Giáo dục và Đào tạo",
        "Sở Tài chính, Sở Tư pháp",
        "Hội đồng nhân dân thành phố",
    ),
    AnnexRow(
        "Kiểm tra việc niêm yết thủ tục hành chính tại trung tâm phục vụ hành chính công các phường",
        "Kết luận kiểm tra",
        "Hằng quý",
        "Văn phòng Ủy ban nhân dân thành phố",
        "Ủy ban nhân dân các phường",
        "Ủy ban nhân dân thành phố",
    ),
)


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False) or []


def flattened(
    rows: Sequence[AnnexRow],
    columns: Sequence[str],
    *,
    spaced: bool = True,
    numbered_alone: bool = True,
    breaks: Sequence[tuple[int, int]] = (),
    groups: bool = False,
    widths: dict[str, int] | None = None,
) -> str:
    """The annex as a PDF reader writes it out. `breaks`: (row, lines of each cell that fit before the page ends)."""
    sizes = widths or WIDTHS
    header = ["STT " + " ".join(wrapped(HEADINGS[c], sizes[c])[0] for c in columns[:1])]
    header += wrapped(HEADINGS[columns[0]], sizes[columns[0]])[1:]
    for column in columns[1:]:
        header += wrapped(HEADINGS[column], sizes[column])
    lines = list(header)
    for number, row in enumerate(rows, 1):
        if groups and row.group:
            lines += [f"{'I' if number == 1 else 'II'} ", row.group.upper()]
        cells = [wrapped(text, sizes[c]) for c, text in zip(columns, row.cells(columns), strict=True)]
        cut = dict(breaks).get(number)
        pieces = [[c[:cut] for c in cells], [c[cut:] for c in cells]] if cut else [cells]
        shown = [[line for cell in piece for line in cell] for piece in pieces]
        if numbered_alone:
            lines += [f"{number} ", *shown[0]]
        else:
            lines += [f"{number} {shown[0][0]}", *shown[0][1:]]
        for piece in shown[1:]:
            lines += ["", str(number), "", *header, *piece]
    return (" \n\n" if spaced else "\n").join(lines) + "\n"


def tabbed(rows: Sequence[AnnexRow], columns: Sequence[str], header_every: int = 4) -> str:
    header = "\t".join(["STT", *(HEADINGS[c] for c in columns)])
    lines = []
    for number, row in enumerate(rows, 1):
        if (number - 1) % header_every == 0:
            lines += ["", header] if number > 1 else [header]
        lines.append("\t".join([f"({number})", *row.cells(columns)]))
    return "\n".join(lines) + "\n"


def piped(rows: Sequence[AnnexRow], columns: Sequence[str]) -> str:
    lines = ["| " + " | ".join(["STT", *(HEADINGS[c] for c in columns)]) + " |", "|" + "---|" * (len(columns) + 1)]
    lines += ["| " + " | ".join([str(n), *row.cells(columns)]) + " |" for n, row in enumerate(rows, 1)]
    return "\n".join(lines) + "\n"


def lines_of(text: str) -> list[Line]:
    found, position = [], 0
    for line in text.split("\n"):
        found.append(Line(position, position + len(line), 1))
        position += len(line) + 1
    return found

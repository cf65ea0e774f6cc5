"""Writes the Word and PDF documents of the sample corpus: `python scripts/build_sample.py`.

The text stands here; Word files are made with python-docx, PDF files by LibreOffice out of such Word files.
"""

from __future__ import annotations

import datetime
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "sample"
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
MADE = datetime.datetime(2025, 11, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Written:
    """A document to write. A body line that is a tuple of tuples is a table, its first row the heading."""

    name: str
    letterhead: tuple[str, ...]
    motto: tuple[str, ...]
    number: str
    place_and_date: str
    head: tuple[str, ...]
    body: tuple[str | tuple[tuple[str, ...], ...], ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]


TASKS = (
    ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn"),
    ("I", "Hạ tầng cảng biển", "", "", "", ""),
    (
        "1",
        "Lập quy hoạch phân khu cảng Vân Phong Bắc",
        "Sở Xây dựng",
        "Sở Tài chính, Sở Nông nghiệp và Môi trường",
        "Đồ án quy hoạch",
        "Quý IV/2025",
    ),
    (
        "2",
        "Hoàn thành giải phóng mặt bằng Dự án đường ven biển phía Bắc",
        "Ủy ban nhân dân phường Bắc Vân",
        "Sở Nông nghiệp và Môi trường",
        "Mặt bằng sạch",
        "Trước ngày 15/11/2025",
    ),
    ("3", "Báo cáo nghiên cứu khả thi Dự án cầu Cửa Ngọc", "Sở Xây dựng", "Các sở, ngành liên quan", "Báo cáo", "Tháng 8/2025"),
    ("II", "Năng lượng và môi trường", "", "", "", ""),
    (
        "4",
        "Khảo sát tiềm năng điện gió ven bờ",
        "Sở Công Thương",
        "Bộ Chỉ huy quân sự thành phố",
        "Báo cáo khảo sát",
        "2025 - 2026",
    ),
    (
        "5",
        "Phân vùng nuôi biển, quan trắc môi trường nước ven bờ",
        "Sở Nông nghiệp và Môi trường",
        "Ủy ban nhân dân các xã, phường ven biển",
        "Kế hoạch của Sở",
        "Thường xuyên",
    ),
    (
        "6",
        "Xây dựng chính sách hỗ trợ chuyển đổi nghề cho ngư dân",
        "Sở Nông nghiệp và Môi trường",
        "Sở Nội vụ; Sở Tài chính",
        "Nghị quyết của Hội đồng nhân dân thành phố",
        "Trước ngày 30/6/2025",
    ),
)

DOCUMENTS = (
    Written(
        "04_118-KH-UBND_kinh-te-bien-xanh.docx",
        ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI VÂN"),
        STATE,
        "Số: 118/KH-UBND",
        "Hải Vân, ngày 15 tháng 5 năm 2025",
        (
            "KẾ HOẠCH",
            "Thực hiện Nghị quyết số 15-NQ/TU ngày 10/4/2025 của Ban Chấp hành Đảng bộ thành phố về phát triển kinh tế biển xanh",
        ),
        (
            "Căn cứ Nghị quyết số 15-NQ/TU ngày 10/4/2025 của Ban Chấp hành Đảng bộ thành phố về phát triển kinh tế biển xanh thành phố "
            "Hải Vân đến năm 2030, tầm nhìn đến năm 2045, Ủy ban nhân dân thành phố ban hành Kế hoạch thực hiện như sau:",
            "I. MỤC TIÊU",
            "1. Cụ thể hóa Nghị quyết số 15-NQ/TU thành nhiệm vụ của từng sở, ngành, địa phương.",
            "2. Giải ngân 100% vốn bố trí cho hạ tầng biển trong năm 2025.",
            "II. TỔ CHỨC THỰC HIỆN",
            "1. Giao Sở Nông nghiệp và Môi trường xây dựng kế hoạch của ngành, hoàn thành trước ngày 30/6/2025.",
            "2. Giao Sở Tài chính theo dõi, đôn đốc, báo cáo Ủy ban nhân dân thành phố hằng quý.",
            "3. Kế hoạch này thay thế Kế hoạch số 204/KH-UBND ngày 27/10/2020 của Ủy ban nhân dân thành phố về phát triển dịch vụ cảng biển.",
            "PHỤ LỤC",
            "PHÂN CÔNG NHIỆM VỤ THỰC HIỆN NGHỊ QUYẾT SỐ 15-NQ/TU",
            "(Kèm theo Kế hoạch số 118/KH-UBND ngày 15/5/2025 của Ủy ban nhân dân thành phố)",
            TASKS,
        ),
        ("- Thường trực Thành ủy (để báo cáo);", "- Các sở, ban, ngành thành phố;", "- Lưu: VT, KT."),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Vũ Hải Đăng"),
    ),
    Written(
        "08_BC-thang-10-2025.pdf",
        ("ĐẢNG BỘ THÀNH PHỐ HẢI VÂN", "BAN THƯỜNG VỤ THÀNH ỦY"),
        PARTY,
        "Số 229-BC/TU",
        "Hải Vân, ngày 04 tháng 11 năm 2025",
        ("BÁO CÁO", "tình hình thực hiện nhiệm vụ tháng 10; nhiệm vụ, giải pháp trọng tâm tháng 11 năm 2025"),
        (
            "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
            "1. Ban Thường vụ Thành ủy tiếp tục lãnh đạo thực hiện Nghị quyết số 15-NQ/TU, ngày 10/4/2025 của Ban Chấp hành Đảng bộ thành phố "
            "và Chỉ thị số 07-CT/TU, ngày 20/8/2025 của Ban Thường vụ Thành ủy về tăng cường lãnh đạo, chỉ đạo giải ngân vốn đầu tư công.",
            "2. Ủy ban nhân dân thành phố ban hành Quyết định số 2210/QĐ-UBND ngày 26/9/2025 về Quy chế quản lý hoạt động du lịch trên vịnh "
            "Ngọc, thay thế Quyết định số 1805/2019/QĐ-UBND ngày 04/11/2019.",
            "II. KẾT QUẢ THỰC HIỆN",
            "Chỉ số sản xuất công nghiệp (IIP) tháng 10 ước tăng 13,1% so với cùng kỳ. Giải ngân vốn đầu tư công đến hết tháng 10 đạt 64,9% "
            "kế hoạch. Dự án cầu Cửa Ngọc đã phát hành hồ sơ mời thầu; Dự án đường ven biển phía Bắc giải phóng mặt bằng đạt 91%.",
            "III. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM THÁNG 11 NĂM 2025",
            "1. Sở Tài chính chủ trì, phối hợp với các chủ đầu tư hoàn thành giải ngân tối thiểu 80% kế hoạch vốn trước ngày 30/11/2025.",
            "2. Tiếp tục triển khai Chương trình hành động số 06-CTr/TU của Ban Thường vụ Thành ủy; hoàn thành kết nối kho dữ liệu dùng chung "
            "với Cơ sở dữ liệu quốc gia về dân cư.",
            "PHỤ LỤC",
            "TIẾN ĐỘ CÁC DỰ ÁN TRỌNG ĐIỂM",
            (
                ("STT", "Danh mục dự án", "Tổng mức đầu tư (triệu đồng)", "Địa điểm", "Đến hết tháng 10", "Dự báo", "Ghi chú"),
                (
                    "1",
                    "Dự án cầu Cửa Ngọc",
                    "4.215.600",
                    "Phường Ngọc Hải, xã Vân Đông",
                    "Đã phát hành hồ sơ mời thầu",
                    "Có khả năng chậm",
                    "Khởi công Quý I/2027",
                ),
                ("2", "Dự án đường ven biển phía Bắc", "2.870.000", "Phường Bắc Vân", "Giải phóng mặt bằng 91%", "Hoàn thành", "-"),
                (
                    "3",
                    "Nhà máy điện gió Vân Phong Bắc",
                    "14.380.000",
                    "Khu kinh tế Vân Phong Bắc",
                    "Thi công móng trụ 41%",
                    "Hoàn thành",
                    "Khánh thành Quý II/2027",
                ),
            ),
        ),
        ("- Ban Bí thư (để báo cáo),", "- Các cấp ủy trực thuộc,", "- Lưu Văn phòng Thành ủy."),
        ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC", "Lê Thị Thanh Hà"),
    ),
    Written(
        "10_2210-QD-UBND_quy-che-du-lich.docx",
        ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI VÂN"),
        STATE,
        "Số: 2210/QĐ-UBND",
        "Hải Vân, ngày 26 tháng 9 năm 2025",
        ("QUYẾT ĐỊNH", "Ban hành Quy chế quản lý hoạt động du lịch trên vịnh Ngọc"),
        (
            "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ",
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
            "Căn cứ Luật Du lịch số 09/2017/QH14 ngày 19/6/2017;",
            "Theo đề nghị của Giám đốc Sở Du lịch tại Tờ trình số 151/TTr-SDL ngày 12/9/2025.",
            "QUYẾT ĐỊNH:",
            "Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý hoạt động du lịch trên vịnh Ngọc.",
            "Điều 2. Quyết định này có hiệu lực từ ngày 10/10/2025 và thay thế Quyết định số 1805/2019/QĐ-UBND ngày 04/11/2019 của Ủy ban nhân "
            "dân thành phố về quản lý hoạt động du lịch trên vịnh Ngọc.",
            "Điều 3. Giao Sở Du lịch hướng dẫn, kiểm tra việc thực hiện Quy chế; sơ kết trước ngày 31/3/2026.",
            "Điều 4. Chánh Văn phòng Ủy ban nhân dân thành phố, Giám đốc các sở, ngành chịu trách nhiệm thi hành Quyết định này.",
        ),
        ("- Như Điều 4;", "- Bộ Văn hóa, Thể thao và Du lịch;", "- Lưu: VT, VX."),
        ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Ngô Đình Lâm"),
    ),
    Written(
        "12_31-2025-NQ-HDND_chuyen-doi-nghe.pdf",
        ("HỘI ĐỒNG NHÂN DÂN", "THÀNH PHỐ HẢI VÂN"),
        STATE,
        "Số: 31/2025/NQ-HĐND",
        "Hải Vân, ngày 18 tháng 7 năm 2025",
        ("NGHỊ QUYẾT", "Quy định chính sách hỗ trợ chuyển đổi nghề cho ngư dân trên địa bàn thành phố Hải Vân"),
        (
            "HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ HẢI VÂN",
            "KHÓA XVI, KỲ HỌP THỨ 6",
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
            "Căn cứ Luật Ngân sách nhà nước ngày 25/6/2025;",
            "Thực hiện Nghị quyết số 15-NQ/TU ngày 10/4/2025 của Ban Chấp hành Đảng bộ thành phố về phát triển kinh tế biển xanh;",
            "Xét Tờ trình số 88/TTr-UBND ngày 02/7/2025 của Ủy ban nhân dân thành phố về chính sách hỗ trợ chuyển đổi nghề cho ngư dân.",
            "QUYẾT NGHỊ:",
            "Điều 1. Quy định chính sách hỗ trợ chuyển đổi nghề cho chủ tàu cá hoạt động ven bờ: hỗ trợ một lần 45 triệu đồng đối với tàu dưới "
            "12 m ngừng khai thác; hỗ trợ học nghề tối đa 06 tháng.",
            "Điều 2. Bãi bỏ Nghị quyết số 12/2018/NQ-HĐND ngày 10/7/2018 của Hội đồng nhân dân thành phố.",
            "Điều 3. Giao Ủy ban nhân dân thành phố tổ chức thực hiện Nghị quyết này, báo cáo Hội đồng nhân dân thành phố tại kỳ họp cuối năm.",
        ),
        ("- Ủy ban Thường vụ Quốc hội;", "- Ủy ban nhân dân thành phố;", "- Lưu: VT."),
        ("CHỦ TỊCH", "Bùi Thị Ngọc Lan"),
    ),
)


def write_docx(document: Written, path: Path) -> None:
    """Lays the document out as offices do: letterhead and motto side by side, recipients and signature side by side."""
    paper = docx.Document()
    paper.core_properties.created = paper.core_properties.modified = MADE
    paper.core_properties.author = "Vănmạch"
    top = paper.add_table(rows=1, cols=2)
    _lines(top.cell(0, 0), (*document.letterhead, document.number))
    _lines(top.cell(0, 1), (*document.motto, document.place_and_date))
    for line in document.head:
        paragraph = paper.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    for part in document.body:
        if isinstance(part, str):
            paper.add_paragraph(part)
        else:
            _table(paper, part)
    foot = paper.add_table(rows=1, cols=2)
    _lines(foot.cell(0, 0), ("Nơi nhận:", *document.recipients))
    _lines(foot.cell(0, 1), (*document.signature[:-1], "", document.signature[-1]))
    paper.save(str(path))


def _lines(cell: docx.table._Cell, lines: Sequence[str]) -> None:
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def _table(paper: docx.document.Document, rows: Sequence[Sequence[str]]) -> None:
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    table.style = "Table Grid"
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text


def to_pdf(source: Path, folder: Path) -> None:
    """Converts with LibreOffice; raises CalledProcessError where it fails."""
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        for document in DOCUMENTS:
            if document.name.endswith(".docx"):
                write_docx(document, SAMPLE / document.name)
            else:
                word = Path(scratch) / document.name.replace(".pdf", ".docx")
                write_docx(document, word)
                to_pdf(word, SAMPLE)


if __name__ == "__main__":
    main()

"""Citations: tables of (text, what is cited, why). The first part says what is a number, the second what is none."""

from __future__ import annotations

import unicodedata

import pytest

from graph.extraction import Citation, Header
from ingest.extract.citations import find_citations
from ingest.layout.reading import read_spans
from ingest.layout.records import Block, BlockKind, Cell, Layout, Reading, Row, Table
from ingest.readers.records import SourceText


def header(kind: str | None = None, number: str | None = None, date: str | None = None) -> Header:
    return Header(kind, number, date, None, None, (), None, None, None, None, None, (), None)


def reading(text: str, offset: int = 0) -> Reading:
    return Reading(text, range(offset, offset + len(text)), range(offset + 1, offset + len(text) + 1))


def layout(*texts: str, kind: BlockKind = "paragraph") -> Layout:
    """One block for each text, the raw text being theirs one after the other."""
    blocks, offset = [], 0
    for text in texts:
        blocks.append(Block(kind, reading(text, offset), offset, offset + len(text), 1))
        offset += len(text) + 1
    return Layout(SourceText("\n".join(texts)), tuple(blocks))


def cite(*texts: str, head: Header | None = None, kind: BlockKind = "paragraph") -> tuple[Citation, ...]:
    made = layout(*texts, kind=kind)
    found = find_citations(made, head or header())
    for citation in found:
        assert made.source.text[citation.start : citation.end] == citation.surface
    return found


NUMBERED = [
    ("Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị", [("57-NQ/TW", "2024-12-22")], "as usual"),
    ("Nghị quyết 68-NQ/TW", [("68-NQ/TW", None)], "no số"),
    ("theo 57-NQ/TW", [("57-NQ/TW", None)], "no word at all"),
    ("Kết luận số 148 - KL/TW, ngày 08/4/2025", [("148-KL/TW", "2025-04-08")], "blanks inside"),
    ("Quyết định số 204 – QĐ/TW", [("204-QĐ/TW", None)], "en dash"),
    ("Kế hoạch số 175 / KH - UBND", [("175/KH-UBND", None)], "blanks everywhere"),
    ("Công văn số 1432 / UBND - TH", [("1432/UBND-TH", None)], "a letter's number with blanks"),
    ("công văn số 1432/ubnd-th ngày 05/3/2024", [("1432/ubnd-th", "2024-03-05")], "a letter's number in small letters"),
    ("Kế hoạch số 238/KH-\nUBND ngày\n13/9/2025", [("238/KH-UBND", "2025-09-13")], "broken over lines"),
    ("Nghị quyết số 57-\nNQ/TW", [("57-NQ/TW", None)], "broken after the dash"),
    ("Nghị quyết số 07-NQ/TU3 và", [("07-NQ/TU", None)], "footnote mark glued to it"),
    ("Nghị quyết số 226/2025/QH153.", [("226/2025/QH15", None)], "footnote mark after the legislature"),
    ("Nghị quyết số 57-NQ/TW¹², ngày 22/12/2024", [("57-NQ/TW", "2024-12-22")], "superscript mark before the date"),
    ("Kế hoạch số 285-KH/TU, ngày15/4/2025", [("285-KH/TU", "2025-04-15")], "glued date"),
    ("Nghị quyết số57-NQ/TWngày 22/12/2024", [("57-NQ/TW", "2024-12-22")], "glued words"),
    ("nghị quyết số 57-nq/tw", [("57-nq/tw", None)], "lower case, as printed"),
    ("Nghi dinh so 154/2025/nd-cp cua Chinh phu", [("154/2025/nd-cp", None)], "no diacritics"),
    ("Chỉ thị số O1-CT/TU", [("01-CT/TU", None)], "letter O for zero"),
    ("Kế hoạch số l2-KH/TU", [("12-KH/TU", None)], "letter l for one"),
    ("Công điện số 112/CÐ-TTg", [("112/CĐ-TTg", None)], "Ð for Đ"),
    ("Quy định số 11-QĐi/TW", [("11-QĐi/TW", None)], "older code"),
    ("Nghị quyết số 08/2022/NQ-HĐND ngày 20/7/2022", [("08/2022/NQ-HĐND", "2022-07-20")], "year inside"),
    ("Nghị quyết số 44/2023/UBTVQH15", [("44/2023/UBTVQH15", None)], "standing committee"),
    ("Thông tư liên tịch số 01/2019/TTLT-BTC-BNV", [("01/2019/TTLT-BTC-BNV", None)], "joint"),
    ("Công văn số 123/VP-TH ngày 01/3/2025", [("123/VP-TH", "2025-03-01")], "letter with a unit"),
    ("Công văn số 5678/BTC-NSNN", [("5678/BTC-NSNN", None)], "letter of a ministry"),
    ("Tờ trình số 12/TTr-SXD", [("12/TTr-SXD", None)], "proposal of a department"),
    ("Kế hoạch số 15/KH-SGD&ĐT", [("15/KH-SGD&ĐT", None)], "ampersand"),
    ("Nghị định số 64-CP ngày 27/9/1993", [("64-CP", "1993-09-27")], "old decree"),
    ("Chương trình hành động số 05-CTr/TU, ngày 06 tháng 11 năm 2025", [("05-CTr/TU", "2025-11-06")], "date in words"),
    ("Nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương ngày 25/10/2017", [("18-NQ/TW", "2017-10-25")], "date behind the issuer"),
    ("Nghị quyết số 18-NQ/TW (25/10/2017)", [("18-NQ/TW", "2017-10-25")], "date in brackets"),
    ("các Nghị quyết số 57-, 59-, 66-NQ/TW", [("57-NQ/TW", None), ("59-NQ/TW", None), ("66-NQ/TW", None)], "one code for all"),
    ("các Nghị định số 42, 43/2025/NĐ-CP", [("42/2025/NĐ-CP", None), ("43/2025/NĐ-CP", None)], "year and code for all"),
    ("Nghị định số 178/2024 và 67/2025/NĐ-CP", [("178/2024/NĐ-CP", None), ("67/2025/NĐ-CP", None)], "own years"),
    (
        "Kế hoạch 219-KH/UBKTTW, ngày 14/3/2025 và 237-KH/UBKTTW, ngày 11/6/2025",
        [("219-KH/UBKTTW", "2025-03-14"), ("237-KH/UBKTTW", "2025-06-11")],
        "one word of the kind",
    ),
    ("các Nghị quyết từ số 12 đến số 18/NQ-HĐND", [("12/NQ-HĐND", None), ("18/NQ-HĐND", None)], "range"),
    (
        "Nghị quyết số 1-NQ/TU và 2-NQ/TU cùng ngày 03/4/2025",
        [("1-NQ/TU", "2025-04-03"), ("2-NQ/TU", "2025-04-03")],
        "one day for both",
    ),
    ("(Kết luận số 21-KL/TW, Nghị quyết số 21-NQ/TW)", [("21-KL/TW", None), ("21-NQ/TW", None)], "list in brackets"),
    ("NGHỊ QUYẾT SỐ 273/NQ-CP CỦA CHÍNH PHỦ", [("273/NQ-CP", None)], "capitals"),
    ("Luật Nhà ở số 27/2023/QH15 ngày 27/11/2023", [("27/2023/QH15", "2023-11-27")], "statute with name and number"),
    ("Công văn số 6710/EVNCPC-KH+KD ngày 19/9/2025", [("6710/EVNCPC-KH+KD", "2025-09-19")], "two units joined by a plus"),
    ("Pháp lệnh số 31/2000/PL-UBTVQH10 và", [("31/2000/PL-UBTVQH10", None)], "the term of an ordinance"),
    ("Quyết định sô 77O/QĐ-UBND ngày O5/4/2019", [("770/QĐ-UBND", "2019-04-05")], "a scanner's zeros and accents"),
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Giá, Luật Đấu thầu số 90/2025/QH15 ngày 25/6/2025",
        [("90/2025/QH15", "2025-06-25")],
        "a statute named after those it amends",
    ),
    ("Chỉ thị 20 CT/TW của Bộ Chính trị", [("20-CT/TW", None)], "a blank for the dash"),
    (
        "theo NQ số 298/NQ-CP của Chính phủ và CV số 6213/BYT-KCB ngày 01-10-2025",
        [("298/NQ-CP", None), ("6213/BYT-KCB", "2025-10-01")],
        "codes for the names of kinds",
    ),
    ("Quyết định số 31/02-QĐ/TU", [], "no number at all"),
    ("Quyết định số 5-QĐ/TU ngày 31/02/2025", [("5-QĐ/TU", None)], "impossible day is no date"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NUMBERED)
def test_numbered(text: str, expected: list[tuple[str, str | None]], why: str) -> None:
    assert [(c.number, c.date) for c in cite(text) if c.number] == expected, why


REJECTED = [
    "ngày 22/8/2025 và 07/2025",
    "118/118 đảng bộ, 1.584/1.866 cơ sở",
    "kết quả 49/61 = 80,3%",
    "35.893,2 tỷ đồng; 25.547.000.000 đồng",
    "số điện thoại 0225.3842.123 - 0912-345-678",
    "tọa độ 20°51'N, 106-40-E",
    "lô I.14/CTHH-01",
    "lô CX7 và lô A",
    "tỷ lệ 1/2000",
    "60km/h, 5-10 m/s",
    "QCVN 08-MT:2023/BTNMT",
    "TCVN 7957:2023/BXD",
    "mẫu số 01/TB-HĐSS",
    "Mẫu 05-III/ATBXHN",
    "năm 2025 - 2030",
    "nhiệm kỳ 2020-2025",
    "số nhà 10/2 A",
    "Quốc lộ 10-AB/CD",
    "xe 15A-123.45",
    "QĐ/TW",
    "Số -TB/TU",
    "giá trị 4-5 triệu USD/năm",
    "15-05D",
    "IP 10.0.0.1/24-UP",
    "tài khoản 123/CN-HP",
    "tỷ lệ 12 / UBND - các xã",
    "đạt 10 / CP - ngành",
    "trong năm 2025 - Triển khai",
    "từ 08 - 10 đơn vị",
    "24/24 giờ, 7/7 ngày",
]


@pytest.mark.parametrize("text", REJECTED)
def test_no_number(text: str) -> None:
    assert [c.number for c in cite(text) if c.number] == []


PARTS = [
    (
        "Kết luận số 201-KL/TW, ngày 31/10/2025 của Bộ Chính trị, Ban Bí thư về tình hình, kết quả đại hội và nhiệm vụ mới; tiếp",
        "Kết luận",
        "Bộ Chính trị, Ban Bí thư",
        "tình hình, kết quả đại hội và nhiệm vụ mới",
    ),
    ("Kế hoạch số 179/KH-UBND của Ủy ban nhân dân thành phố chủ động đề xuất", "Kế hoạch", "Ủy ban nhân dân thành phố", None),
    (
        "Nghị quyết số 226/2025/QH15 của Quốc hội về thí điểm một số cơ chế, chính sách, kịp thời tham mưu",
        "Nghị quyết",
        "Quốc hội",
        "thí điểm một số cơ chế, chính sách",
    ),
    (
        "Kế hoạch số 133/KH-UBND của Ủy ban nhân dân thành phố về đào tạo cán bộ, công chức, trong đó chú trọng",
        "Kế hoạch",
        "Ủy ban nhân dân thành phố",
        "đào tạo cán bộ, công chức",
    ),
    (
        "Nghị định số 5/2024/NĐ-CP ngày 10/1/2024 của Chính phủ quy định chi tiết một số điều.",
        "Nghị định",
        "Chính phủ",
        "quy định chi tiết một số điều",
    ),
    (
        "Đề án số 05-ĐA/TU của Ban Thường vụ Tỉnh ủy về “Xây dựng chính quyền thân thiện” trên",
        "Đề án",
        "Ban Thường vụ Tỉnh ủy",
        "Xây dựng chính quyền thân thiện",
    ),
    (
        "Thông tư số 3/2025/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch hướng dẫn",
        "Thông tư",
        "Bộ Văn hóa, Thể thao và Du lịch",
        "hướng dẫn",
    ),
    ("quy định số 144-QĐ/TW", "Quy định", None, None),
    (
        "Kết luận số 01-KL/TW của Bộ Chính trị (khóa XIII) về tiếp tục thực hiện Chỉ thị",
        "Kết luận",
        "Bộ Chính trị (khóa XIII)",
        "tiếp tục thực hiện Chỉ thị",
    ),
    (
        "Quyết định số 71/QĐ-BNN ngày 03/2/2019 của Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn ban hành Quy chế",
        "Quyết định",
        "Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn",
        "ban hành Quy chế",
    ),
    (
        "Thông tư số 9/2020/TT-BTTTT của Bộ Thông tin và Truyền thông quy định",
        "Thông tư",
        "Bộ Thông tin và Truyền thông",
        "quy định",
    ),
    (
        "Chương trình số 43-CTr/TU của Ban Chấp hành Đảng bộ tỉnh khóa X và phổ biến đến chi bộ",
        "Chương trình",
        "Ban Chấp hành Đảng bộ tỉnh khóa X",
        None,
    ),
    (
        "Nghị quyết số 26-NQ/TW, ngày 05/8/2008 Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa X về nông nghiệp",
        "Nghị quyết",
        "Ban Chấp hành Trung ương khóa X",
        "nông nghiệp",
    ),
    ("Quy định số 85-QĐ/TW của Ban Bí thư và Thông tri số 05-TTr/TU", "Quy định", "Ban Bí thư", None),
    ("Báo cáo thẩm tra số 51/BC-KTNS ngày 02/7/2025 của Ban Kinh tế - Ngân sách", "Báo cáo", "Ban Kinh tế - Ngân sách", None),
    ("Nghị quyết số 20-NQ/TW về y tế cơ sở, Kết luận số 149-KL/TW", "Nghị quyết", None, "y tế cơ sở"),
    ("Nghị quyết số 20-NQ/TW về y tế cơ sở (sau đây gọi tắt là Nghị quyết 20)", "Nghị quyết", None, "y tế cơ sở"),
    ("Nghị định số 8/2020/NĐ-CP quy định xử phạt, báo cáo Chính phủ trong tháng 12", "Nghị định", None, "quy định xử phạt"),
    ("Nghị định số 7/2025/NĐ-CP hướng dẫn thi hành Luật đã được sửa đổi", "Nghị định", None, "hướng dẫn thi hành Luật"),
]


@pytest.mark.parametrize(("text", "kind", "issuer", "title"), PARTS)
def test_kind_issuer_and_title(text: str, kind: str, issuer: str | None, title: str | None) -> None:
    first = cite(text)[0]
    assert (first.type, first.issuer, first.title) == (kind, issuer, title)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Nghị quyết số 07-NQ/TU năm 2022 nêu rõ", 2022),
        ("Kế hoạch số 427-KH/TU triển khai Kết luận số 01-KL/TW năm 2025", None),
        ("Báo cáo kết quả thực hiện Quy định số 11-QĐi/TW của Bộ Chính trị năm 2024", None),
        ("Nghị quyết số 07-NQ/TU, ngày 01/8/2022", None),
    ],
)
def test_a_year_belongs_to_its_document(text: str, year: int | None) -> None:
    assert [c.year for c in cite(text) if c.number][-1] == year


NAMED = [
    ("theo quy định của Luật Đất đai năm 2013 và", "Luật", "Đất đai", 2013),
    ("Luật Thực hiện dân chủ ở cơ sở, xem", "Luật", "Thực hiện dân chủ ở cơ sở", None),
    ("của Luật Quy hoạch (sửa đổi)", "Luật", "Quy hoạch (sửa đổi)", None),
    ("theo Luật Đất đai 2024, các", "Luật", "Đất đai", 2024),
    ("theo Bộ luật Dân sự (2015) và", "Bộ luật", "Dân sự", 2015),
    ("Luật Công nghiệp vũ trụ được thông qua", "Luật", "Công nghiệp vũ trụ", None),
    ("Luật sửa đổi một số điều của Luật Giá năm 2020;", "Luật", "sửa đổi một số điều của Luật Giá", 2020),
    (
        "thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ II, nhiệm kỳ 2025 - 2030.",
        "Nghị quyết",
        "Đại hội Đảng bộ tỉnh lần thứ II, nhiệm kỳ 2025 - 2030",
        None,
    ),
    ("đưa Nghị quyết Đại hội XIV của Đảng vào cuộc sống", "Nghị quyết", "Đại hội XIV của Đảng", None),
    (
        "ban hành Quy chế làm việc của Ban Chấp hành Đảng bộ xã nhiệm kỳ 2025 - 2030",
        "Quy chế",
        "làm việc của Ban Chấp hành Đảng bộ xã nhiệm kỳ 2025 - 2030",
        None,
    ),
    ("thực hiện Đề án “Nâng cao năng lực y tế” của tỉnh", "Đề án", "Nâng cao năng lực y tế", None),
    (
        "nổi bật là: Kết luận về tổ chức trao tặng Huy hiệu cho đảng viên;",
        "Kết luận",
        "tổ chức trao tặng Huy hiệu cho đảng viên",
        None,
    ),
    (
        "cho ý kiến: (2) Nghị quyết về mức chi cho giáo viên, nhân viên trường học; (3) khác",
        "Nghị quyết",
        "mức chi cho giáo viên, nhân viên trường học",
        None,
    ),
    (
        "Tỉnh ủy ban hành Quy định tiếp nhận, xử lý đơn thư, tiếp đảng viên; ",
        "Quy định",
        "tiếp nhận, xử lý đơn thư, tiếp đảng viên",
        None,
    ),
    (
        "ban hành Nghị quyết của Ban Chấp hành Đảng bộ tỉnh, nhiệm kỳ 2025 - 2030 về “tỉnh không ma túy”",
        "Nghị quyết",
        "tỉnh không ma túy",
        None,
    ),
    (
        "lập Quy hoạch chung Khu kinh tế Đình Cao - Bến Lội đến năm 2045.",
        "Quy hoạch",
        "chung Khu kinh tế Đình Cao - Bến Lội đến năm 2045",
        None,
    ),
    ("xây dựng Kế hoạch thực hiện Khu thương mại tự do; thu hút", "Kế hoạch", "thực hiện Khu thương mại tự do", None),
    (
        "tổng kết Kế hoạch phát triển kinh tế, thu - chi ngân sách, giải ngân vốn đầu tư năm 2025; phương hướng",
        "Kế hoạch",
        "phát triển kinh tế, thu - chi ngân sách, giải ngân vốn đầu tư năm 2025",
        None,
    ),
    (
        "Đề án liên kết với các đối tác để tổ chức các hoạt động văn hóa của tỉnh giai đoạn 2024 - 2025: tổ chức",
        "Đề án",
        "liên kết với các đối tác để tổ chức các hoạt động văn hóa của tỉnh giai đoạn 2024 - 2025",
        None,
    ),
    (
        "cụ thể hóa Nghị quyết Đại hội Đảng toàn quốc lần thứ XIV thành các chương trình",
        "Nghị quyết",
        "Đại hội Đảng toàn quốc lần thứ XIV",
        None,
    ),
    ("thực hiện Kế hoạch đầu tư công năm 2025, hoàn thành trong năm 2025", "Kế hoạch", "đầu tư công năm 2025", None),
    (
        "trình Nghị quyết của Hội đồng nhân dân tỉnh về chính sách hỗ trợ giáo viên",
        "Nghị quyết",
        "chính sách hỗ trợ giáo viên",
        None,
    ),
]


@pytest.mark.parametrize(("text", "kind", "title", "year"), NAMED)
def test_named(text: str, kind: str, title: str, year: int | None) -> None:
    (citation,) = cite(text)
    assert (citation.form, citation.number, citation.type, citation.title, citation.year) == ("named", None, kind, title, year)


@pytest.mark.parametrize(
    "text",
    [
        "Các kế hoạch và chương trình",
        "Quyết định thành lập tổ",
        "Báo cáo kết quả",
        "hướng dẫn các xã",
        "Luật sư Nguyễn An",
        "Kế hoạch đã đề ra",
        "Nghị quyết Đại hội các tổ chức chính trị - xã hội",
        "đưa nội dung của Đề án vào văn kiện",
        "Chương trình đại hội được sắp xếp khoa học",
        "Tổ chức Chương trình “Tết ấm tình quê”",
        "Dự án này đang được thẩm định",
    ],
)
def test_generic_words_name_no_document(text: str) -> None:
    assert cite(text) == ()


def test_a_plan_is_about_what_it_carries_out() -> None:
    plan, cited = cite(
        "Xây dựng Chương trình hành động của Ban Thường vụ Tỉnh ủy thực hiện Nghị quyết số 71-NQ/TW, ngày "
        "22/8/2025 của Bộ Chính trị."
    )
    assert (plan.form, plan.type, plan.issuer) == ("named", "Chương trình hành động", "Ban Thường vụ Tỉnh ủy")
    assert (plan.about, plan.planned) == ((1,), True)
    assert cited.number == "71-NQ/TW"


SHORT = [
    ("đến nay Đề án 938 đạt kết quả tốt", [("938", None)], "a verb behind"),
    ("theo NQ 57 của Bộ Chính trị và NĐ 126/2024 của Chính phủ", [("57", None), ("126", 2024)], "a code for the name"),
    ("KH 2026 và BC 6 tháng", [], "plans and reports by their codes"),
    ("thực hiện Nghị quyết 71 của Bộ Chính trị", [("71", None)], "bare"),
    ("vướng mắc với Nghị định 126.", [("126", None)], "end of the sentence"),
    ("Nghị quyết số 57, 59 và 68 của Bộ Chính trị", [("57", None), ("59", None), ("68", None)], "list"),
    ("theo Nghị định 178/2024 về", [("178", 2024)], "number and year"),
    ("Kế hoạch 5 năm 2026 - 2030", [], "a five-year plan"),
    ("Báo cáo 6 tháng đầu năm", [], "half a year"),
    ("quyết định 12 dự án", [], "verb and count"),
    ("Thông báo 3 nội dung", [], "count"),
    ("Kế hoạch 12/2025", [], "month"),
]


@pytest.mark.parametrize(("text", "expected", "why"), SHORT)
def test_short(text: str, expected: list[tuple[str, int | None]], why: str) -> None:
    assert [(c.bare, c.year) for c in cite(text) if c.form == "short"] == expected, why


def test_back_references_point_to_the_one_document_they_can_mean() -> None:
    found = cite("Thực hiện Kế hoạch số 12-KH/TU.", "Các cơ quan bám sát Kế hoạch nêu trên, báo cáo kết quả.")
    assert [(c.form, c.antecedent) for c in found] == [("numbered", None), ("back", 0)]


def test_back_references_stay_open_where_two_are_possible() -> None:
    found = cite("Kế hoạch số 12-KH/TU và Kế hoạch số 13-KH/TU. Kế hoạch nêu trên có hiệu lực.")
    assert (found[-1].form, found[-1].antecedent) == ("back", None)


def test_the_document_itself() -> None:
    own = header("Nghị quyết", "12-NQ/TU", "2025-11-01")
    found = cite(
        "Nghị quyết này có hiệu lực.",
        "Theo Nghị quyết số 12-NQ/TU, các cấp ủy",
        "Nghị quyết số 12-NQ/TU ngày 03/5/2021 cũ",
        head=own,
    )
    assert [c.form for c in found] == ["self", "self", "numbered"]


def test_an_annex_that_comes_with_a_letter_without_a_number() -> None:
    (found,) = cite("(Kèm theo Công văn số           /VP-TH ngày        tháng 9 năm 2025)", head=header("Công văn"))
    assert (found.form, found.number) == ("self", None)


def test_the_congress_is_the_one_that_was_spoken_of() -> None:
    found = cite(
        "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ II, nhiệm kỳ 2025 - 2030. Chỉ đạo thực hiện Nghị quyết Đại hội ngay từ đầu năm."
    )
    assert [(c.form, c.antecedent) for c in found] == [("named", None), ("back", 0)]


def test_the_enacting_words_name_the_document_itself() -> None:
    head = Header("Thông tư", None, None, None, None, (), None, "Quy định quản lý bến bãi ven sông", None, None, None, (), None)
    (found,) = cite("Bộ trưởng ban hành Thông tư quy định quản lý bến bãi ven sông.", head=head)
    assert found.form == "self"


def test_aliases_are_read_and_used() -> None:
    found = cite(
        "Kế hoạch số 12-KH/TU của Tỉnh ủy (sau đây gọi là Kế hoạch tổng thể).", "Bám sát Kế hoạch tổng thể, các xã báo cáo."
    )
    assert found[0].aliases == ("Kế hoạch tổng thể",)
    assert (found[1].form, found[1].antecedent) == ("back", 0)


def test_a_short_name_in_brackets_is_an_alias() -> None:
    found = cite("Triển khai Quyết định số 06/QĐ-TTg của Thủ tướng Chính phủ (Đề án 06); tiến độ Đề án 06 đạt 95%.")
    assert [(c.aliases, c.antecedent) for c in found if c.form == "numbered"] == [(("Đề án 06",), None)]
    assert {c.antecedent for c in found[1:]} == {0}


def test_a_short_name_is_that_of_the_document_of_its_kind() -> None:
    found = cite(
        "Nghị quyết số 36-NQ/TW về Chiến lược phát triển kinh tế biển Việt Nam đến năm 2030 (sau đây gọi tắt là Nghị quyết 36).",
        "Tiếp tục thực hiện Nghị quyết 36.",
    )
    assert [(c.form, c.antecedent) for c in found] == [("numbered", None), ("named", None), ("back", 0), ("back", 0)]


def test_the_letterhead_does_not_cite_itself() -> None:
    assert cite("Số: 238/KH-UBND", head=header("Kế hoạch", "238/KH-UBND"), kind="letterhead") == ()


def test_cells_are_read_once_each() -> None:
    text = "STT\tNhiệm vụ\n1\tThực hiện Kế hoạch số 154/KH-UBND"
    cell = Cell(reading("Thực hiện Kế hoạch số 154/KH-UBND", 15), 15, len(text))
    row = Row((None, cell, cell), (), 13, len(text), 1)
    table = Table(("STT", "Nhiệm vụ", "Sản phẩm"), (row,), 0, len(text), "tabs")
    made = Layout(SourceText(text), (Block("table", reading(text), 0, len(text), 1, table=table),))
    (found,) = find_citations(made, header())
    assert text[found.start : found.end] == found.surface == "Kế hoạch số 154/KH-UBND"


def test_decomposed_text_gives_the_same_numbers_at_its_own_offsets() -> None:
    text = "Thực hiện Nghị quyết số 08/2022/NQ-HĐND ngày 20/7/2022 của Hội đồng nhân dân tỉnh và Luật Đất đai."
    composed, decomposed = cite(text), cite(unicodedata.normalize("NFD", text))
    assert [(c.number, c.date, c.type, c.issuer) for c in composed] == [(c.number, c.date, c.type, c.issuer) for c in decomposed]
    assert [unicodedata.normalize("NFC", c.surface) for c in decomposed] == [c.surface for c in composed]


def test_citations_come_in_the_order_of_the_text() -> None:
    found = cite("Nghị quyết 71, Luật Đất đai, Kế hoạch số 3-KH/TU", "Chỉ thị số 4-CT/TU")
    assert [c.start for c in found] == sorted(c.start for c in found)
    assert len(found) == 4


def test_a_name_cut_by_other_cells_ends_with_its_last_letter():
    """The white space before the other cell is no part of the surface."""
    head, between, tail = "Triển khai Quy chế xây dựng và ban hành \n", "Sở Tư pháp " * 30, "\nvăn bản của thành phố Hải Vân."
    text = head + between + tail
    spans = [(0, len(head) - 2), (len(head) + len(between) + 1, len(text))]
    made = Layout(SourceText(text), (Block("paragraph", read_spans(text, spans), 0, len(text), 1),))
    assert [citation.surface for citation in find_citations(made, header())] == ["Quy chế xây dựng và ban hành"]

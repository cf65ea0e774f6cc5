"""Files of every kind in, one text out; what cannot be read is refused in words."""

from __future__ import annotations

import unicodedata
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from graph.errors import ReadError
from ingest.readers import SUFFIXES, read
from ingest.readers.text import find_pages

TEXT = "KẾ HOẠCH\r\nThực hiện Nghị quyết số 15-NQ/TU của Thành ủy Hải Vân.\r\n"


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    "encoding, lead", [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
def test_text_keeps_line_ends_and_drops_the_mark(tmp_path: Path, encoding: str, lead: bytes) -> None:
    source = read(written(tmp_path, "a.txt", lead + TEXT.encode(encoding)))
    assert source.text == TEXT
    assert source.text_source == "born_digital"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(tmp_path: Path, encoding: str) -> None:
    assert read(written(tmp_path, "a.txt", TEXT.encode(encoding))).text == TEXT


def test_decomposed_text_stays_as_it_is(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    assert read(written(tmp_path, "a.md", decomposed)).text == decomposed


def test_windows_1258_is_legacy(tmp_path: Path) -> None:
    words = "Ủy ban nhân dân thành phố ban hành quyết định về việc thực hiện kế hoạch của các sở, ngành. " * 3
    source = read(written(tmp_path, "a.txt", _windows_1258(words)))
    assert unicodedata.normalize("NFC", source.text) == words
    assert source.text_source == "legacy"


def _windows_1258(text: str) -> bytes:
    """Vowels with their hats stay whole, tones follow them, as that code page has it."""
    out = bytearray()
    for character in text:
        try:
            out += character.encode("cp1258")
        except UnicodeEncodeError:
            base = unicodedata.normalize("NFD", character)
            tone = next(c for c in base if c in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", base.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return bytes(out)


OLD_FONTS = {
    "TCVN3": "kÕ ho¹ch cña c¸c së, ngµnh vÒ viÖc thùc hiÖn nghÞ quyÕt trong n¨m",
    "VNI": "keá hoaïch cuûa caùc sôû, ngaønh veà vieäc thöïc hieän nghò quyeát trong naêm",
}
PUT_RIGHT = "kế hoạch của các sở, ngành về việc thực hiện nghị quyết trong năm"


@pytest.mark.parametrize("font", OLD_FONTS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_of_old_fonts_are_put_right(tmp_path: Path, font: str, encoding: str) -> None:
    source = read(written(tmp_path, "a.txt", (OLD_FONTS[font] + "\n").encode(encoding)))
    assert (source.text, source.text_source) == (PUT_RIGHT + "\n", "legacy")


def test_old_fonts_in_a_word_document(tmp_path: Path) -> None:
    for font, text in OLD_FONTS.items():
        document = docx.Document()
        document.add_paragraph(text)
        document.save(str(tmp_path / f"{font}.docx"))
    assert read(tmp_path / "TCVN3.docx").text == PUT_RIGHT + "\n"
    with pytest.raises(ReadError, match="VNI"):
        read(tmp_path / "VNI.docx")


def test_french_stays_french(tmp_path: Path) -> None:
    text = "Le comité a examiné les résultats déjà obtenus à Hué et décidé d'y répondre.\n"
    assert read(written(tmp_path, "a.txt", text)).text == text


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook", "Office cũ.*xlsx"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "lưu lại dưới dạng .docx"),
    ],
)
def test_what_to_do_about_a_file_is_said(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(written(tmp_path, name, data))


def test_a_package_that_unpacks_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.packages.LARGEST", 2**20)
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"A" * 2**21)
    with pytest.raises(ReadError, match="giải nén quá lớn"):
        read(tmp_path / "a.docx")


def test_a_page_is_read_by_its_bytes_where_it_names_a_wrong_charset(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1252"></head><body><p>Kế hoạch của các sở</p></body></html>'
    assert read(written(tmp_path, "a.html", page)).text == "Kế hoạch của các sở\n"


BOX = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:s="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><s:wsp><s:txbx><w:txbxContent>{0}</w:txbxContent></s:txbx></s:wsp></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = BOX.format("<w:p><w:r><w:t>Số: 45/KH-UBND</w:t></w:r></w:p>")
    document = docx.Document()
    document.add_paragraph("ỦY BAN NHÂN DÂN")._p.append(parse_xml(box))
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "một"
    table.cell(0, 1).paragraphs[0]._p.append(parse_xml(box))
    document.save(str(tmp_path / "a.docx"))
    text = read(tmp_path / "a.docx").text
    assert text.startswith("ỦY BAN NHÂN DÂN\nSố: 45/KH-UBND\n")
    assert text.count("45/KH-UBND") == 2


def test_shares_of_a_sheet_are_percentages(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["TT", "Chỉ tiêu", "Tỷ lệ"], [1, "Giải ngân", 0.583], [2, "Tổng", 0.1 + 0.2]):
        sheet.append(row)
    sheet["C2"].number_format = "0.0%"
    book.save(str(tmp_path / "a.xlsx"))
    text = read(tmp_path / "a.xlsx").text
    assert "58,3%" in text
    assert "0,3\t" in text


def test_tcvn3_is_legacy(tmp_path: Path) -> None:
    words = (
        b"th\xb5nh ph\xe8 ban h\xb5nh quy\xd5t \xae\xdenh v\xd2 vi\xd6c th\xf9c hi\xd6n k\xd5 ho\xb9ch c\xf1a c\xb8c s\xeb, ng\xb5nh "
        * 3
    )
    source = read(written(tmp_path, "a.txt", words))
    assert source.text.startswith("thành phố ban hành quyết định về việc thực hiện kế hoạch của các sở, ngành")
    assert source.text_source == "legacy"


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("a.txt", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00" * 9, "nhị phân"),
        ("a.txt", bytes(range(256)) * 20, "nhị phân"),
        ("a.txt", (TEXT + "ủ").encode()[:-1], "cắt cụt"),
        ("a.txt", b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "cắt cụt"),
        ("a.txt", b" \n \n", "không có chữ"),
        ("a.docx", b"PK\x03\x04 no package", "Word"),
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<", "PDF"),
        ("a.xlsx", b"PK\x03\x04", "bảng tính"),
        ("a.html", b"", "HTML"),
        ("a.exe", b"MZ", "định dạng"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(written(tmp_path, name, data))


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="không mở được"):
        read(tmp_path / "none.txt")


def test_every_suffix_has_a_reader(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        with pytest.raises(ReadError):
            read(written(tmp_path, f"empty{suffix}", b""))


@pytest.mark.parametrize(
    "text, pages, reason",
    [
        ("một\n\fhai\n", (0, 5), "a form feed ends a page"),
        ("một\n\fhai\n\f", (0, 5), "nothing stands behind the last form feed"),
        ("dòng đầu\n" + "dòng giữa\n" * 30 + " dòng của trang sau\n" + "dòng\n" * 30, (0, 9 + 300), "a lone blank begins a page"),
        (" a\n b\n c\n d\n", (0,), "a text that is indented throughout has no pages"),
    ],
)
def test_pages(text: str, pages: tuple[int, ...], reason: str) -> None:
    assert find_pages(text) == pages, reason


def letter(path: Path) -> None:
    """A letter made of a borderless head, automatic numbers, a merged table and a footnote."""
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "SỞ NỘI VỤ\nSố: 12/SNV-TCCC"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    document.add_heading("Nhiệm vụ", 1)
    document.add_paragraph("Rà soát biên chế", style="List Number")
    document.add_paragraph("Báo cáo kết quả", style="List Number")
    grid = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            grid.cell(row, column).text = f"{row}{column}"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "gộp ngang"
    grid.cell(1, 0).merge(grid.cell(2, 0)).text = "gộp dọc"
    document.add_paragraph("Hết.")
    document.save(str(path))


def test_word_paragraphs_numbers_and_tables(tmp_path: Path) -> None:
    letter(tmp_path / "a.docx")
    source = read(tmp_path / "a.docx")
    lines = source.text.split("\n")
    assert lines[:4] == ["SỞ NỘI VỤ", "Số: 12/SNV-TCCC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert "1. Rà soát biên chế" in lines
    assert "2. Báo cáo kết quả" in lines
    ((start, end, level),) = source.heading_levels
    assert (source.text[start:end], level) == ("Nhiệm vụ", 1)
    (table,) = source.tables
    shown = {(c.row, c.column, c.row_span, c.column_span): source.text[c.start : c.end] for c in table.cells}
    assert shown[(0, 1, 1, 2)] == "gộp ngang"
    assert shown[(1, 0, 2, 1)] == "gộp dọc"
    assert shown[(2, 2, 1, 1)] == "22"
    assert (table.rows, table.columns) == (3, 3)


FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>Quyết định số 5/QĐ-SNV.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def with_footnote(path: Path) -> None:
    """Adds a real footnote to a docx: python-docx has no call for it."""
    document = docx.Document()
    paragraph = document.add_paragraph("Ban hành quy chế")
    run = paragraph.add_run()
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    run._r.append(reference)
    paragraph.add_run(" trong tháng 5.")
    plain = path.with_suffix(".plain")
    document.save(str(plain))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
                data = data.replace(
                    b"</Relationships>", f'<Relationship Id="rF" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode()
                )
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
                data = data.replace(
                    b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
                )
            new.writestr(name, data)
        new.writestr("word/footnotes.xml", FOOTNOTES)


def test_word_footnotes(tmp_path: Path) -> None:
    with_footnote(tmp_path / "a.docx")
    source = read(tmp_path / "a.docx")
    (note,) = source.notes
    assert note.marker == "1"
    assert source.text[: note.anchor].endswith("Ban hành quy chế")
    assert source.text[note.start : note.end] == "Quyết định số 5/QĐ-SNV."


def test_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["BIỂU CHỈ TIÊU NĂM 2025"])
    sheet.append(["STT", "Chỉ tiêu", "Kế hoạch", None])
    sheet.append([None, None, "Quý I", "Quý II"])
    sheet.append([1, "Thu ngân sách", 1200.0, 12.5])
    sheet.merge_cells("C2:D2")
    book.save(tmp_path / "a.xlsx")
    source = read(tmp_path / "a.xlsx")
    assert source.text.startswith("BIỂU CHỈ TIÊU NĂM 2025\n")
    (table,) = source.tables
    shown = {(c.row, c.column): source.text[c.start : c.end] for c in table.cells}
    assert (shown[(2, 1)], shown[(2, 2)], shown[(2, 3)]) == ("Thu ngân sách", "1200", "12,5")
    assert next(c for c in table.cells if (c.row, c.column) == (0, 2)).column_span == 2


def test_web_page(tmp_path: Path) -> None:
    page = (
        "<html><head><title>không đọc</title><script>x()</script></head><body><h2>Mục lớn</h2><p>Một <b>đoạn</b>\n văn<sup>2</sup>.</p>"
        "<table><tr><th rowspan=2>STT</th><th colspan=2>Việc</th></tr><tr><td>a</td><td>b</td></tr></table></body></html>"
    )
    source = read(written(tmp_path, "a.html", page))
    assert source.text.startswith("Mục lớn\nMột đoạn văn².\n")
    assert [(source.text[s:e], level) for s, e, level in source.heading_levels] == [("Mục lớn", 2)]
    (table,) = source.tables
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]

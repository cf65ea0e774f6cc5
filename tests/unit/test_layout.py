"""Lines to blocks: what is joined, what begins anew, what is taken out."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest.layout import Layout, lay_out
from ingest.layout.reading import Offsets
from ingest.readers import read
from ingest.readers.records import SourceNote, SourceText
from ingest.readers.text import find_pages


def laid(text: str) -> Layout:
    return lay_out(SourceText(text, find_pages(text)))


def shown(text: str, *kinds: str) -> list[str]:
    return [b.reading.text for b in laid(text).blocks if not kinds or b.kind in kinds]


PROSE = (
    "Ủy ban nhân dân thành phố yêu cầu các sở, ban, ngành khẩn trương rà soát những\n"
    "vướng mắc trong giải phóng mặt bằng, báo cáo kết quả trước ngày 15 hằng tháng để\n"
    "tổng hợp. Sở Xây dựng theo dõi, đôn đốc việc thực hiện của các chủ đầu tư và các\n"
    "đơn vị có liên quan trên toàn địa bàn.\n"
)
JOINED = " ".join(PROSE.split())


def doubled(text: str) -> str:
    return text.replace("\n", " \n\n")


@pytest.mark.parametrize(
    "text, expected, reason",
    [
        (PROSE, [JOINED], "single-spaced lines of one paragraph"),
        (doubled(PROSE), [JOINED], "double-spaced lines of one paragraph"),
        (PROSE.replace("\n", "\r\n"), [JOINED], "CRLF"),
        (PROSE + "\n" + PROSE, [JOINED, JOINED], "an empty line parts paragraphs"),
        (doubled(PROSE + PROSE), [JOINED, JOINED], "a short last line parts them where all lines are apart"),
        (PROSE.replace("những\n", "những\n\n\f"), [JOINED], "a page ends within the sentence"),
        (PROSE.replace("những\n", "những\n\n\n7\n\n\f"), [JOINED], "the page's number stands between"),
        (PROSE.replace("theo dõi", "theo\u00ad dõi\u200b"), [JOINED], "soft hyphens and zero-width characters are no text"),
    ],
)
def test_paragraphs(text: str, expected: list[str], reason: str) -> None:
    assert shown(text, "paragraph") == expected, reason


@pytest.mark.parametrize(
    "broken, whole",
    [
        ("Nghị quyết số 57-\nNQ/TW", "Nghị quyết số 57-NQ/TW"),
        ("Nghị quyết số 57 -\nNQ/TW", "Nghị quyết số 57 - NQ/TW"),
        ("Kế hoạch số 238/KH-\n\nUBND", "Kế hoạch số 238/KH-UBND"),
        ("Kế hoạch số 238/\nKH-UBND", "Kế hoạch số 238/KH-UBND"),
        ("Kế hoạch số 238\n/KH-UBND", "Kế hoạch số 238/KH-UBND"),
        ("Nghị quyết số 57\n-NQ/TW", "Nghị quyết số 57-NQ/TW"),
        ("Trước ngày 30/6/202\n6", "Trước ngày 30/6/2026"),
        ("Trước ngày 30/6/2\n026", "Trước ngày 30/6/2026"),
        ("giai đoạn 2021-\n2025", "giai đoạn 2021-2025"),
        ("nhiệm kỳ 2025 -\n2030", "nhiệm kỳ 2025 - 2030"),
        ("kinh tế -\nxã hội", "kinh tế - xã hội"),
        ("Công văn số\n1432/UBND-TH", "Công văn số 1432/UBND-TH"),
        ("kế hoạch ban hành ngày\n12 tháng 6", "kế hoạch ban hành ngày 12 tháng 6"),
    ],
)
def test_numbers_cut_at_the_end_of_a_line(broken: str, whole: str) -> None:
    text = f"Các cấp ủy, tổ chức đảng lãnh đạo thực hiện nghiêm, đồng bộ theo {broken} và các văn bản hướng dẫn.\n"
    assert whole in " ".join(shown(text))


@pytest.mark.parametrize(
    "line, kind, ordinal",
    [
        ("I. MỤC TIÊU", "heading", "I"),
        ("IV. TỔ CHỨC THỰC HIỆN", "heading", "IV"),
        ("1. Về phát triển kinh tế", "heading", "1"),
        ("2.1. Nguyên nhân khách quan", "heading", "2.1"),
        ("Phần thứ nhất", "heading", "Phần thứ nhất"),
        ("Chương II", "heading", "Chương II"),
        ("Điều 3. Phạm vi điều chỉnh", "heading", "Điều 3"),
        ("PHỤ LỤC II", "heading", "PHỤ LỤC II"),
        ("1. Giao Sở Y tế lập danh sách, báo cáo trong tháng 6.", "item", "1"),
        ("a) Rà soát danh mục;", "item", "a"),
        ("(1) Rà soát danh mục;", "item", "1"),
        ("- Rà soát danh mục;", "item", "-"),
        ("-Rà soát danh mục;", "item", "-"),
        ("+ Rà soát danh mục;", "item", "+"),
        ("Điều 5. Quyết định này có hiệu lực từ ngày ký.", "item", "Điều 5"),
    ],
)
def test_ordinals(line: str, kind: str, ordinal: str) -> None:
    block = laid(f"{line}\n\nCác sở, ngành chịu trách nhiệm thi hành.\n").blocks[0]
    assert (block.kind, block.ordinal) == (kind, ordinal)


@pytest.mark.parametrize(
    "line",
    [
        "2025 là năm cuối.",
        "30/6/2025, các đơn vị báo cáo.",
        "1.200 tỷ đồng.",
        "95,5% hộ dân.",
        "I.14 là tên lô đất.",
        "Luật Đất đai.",
    ],
)
def test_numbers_that_are_no_ordinals(line: str) -> None:
    assert laid(f"{line}\n").blocks[0].ordinal is None


def test_sections_and_bodies() -> None:
    layout = laid(
        "II. NHIỆM VỤ\n\n1. Về kinh tế\n\n- Rà soát quy hoạch.\n\n2. Giao Sở Y tế:\n\n"
        "2.1. Lập danh sách.\n\n2.2. Báo cáo.\n\nIII. TỔ CHỨC THỰC HIỆN\n\nVăn phòng theo dõi.\n"
    )
    paths = {b.reading.text[b.body :]: b.section for b in layout.blocks}
    assert paths["Rà soát quy hoạch."] == ("II. NHIỆM VỤ", "1. Về kinh tế")
    assert paths["Lập danh sách."] == paths["Báo cáo."] == ("II. NHIỆM VỤ", "2. Giao Sở Y tế:")
    assert paths["Văn phòng theo dõi."] == ("III. TỔ CHỨC THỰC HIỆN",)


def test_annexes_are_counted_and_titled() -> None:
    layout = laid(
        "1. Việc thứ nhất.\n\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n"
        "(Kèm theo Kế hoạch số 5/KH-UBND)\n\n1. Việc kèm theo.\n\nPHỤ LỤC II\n\n2. Việc khác.\n"
    )
    assert [b.annex for b in layout.blocks if b.kind == "item"] == [None, 1, 2]
    assert [b.reading.text for b in layout.blocks if b.kind == "heading"] == ["PHỤ LỤC I DANH MỤC NHIỆM VỤ", "PHỤ LỤC II"]
    assert layout.blocks[-3].section == ("PHỤ LỤC I DANH MỤC NHIỆM VỤ",)


NOTED = (
    "Ban Thường vụ Thành ủy ban hành các văn bản về công tác cán bộ{a}, tổ chức sơ kết việc\n"
    "thực hiện Nghị quyết số 07-NQ/TU{b} cho nhiệm kỳ 2025 - 2030{c}; lãnh đạo các đảng bộ chuẩn\n"
    "bị tốt các nội dung của\n"
    "\n{n1} Quyết định số 11-QĐ/TU, ngày 02/3/2025 về phân cấp quản lý cán bộ diện Thành ủy quản\nlý từ năm 2025.\n"
    "{n2} Nghị quyết về công tác tư tưởng.\n"
    "{n3} Nhiệm kỳ thứ nhất.\n"
    "\fkỳ họp cuối năm theo kế hoạch đề ra.\n"
)


@pytest.mark.parametrize(
    "marks, heads",
    [(("1", "2", "3"), ("1", "2", "3")), (("¹", "²", "³"), ("¹", "²", "³")), (("[1]", "[2]", "[3]"), ("[1]", "[2]", "[3]"))],
)
def test_footnotes(marks: tuple[str, ...], heads: tuple[str, ...]) -> None:
    text = NOTED.format(**dict(zip("abc", marks, strict=True)), **dict(zip(("n1", "n2", "n3"), heads, strict=True)))
    layout = laid(text)
    body = next(b for b in layout.blocks if b.kind == "paragraph")
    assert "công tác cán bộ, tổ chức" in body.reading.text
    assert "07-NQ/TU cho nhiệm kỳ 2025 - 2030; lãnh đạo" in body.reading.text
    assert body.reading.text.endswith("các nội dung của kỳ họp cuối năm theo kế hoạch đề ra.")
    assert [m.marker for m in body.marks] == ["1", "2", "3"]
    for mark, printed in zip(body.marks, marks, strict=True):
        assert text.startswith(printed, mark.anchor)
    assert body.reading.text[: body.marks[0].position].endswith("công tác cán bộ")
    notes = [(n.marker, layout.blocks[n.block].reading.text) for n in layout.footnotes]
    assert notes[0] == ("1", "Quyết định số 11-QĐ/TU, ngày 02/3/2025 về phân cấp quản lý cán bộ diện Thành ủy quản lý từ năm 2025.")
    assert notes[2] == ("3", "Nhiệm kỳ thứ nhất.")


CROWDED = (
    "Thường trực Thành ủy chỉ đạo triển khai nghiêm túc Nghị quyết số 4-NQ/TU1 của Ban Chấp\n"
    "hành Đảng bộ thành phố, tập trung rà soát việc bố trí dân cư ở các xã\n"
    "1 Nghị quyết số 4-NQ/TU, ngày 02/6/2025 về bố trí dân cư vùng ven biển.\n"
    "3\n"
    "ven biển, hải đảo và các địa bàn có nguy cơ sạt lở cao trong mùa mưa bão.\n"
)


def test_notes_without_an_empty_line_and_the_page_number_below_them() -> None:
    layout = laid(CROWDED)
    body = next(b for b in layout.blocks if b.kind == "paragraph")
    assert "bố trí dân cư ở các xã ven biển, hải đảo" in body.reading.text
    assert [layout.blocks[n.block].reading.text for n in layout.footnotes] == [
        "Nghị quyết số 4-NQ/TU, ngày 02/6/2025 về bố trí dân cư vùng ven biển."
    ]
    assert [b.reading.text for b in layout.blocks if b.kind == "furniture"] == ["3"]


def test_a_line_that_begins_with_a_number_in_the_midst_of_a_sentence_is_no_note() -> None:
    text = CROWDED.replace("TU1 ", "TU ").replace("3\n", "")
    assert laid(text).footnotes == ()


def test_a_number_without_a_mark_is_no_footnote() -> None:
    assert laid("Thành phố có nhiều xã mới.\n\n1 Danh sách kèm theo báo cáo này.\n").footnotes == ()


def test_square_metres_are_no_marks() -> None:
    layout = laid("Diện tích 25 m² mỗi hộ.\n\n- Hỗ trợ 30 m² sàn.\n")
    assert all(not b.marks for b in layout.blocks)


def test_notes_that_the_format_marks() -> None:
    text = "Ban hành quy chế trong tháng 5.\nQuyết định số 5/QĐ-SNV.\n"
    layout = lay_out(
        SourceText(
            text,
            notes=(SourceNote("1", 16, 32, 55),),
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        )
    )
    assert [b.kind for b in layout.blocks] == ["paragraph", "footnote"]
    assert [(m.position, m.marker, m.anchor) for m in layout.blocks[0].marks] == [(16, "1", 16)]


@pytest.mark.parametrize(
    "foot",
    [
        "Nơi nhận:\n- Như trên;\n- Lưu: VT, TH.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nLê Văn Sông\n",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nLê Văn Sông\n\nNơi nhận:\n- Như trên;\n- Lưu: VT, TH.\n",
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Như trên; KT. CHỦ TỊCH\n- Lưu: VT, TH. PHÓ CHỦ TỊCH\n\n\nLê Văn Sông\n",
        (
            "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;          KT. CHỦ TỊCH\n"
            "- Lưu: VT, TH.       PHÓ CHỦ TỊCH\n\n\n                     Lê Văn Sông\n"
        ),
    ],
)
def test_recipients_and_signature(foot: str) -> None:
    layout = laid("1. Các sở, ngành thực hiện nghiêm.\n\n" + foot)
    found = {kind: [b.reading.text for b in layout.blocks if b.kind == kind] for kind in ("recipients", "signature")}
    assert found["recipients"] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, TH."]
    assert found["signature"] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Sông"]


def test_repeated_page_headers_and_numbers_are_furniture() -> None:
    pages = "\f".join(f"Đề án phát triển cảng biển\n\n{PROSE}\n{n}\n" for n in range(1, 5))
    layout = laid(pages)
    furniture = [b.reading.text for b in layout.blocks if b.kind == "furniture"]
    assert furniture.count("Đề án phát triển cảng biển") >= 3
    assert {"1", "2", "3", "4"} <= set(furniture)


def test_decomposed_text_reads_the_same() -> None:
    composed = laid(NOTED.format(a="1", b="2", c="3", n1="1", n2="2", n3="3"))
    decomposed = laid(unicodedata.normalize("NFD", NOTED.format(a="1", b="2", c="3", n1="1", n2="2", n3="3")))
    assert [(b.kind, b.reading.text, b.section) for b in composed.blocks] == [
        (b.kind, b.reading.text, b.section) for b in decomposed.blocks
    ]


@pytest.mark.parametrize("name, notes", [("000", 19), ("001", 0), ("002", 36), ("003", 20), ("004", 0)])
def test_footnotes_of_real_documents(shared: Path, name: str, notes: int) -> None:
    (path,) = (shared / "corpus").glob(f"{name}_*.txt")
    layout = lay_out(read(path))
    assert [n.marker for n in layout.footnotes] == [str(n) for n in range(1, notes + 1)]
    assert all(n.anchor is not None for n in layout.footnotes)


def test_a_sentence_cut_by_a_real_page_foot_is_whole(shared: Path) -> None:
    (path,) = (shared / "corpus").glob("000_*.txt")
    blocks = [b.reading.text for b in lay_out(read(path)).blocks]
    assert any("08-KH/TU" in text and "166-KL/TW" in text and "25-NQ/TW" in text for text in blocks)


def test_a_page_number_between_dashes_does_not_cut_what_it_stands_in() -> None:
    text = (
        "Xét đề nghị của Giám đốc Sở Nông nghiệp và Môi trường tại Tờ trình số 98/TTr-\n                - 2 -\n"
        "SNNMT ngày 14/3/2025, Ủy ban nhân dân tỉnh quyết định phê duyệt đề án trồng rừng.\n"
    )
    (paragraph,) = [b for b in lay_out(SourceText(text)).blocks if b.kind == "paragraph"]
    assert "98/TTr-SNNMT ngày" in paragraph.reading.text.replace("- SNNMT", "-SNNMT")


def test_slices_of_offsets_cost_what_they_are() -> None:
    offsets = Offsets()
    for raw, length in ((5, 3), (20, 1), (40, 6)):
        offsets.add(raw, length)
    whole = [5, 6, 7, 20, *range(40, 46)]
    assert [*offsets] == whole
    cases = [slice(a, b, c) for a in (None, 0, 2, 3, -4, 9) for b in (None, 3, 4, 10, -1, 0) for c in (None, 1, 2, -1)]
    assert all(offsets[case] == whole[case] for case in cases)

"""Whatever the text: every reading maps back to it, and encodings and line ends change nothing but offsets."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import Layout, lay_out
from ingest.layout.passages import find_passages
from ingest.readers.records import SourceText
from ingest.readers.text import find_pages

PIECES = st.sampled_from(
    [
        "Ủy ban nhân dân thành phố Hải Vân",
        "Nghị quyết số 57-",
        "NQ/TW",
        "thực hiện",
        "ngày 22/12/2024",
        "hòa bình,",
        "khoẻ mạnh.",
        "1. ",
        "2.1. ",
        "- ",
        "a) ",
        "I. MỤC TIÊU",
        "PHỤ LỤC",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "Lê Văn Sông",
        "Số: 5/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "KẾ HOẠCH",
        "tăng¹",
        "¹ Ghi chú",
        "1 Ghi",
        "phẩm1",
        "\u00ad",
        "**đậm**",
        "<p>",
        "# ",
        "\t",
        "| a | b |",
        "12",
        "Kính gửi:",
        "V/v rà soát",
        "Đ",
        "đặc khu",
        "…",
        "\u200b",
        "  ",
        "STT\tNhiệm vụ\tThời hạn",
    ]
)
BREAKS = st.sampled_from([" ", "\n", "\n\n", "\n\n\n", "\n\f", " \n\n"])
TEXTS = st.lists(st.tuples(PIECES, BREAKS), max_size=40).map(lambda parts: "".join(piece + gap for piece, gap in parts))


def laid(text: str) -> Layout:
    return lay_out(SourceText(text, find_pages(text)))


def same(character: str, raw: str) -> bool:
    composed = unicodedata.normalize("NFC", raw)
    return character in composed or (character == " " and (raw.isspace() or raw in "<>*\u00ad\u200b"))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_offsets_point_to_their_letters(text: str) -> None:
    for form in (text, unicodedata.normalize("NFD", text)):
        for block in laid(form).blocks:
            reading = block.reading
            assert len(reading.offsets) == len(reading.ends) == len(reading.text)
            assert list(reading.offsets) == sorted(reading.offsets)
            for character, start, end in zip(reading.text, reading.offsets, reading.ends, strict=True):
                assert start < end
                assert same(character, form[start:end])
            assert reading.text == " ".join(reading.text.split())


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_encodings_and_line_ends_read_the_same(text: str) -> None:
    plain = laid(text)
    expected = [(b.kind, b.reading.text, b.section, b.ordinal, b.annex) for b in plain.blocks]
    for form in (unicodedata.normalize("NFD", text), text.replace("\n", "\r\n")):
        assert [(b.kind, b.reading.text, b.section, b.ordinal, b.annex) for b in laid(form).blocks] == expected


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_passages_stay_within_the_text(text: str) -> None:
    for passage in find_passages(laid(text)):
        assert 0 <= passage.start < passage.end <= len(text)
        assert passage.text.strip() == passage.text != ""

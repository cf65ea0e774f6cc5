"""Every word of a text stands in some passage, but for page furniture, marks of notes and what heads a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import Layout, lay_out
from ingest.layout.passages import find_passages
from ingest.readers import read
from ingest.readers.records import SourceText
from ingest.readers.text import find_pages
from tests.corpora import SAMPLE

_WORD = re.compile(r"[^\s*\u00ad\u200b]+")
_MARK = re.compile(r"[*|#>:_\W\d⁰¹²³⁴-⁹]+|-{3,}")
"""Marks of notes and of Markdown."""


def lost(source: SourceText, layout: Layout) -> Iterator[str]:
    """Words that no passage encloses."""
    covered = bytearray(len(source.text))
    spans = [(p.start, p.end) for p in find_passages(layout)]
    spans += [(block.start, block.end) for block in layout.blocks if block.kind == "furniture"]
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    for match in _WORD.finditer(source.text):
        inside = all(covered[match.start() : match.end()])
        if not inside and not _MARK.fullmatch(match.group()) and not _heads_a_table(layout, match.start(), match.group()):
            yield f"{match.start()}: {match.group()}"


def _heads_a_table(layout: Layout, place: int, word: str) -> bool:
    """Whether a word within a table belongs to its headings or to the heading of a group of its rows."""
    for block in layout.blocks:
        if block.table is not None and block.start <= place < block.end:
            heads = " ".join([*block.table.columns, *(group for row in block.table.rows for group in row.group)])
            return word in heads.split() or word in heads
    return False


@pytest.mark.parametrize("path", sorted(SAMPLE.iterdir()), ids=lambda path: path.name[:24])
def test_every_word_of_a_document_stands_in_a_passage(path: Path) -> None:
    source = read(path)
    assert [*lost(source, lay_out(source))] == []


def test_every_word_of_real_documents_stands_in_a_passage(shared: Path) -> None:
    for path in sorted((shared / "corpus").iterdir()):
        source = read(path)
        assert [*lost(source, lay_out(source))] == [], path.name


WORDS = st.lists(
    st.sampled_from(
        ["Ủy ban nhân dân tỉnh Vân Sơn", "thực hiện Nghị quyết số 57-", "NQ/TW ngày 22/12/2024.", "1. Mục tiêu", "- Tăng trưởng đạt 9%;",
         "a) Giao Sở Y tế chủ trì", "I. NHIỆM VỤ", "PHỤ LỤC", "Nơi nhận:", "- Như trên;", "TM. ỦY BAN NHÂN DÂN", "Lê Văn Sông",
         "Kính gửi: Các sở, ban, ngành", "KẾ HOẠCH", "V/v rà soát quy hoạch", "và các đơn vị liên quan trên địa bàn."]
    ),
    min_size=1, max_size=30,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(WORDS, st.sampled_from(["\n", "\n\n", " \n\n", "\r\n"]))
def test_every_word_of_any_lines_stands_in_a_passage(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    source = SourceText(text, find_pages(text))
    assert [*lost(source, lay_out(source))] == []

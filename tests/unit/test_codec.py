"""Records survive the way to JSON and back."""

from __future__ import annotations

from graph.extraction import Extraction, FoundIndicator, FoundPassage, Header, Span
from graph.records import Deadline, Document, Evidence, NamedDeadline, Period, Task
from ingest.readers.records import SourceCell, SourceTable, SourceText
from ingest.workspace.codec import dumps, loads

HEADER = Header(
    type="Kế hoạch",
    number="118/KH-UBND",
    date="2025-05-15",
    date_printed=None,
    issuer="UBND thành phố",
    letterhead=("A", "B"),
    place=None,
    title="t",
    period=Period("2025-01-01", None),
    signer=None,
    signer_role=None,
    recipients=("x",),
    span=Span(1, 2, "s"),
)


def test_nested_records_tuples_and_nothing_come_back_equal():
    task = Task(
        "k/t1",
        "k",
        None,
        ("I", "1"),
        "việc",
        ("Sở Y tế",),
        (),
        (),
        None,
        "Tháng 9",
        Deadline("by", None, "2025-09-30"),
        (NamedDeadline("Tháng 9", "by", None, "2025-09-30", "việc"),),
        ("k2",),
        (),
        Evidence("k", 3, 9, "việc"),
    )
    assert loads(Task, dumps(task)) == task


def test_mappings_inside_an_extraction_come_back_equal():
    indicator = FoundIndicator("1", "IIP", "%", None, {"Tháng 9": "11,4"}, "Đạt", Span(0, 4, "IIP"))
    extraction = Extraction(HEADER, passages=(FoundPassage("table", ("I",), "t", 0, 1, 1),), indicators=(indicator,))
    assert loads(Extraction, dumps(extraction)) == extraction


def test_source_text_with_cells_comes_back_equal():
    source = SourceText("a\tb", (0,), (SourceTable(0, 3, 1, 2, (SourceCell(0, 0, 1, 1, 0, 1),)),), heading_levels=((0, 1, 2),))
    assert loads(SourceText, dumps(source)) == source


def test_a_record_without_its_later_fields_takes_their_defaults():
    assert (
        loads(
            Document,
            '{"key":"k","number":null,"date":null,"date_printed":null,"type":null,"issuer":null,"title":null,'
            '"period":null,"held":false,"source":null}',
        ).sources
        == ()
    )

"""Projects and indicators of three real documents against a reading by hand (offsets and figures in the json beside this file)."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from graph.extraction import FoundIndicator, FoundProject
from ingest.extract.header import read_header
from ingest.extract.indicators import find_figure_conflicts, find_indicators
from ingest.extract.projects import find_projects
from ingest.layout import lay_out
from ingest.layout.records import Layout
from ingest.readers import read
from vietnamese.text import normal

GOLD = json.loads(Path(__file__).with_name("gold_projects_indicators.json").read_text("utf-8"))
TABLE_FLOOR = 0.97
PROSE_FLOOR = 0.9


def _layout(shared: Path, number: str) -> Layout:
    return lay_out(read(next((shared / "corpus").glob(f"{number}_*.txt"))))


def _text(layout: Layout, *spans: Sequence[int]) -> str:
    return _plain(" ".join(layout.source.text[start:end] for start, end in spans))


def _plain(text: str) -> str:
    joined = re.sub(r"</?\w+[^>]*>", " ", normal(text))
    return " ".join(joined.lower().replace("–", "-").split()).strip(" .;,:")


def _alike(first: str, second: str) -> float:
    return difflib.SequenceMatcher(None, _plain(first), _plain(second), autojunk=False).ratio()


def _share(rights: list[bool]) -> float:
    return sum(rights) / len(rights)


@pytest.fixture(scope="module")
def report(shared: Path) -> tuple[Layout, tuple[FoundProject, ...], tuple[FoundIndicator, ...]]:
    layout = _layout(shared, "003")
    header = read_header(layout)
    return layout, find_projects(layout, header), find_indicators(layout, header)


Report = tuple[Layout, tuple[FoundProject, ...], tuple[FoundIndicator, ...]]


def test_rows_of_the_table_of_indicators(report: Report) -> None:
    layout, _, found = report
    rows = [i for i in found if i.evidence.text.count(" | ") > 2]
    right = []
    for gold in GOLD["003"]["indicators"]:
        name = _text(layout, gold["name"])
        same = [row for row in rows if _plain(row.name) == name and (row.unit or "") == (gold["unit"] or "")]
        wanted = [value for value in gold["values"] if value]
        right.append(any([*row.values.values()] == wanted and row.verdict == gold["verdict"] for row in same))
    assert _share(right) >= TABLE_FLOOR


def test_rows_of_the_table_of_projects(report: Report) -> None:
    layout, found, _ = report
    rows = {project.ordinal: project for project in found if project.ordinal}
    golds = GOLD["003"]["projects"]
    assert _share([gold["ordinal"] in rows for gold in golds]) >= TABLE_FLOOR
    pairs = [(gold, rows[gold["ordinal"]]) for gold in golds if gold["ordinal"] in rows]
    assert _share([_alike(row.name, _text(layout, *gold["name"])) > 0.97 for gold, row in pairs]) >= 0.96
    assert _share([row.investment_million_vnd == gold["investment"] for gold, row in pairs]) >= TABLE_FLOOR
    assert _share([_places(row) == {_text(layout, span) for span in gold["location"]} for gold, row in pairs]) >= TABLE_FLOOR
    assert _share([_alike(row.progress or "", _text(layout, gold["progress"])) > 0.97 for gold, row in pairs]) >= TABLE_FLOOR
    assert _share([_milestone(layout, gold) == _plain(row.milestone or "") for gold, row in pairs]) >= TABLE_FLOOR


def _places(project: FoundProject) -> set[str]:
    return {re.sub(r"^(?:phường|xã) ", "", _plain(place)) for place in project.location}


def _milestone(layout: Layout, gold: dict[str, Any]) -> str:
    return _text(layout, gold["milestone"]) if gold["milestone"] else ""


def test_figures_in_prose(shared: Path) -> None:
    layout = _layout(shared, "000")
    found = find_indicators(layout, read_header(layout))
    right = []
    for gold in GOLD["000"]["figures"]:
        words = _text(layout, gold["name"])
        right.append(
            any(
                i.period == gold["period"]
                and gold["value"] in i.values.values()
                and (words in _plain(i.name) or _shares_words(words, i.name))
                for i in found
            )
        )
    assert _share(right) >= PROSE_FLOOR


def _shares_words(first: str, second: str) -> bool:
    common = {*first.split()} & {*_plain(second).split()}
    return len(common) * 2 >= len(first.split())


def test_projects_in_prose(shared: Path) -> None:
    layout = _layout(shared, "002")
    found = find_projects(layout, read_header(layout))
    right = []
    for gold in GOLD["002"]["projects"]:
        name = _text(layout, *gold["name"])
        right.append(any(_plain(p.name) == name and p.investment_million_vnd == gold["investment"] for p in found))
    assert _share(right) >= PROSE_FLOOR


def test_contradictions_of_the_report_are_found(report: Report) -> None:
    layout, _, indicators = report
    found = [finding for finding in find_figure_conflicts(layout, indicators) if finding.kind == "figure_conflict"]
    assert any("850 triệu" in f.message and "850 nghìn" in f.message for f in found)
    assert any("24.210" in f.message and "24,622" in f.message for f in found)
    assert any("Quý I năm 2026" in f.message and "Quý II/2026" in f.message for f in found)
    assert len(found) <= 5

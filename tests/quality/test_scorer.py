"""The scorer itself: it agrees with the reference where that is here, and tells each kind of error apart."""

from __future__ import annotations

import copy
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.quality.scorer import Export, Golds, score
from tests.quality.scorer.texts import agency, alike, plain

PARTS = ("citations", "named", "relations", "tasks", "tasks_table", "tasks_prose", "projects", "indicators", "agencies", "metadata")
SEEDS = ("001", "004")


def test_the_reference_scorer_gives_the_same_figures(shared: Path, shared_export: Path) -> None:
    command = [sys.executable, str(shared / "score.py"), str(shared_export), "--seeds", ",".join(SEEDS), "--json"]
    reference = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    own = score(Export.read(shared_export), Golds.read(shared / "gold", SEEDS))
    compared = 0
    for part in PARTS:
        for name, value in reference[part].items():
            empty = name == "gold" or reference[part]["gold"] == 0 or (part == "projects" and name != "recall")
            if isinstance(value, float) and not empty:
                assert math.isclose(own[part].figures[name], value, abs_tol=1e-9), (part, name)
                compared += 1
        assert own[part].counts["gold"] == reference[part]["gold"]
    assert compared >= 30


GOLD: dict[str, Any] = {
    "document": {
        "type": "Kế hoạch", "number": "5/KH-UBND", "date": "2025-03-01", "issuer": "Ủy ban nhân dân tỉnh Sơn Lâm",
        "title": None, "signer": None,
    },
    "citations": [
        {"line": 3, "surface": "Nghị quyết số 57-NQ/TW", "number": "57-NQ/TW", "date": None, "refers_to": "57-NQ/TW@2024-12-22"},
        {"line": 4, "surface": "Kế hoạch số 9/KH-UBND", "number": "9/KH-UBND", "date": "2024-03-02", "refers_to": "9/KH-UBND@2024-03-02"},
    ],
    "relations": [{"line": 3, "source": "SELF", "relation": "implements", "target": "57-NQ/TW@2024-12-22", "evidence": "Thực hiện"}],
    "tasks": [
        {
            "line": 9, "id": "1", "text": "Sở Y tế rà soát danh mục thuốc thiết yếu", "lead": ["Sở Y tế tỉnh Sơn Lâm"], "coordinate": [],
            "deadline_raw": "Quý IV/2025", "deadline": {"kind": "by", "start": "2025-10-01", "end": "2025-12-31"}, "product": None,
            "authority": None, "implements": ["57-NQ/TW@2024-12-22"],
        }
    ],
    "projects": [], "indicators": [], "footnotes": [], "anomalies": [],
    "agencies": [{"canonical": "Ủy ban nhân dân tỉnh Sơn Lâm", "variants": ["UBND tỉnh SL"], "lines": [1]}],
}  # fmt: skip
KEY = "5/KH-UBND@2025-03-01"
EVIDENCE = {"document": KEY, "start": 0, "end": 9, "text": "Thực hiện", "rule": "opening", "confidence": 0.9}
RECORDS: dict[str, list[dict[str, Any]]] = {
    "documents": [
        {
            "key": KEY, "source": "sub/001_a.txt", "type": "Kế hoạch", "issuer": "UBND tỉnh Sơn Lâm", "number": "5/KH-UBND",
            "date": "2025-03-01",
        }
    ],
    "passages": [], "projects": [], "indicators": [], "footnotes": [], "findings": [],
    "mentions": [
        {
            "document": KEY, "start": 10, "surface": "Nghị quyết số 57-NQ/TW", "number": "57-NQ/TW", "date": None,
            "target": "57-NQ/TW@2024-12-22", "state": "resolved",
        },
        {
            "document": KEY, "start": 50, "surface": "Kế hoạch số 9/KH-UBND", "number": "9/KH-UBND", "date": "2024-03-02",
            "target": "9/KH-UBND@2024-03-02", "state": "resolved",
        },
    ],
    "relations": [{"source": KEY, "type": "implements", "target": "57-NQ/TW@2024-12-22", "planned": False, "evidence": [EVIDENCE]}],
    "tasks": [
        {
            "document": KEY, "ordinal": "1", "text": "Sở Y tế rà soát danh mục thuốc thiết yếu", "lead": ["Sở Y tế"],
            "coordinate": [], "authority": [], "product": None, "deadline_raw": "Quý IV/2025",
            "deadline": {"kind": "by", "start": "2025-10-01", "end": "2025-12-31"}, "implements": ["57-NQ/TW@2024-12-22"],
        }
    ],
    "agencies": [{"name": "Ủy ban nhân dân tỉnh Sơn Lâm", "aliases": ["UBND tỉnh SL"]}],
}  # fmt: skip


def figures(records: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, float]]:
    outcome = score(Export(records), Golds({"001": GOLD}))
    return {part: dict(result.figures) for part, result in outcome.items()}


def test_what_is_right_scores_one_everywhere() -> None:
    assert all(value == 1.0 for part in figures(RECORDS).values() for value in part.values())


ERRORS: list[tuple[str, str, str, int, dict[str, Any], float]] = [
    ("citations", "date", "mentions", 1, {"date": None}, 0.5),
    ("citations", "resolved", "mentions", 0, {"target": None, "state": "ambiguous"}, 0.5),
    ("citations", "recall", "mentions", 0, {"number": "58-NQ/TW"}, 0.5),
    ("citations", "precision", "mentions", 0, {"number": "58-NQ/TW"}, 0.5),
    ("relations", "recall", "relations", 0, {"type": "based_on"}, 0.0),
    ("relations", "precision", "relations", 0, {"target": "9/KH-UBND@2024-03-02"}, 0.0),
    ("tasks", "lead", "tasks", 0, {"lead": ["Sở Y tế", "Sở Nội vụ"]}, 0.0),
    ("tasks", "deadline", "tasks", 0, {"deadline": {"kind": "recurring", "start": None, "end": None}}, 0.0),
    ("tasks", "recall", "tasks", 0, {"text": "Việc khác hẳn"}, 0.0),
    ("tasks", "implements", "tasks", 0, {"implements": []}, 0.0),
    ("agencies", "variants", "agencies", 0, {"aliases": []}, 0.0),
    ("metadata", "fields", "documents", 0, {"issuer": "Ủy ban nhân dân tỉnh Bình Vân"}, 0.5),
]


@pytest.mark.parametrize(("part", "figure", "kind", "place", "change", "expected"), ERRORS)
def test_each_error_lowers_its_figure(
    part: str, figure: str, kind: str, place: int, change: dict[str, Any], expected: float
) -> None:
    records = copy.deepcopy(RECORDS)
    records[kind][place] |= change
    assert figures(records)[part][figure] == expected


def test_the_date_of_a_key_counts_where_two_documents_share_a_number() -> None:
    gold = copy.deepcopy(GOLD)
    gold["citations"].append({"line": 5, "surface": "x", "number": "57-NQ/TW", "date": None, "refers_to": "57-NQ/TW@2018-01-01"})
    golds = Golds({"001": gold})
    assert not golds.means("57-NQ/TW@2018-01-01", "57-NQ/TW@2024-12-22")
    assert Golds({"001": GOLD}).means("57-NQ/TW@2018-01-01", "57-NQ/TW@2024-12-22")
    assert Golds({"001": gold}, {"57-NQ/TW@2018-01-01": "57-NQ/TW@2024-12-22"}).means("57-NQ/TW@2018-01-01", "57-NQ/TW@2024-12-22")


def test_texts_that_count_as_the_same() -> None:
    assert plain("  “Uỷ ban”  nhân dân – xã.") == plain("Ủy ban nhân dân-xã")
    assert agency("UBND TP Hải Vân", "Hải Vân") == agency("Ủy ban nhân dân thành phố")
    assert agency("Sở Y tế tỉnh Sơn Lâm", "Hải Vân") != agency("Sở Y tế", "Hải Vân")
    assert alike("", None) == 1.0

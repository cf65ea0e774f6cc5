"""Projects and indicators: rows of annexes by their figures, those in the prose by being found."""

from __future__ import annotations

import re
from collections import Counter

from tests.quality.scorer.records import Export, Golds, Miss, Record, Score, best
from tests.quality.scorer.texts import alike, plain, share

ROW = re.compile(r"PL\d+-")
PRINTED = ("value_2025", "plan_2026", "month_plan", "month_actual")


def score_projects(export: Export, golds: Golds) -> Score:
    """A project is found by its name; a row of an annex has its investment, places and progress right too."""
    counts: Counter[str] = Counter()
    misses: list[Miss] = []
    for name, want in golds.all("projects"):
        row = bool(ROW.match(want["id"]))
        counts.update({"gold": 1, "rows": row})
        likeness, have = best([p for p in export.records["projects"] if name in _told_in(export, p)], want["name"])
        if have is None or likeness < 0.85:
            misses.append(Miss(name, want["line"], "not found", f"{want['id']} {want['name']}"))
            continue
        counts.update({"found": 1, "rows_found": row})
        if row:
            wrong = _compare_project(export, name, want, have)
            counts.update(field for field in ("investment", "location", "progress") if field not in wrong)
            misses += [Miss(name, want["line"], field, f"{want['id']} {said}") for field, said in wrong.items()]
    figures = {"recall": share(counts["found"], counts["gold"]), "table_recall": share(counts["rows_found"], counts["rows"])}
    figures |= {field: share(counts[field], counts["rows"]) for field in ("investment", "location", "progress")}
    return Score(figures, {"gold": counts["gold"], "rows": counts["rows"]}, tuple(misses))


def _told_in(export: Export, project: Record) -> set[str | None]:
    documents = [project["evidence"]["document"], *(report["document"] for report in project["reports"])]
    return {export.gold_of.get(document) for document in documents}


def _compare_project(export: Export, name: str, want: Record, have: Record) -> dict[str, str]:
    wrong = {}
    if want["investment_million_vnd"] != have["investment_million_vnd"]:
        wrong["investment"] = f"wanted {want['investment_million_vnd']}, got {have['investment_million_vnd']}"
    if _places(want["location"]) != _places(have["location"]):
        wrong["location"] = f"wanted {want['location']}, got {have['location']}"
    told = [report["progress"] for report in have["reports"] if export.gold_of.get(report["document"]) == name]
    progress = next((text for text in told if text), have["progress"])
    if alike(want["progress"], progress) < 0.9:
        wrong["progress"] = f"wanted {want['progress']!r}, got {progress!r}"
    return wrong


def _places(names: list[str]) -> set[str]:
    return {plain(re.sub(r"(?i)^(phường|xã|đặc khu)\s+", "", name)) for name in names}


def score_indicators(export: Export, golds: Golds) -> Score:
    """A row of an annex is found by its name and has all its printed values; a figure in the prose is found by its value."""
    counts: Counter[str] = Counter()
    misses: list[Miss] = []
    for name, want in golds.all("indicators"):
        found = export.of("indicators", name)
        row = bool(ROW.match(want["id"]))
        counts["rows" if row else "prose"] += 1
        same = [have for have in found if alike(want["name"], have["name"]) >= 0.9]
        if not row:
            value = want.get("actual") or want.get("target")
            right = any(value and value in " ".join(have["values"].values()) for have in found)
            counts["prose_found"] += right
            misses += [] if right else [Miss(name, want["line"], "not found", f"{want['id']} {want['name']} {value}")]
        elif not same:
            misses.append(Miss(name, want["line"], "not found", f"{want['id']} {want['name']}"))
        else:
            counts["found"] += 1
            wanted = {plain(want[field]) for field in PRINTED if want.get(field) not in (None, "", "-")}
            right = any(wanted <= {plain(str(value)) for value in have["values"].values()} for have in same)
            counts["values"] += right
            misses += [] if right else [Miss(name, want["line"], "values", f"{want['id']} {wanted}, got {same[0]['values']}")]
    figures = {"recall": share(counts["found"], counts["rows"]), "values": share(counts["values"], counts["rows"])}
    figures["prose"] = share(counts["prose_found"], counts["prose"])
    return Score(figures, {"gold": counts["rows"], "prose": counts["prose"]}, tuple(misses))

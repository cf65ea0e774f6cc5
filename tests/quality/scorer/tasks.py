"""Tasks, found by their text and compared field by field."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable

from tests.quality.scorer.records import Export, Golds, Miss, Record, Score
from tests.quality.scorer.texts import agency, alike, plain, share, split_key

FIELDS = ("text", "lead", "coordinate", "authority", "deadline", "product", "implements")
COMPARED = 300


def score_tasks(export: Export, golds: Golds) -> Score:
    """Rows of annexes and directions in the prose together; precision is told here only."""
    return _score(export, golds, lambda task: True, precision=True)


def score_table_tasks(export: Export, golds: Golds) -> Score:
    """Rows of annexes."""
    return _score(export, golds, lambda task: task["id"].startswith("PL"))


def score_prose_tasks(export: Export, golds: Golds) -> Score:
    """Directions in the prose."""
    return _score(export, golds, lambda task: not task["id"].startswith("PL"))


def _score(export: Export, golds: Golds, chosen: Callable[[Record], bool], *, precision: bool = False) -> Score:
    counts: Counter[str] = Counter()
    misses: list[Miss] = []
    for name, gold in golds.documents.items():
        free = export.of("tasks", name)
        counts["predicted"] += len(free)
        for want in filter(chosen, gold["tasks"]):
            counts["gold"] += 1
            have = _find(want, free)
            if have is None:
                misses.append(Miss(name, want["line"], "not found", f"{want['id']} {want['text']}"))
                continue
            free.remove(have)
            counts["found"] += 1
            wrong = _compare(want, have, golds.home(name))
            counts.update(field for field in FIELDS if field not in wrong)
            misses += [Miss(name, want["line"], field, f"{want['id']} {said}") for field, said in wrong.items()]
        if precision:
            misses += [Miss(name, 0, "extra", f"{have['ordinal']} {have['text'][:120]}") for have in free]
    figures = {"recall": share(counts["found"], counts["gold"])}
    if precision:
        figures["precision"] = share(counts["found"], counts["predicted"])
    figures |= {field: share(counts[field], counts["gold"]) for field in FIELDS}
    return Score(figures, {"gold": counts["gold"], "predicted": counts["predicted"]}, tuple(misses))


def _find(want: Record, free: list[Record]) -> Record | None:
    """The task whose text is most like the wanted one, at least 0.8."""
    wanted = plain(want.get("full_text") or want["text"])[:COMPARED]
    chosen, likeness = None, 0.8
    for have in free:
        text = plain(have["text"])[:COMPARED]
        if not text or abs(len(text) - len(wanted)) > 0.6 * max(len(text), len(wanted)):
            continue
        matcher = difflib.SequenceMatcher(None, wanted, text, autojunk=False)
        if matcher.quick_ratio() < 0.7:
            continue
        ratio = matcher.ratio()
        if ratio > likeness or (chosen is None and ratio == likeness):
            chosen, likeness = have, ratio
    return chosen


def _compare(want: Record, have: Record, home: str | None) -> dict[str, str]:
    """The fields that differ, each with what was wanted and what was got."""
    wrong = {}
    if alike(want.get("full_text") or want["text"], have["text"]) < 0.98:
        wrong["text"] = f"wanted {want.get('full_text')!r}, got {have['text']!r}"
    leads = [want["lead"], *want.get("lead_or", [])]
    if _agencies(have["lead"], home) not in [_agencies(lead, home) for lead in leads]:
        wrong["lead"] = f"wanted {want['lead']}, got {have['lead']}"
    for field, wanted in (("coordinate", want.get("coordinate")), ("authority", _authorities(want.get("authority")))):
        if _agencies(wanted, home) != _agencies(have[field], home):
            wrong[field] = f"wanted {wanted}, got {have[field]}"
    if not _same_deadline(want.get("deadline") or {}, have["deadline"] or {}):
        wrong["deadline"] = f"{want['deadline_raw']!r} is {want['deadline']}, got {have['deadline_raw']!r} {have['deadline']}"
    if (want.get("product") or have["product"]) and alike(want.get("product"), have["product"]) < 0.95:
        wrong["product"] = f"wanted {want.get('product')!r}, got {have['product']!r}"
    if _numbers(want["implements"]) != _numbers(have["implements"]):
        wrong["implements"] = f"wanted {want['implements']}, got {have['implements']}"
    return wrong


def _agencies(names: Iterable[str] | None, home: str | None) -> set[str]:
    return {agency(name, home) for name in names or () if name}


def _authorities(printed: str | list[str] | None) -> list[str]:
    if isinstance(printed, str):
        return re.split(r"\s*;\s*|,\s+(?=[A-ZĐỦ])", printed)
    return printed or []


def _same_deadline(want: Record, have: Record) -> bool:
    kind = want.get("kind") or "none"
    if kind != (have.get("kind") or "none"):
        return False
    return kind != "by" or (want.get("end") or None) == (have.get("end") or None)


def _numbers(keys: Iterable[str]) -> set[str | None]:
    return {split_key(key)[0] for key in keys} - {None}

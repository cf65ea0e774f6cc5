"""Citations: which numbered documents are found, with which date, tied to which document; and the named ones."""

from __future__ import annotations

import difflib
from collections import defaultdict

from tests.quality.scorer.records import Export, Golds, Miss, Record, Score
from tests.quality.scorer.texts import harmonic, number, plain, share


def score_citations(export: Export, golds: Golds) -> Score:
    """Numbered documents, each mention of each number in the order of the text. A document's mention of itself is left out."""
    misses: list[Miss] = []
    wanted_total = found_total = right = dates = targets = 0
    for name in golds.documents:
        wanted, found = _wanted(golds, name), _found(export, name)
        wanted_total, found_total = wanted_total + len(wanted), found_total + len(found)
        pairs, missed, extra = _pair(wanted, found)
        right += len(pairs)
        misses += [Miss(name, w["line"], _why_missed(w), w["surface"]) for w in missed]
        misses += [Miss(name, 0, "no such citation in the text", f["surface"]) for f in extra]
        for want, have in pairs:
            wrong = [*_wrong_date(name, want, have), *_wrong_target(golds, name, want, have)]
            dates += not any(miss.cause == "date" for miss in wrong)
            targets += not any(miss.cause != "date" for miss in wrong)
            misses += wrong
    precision, recall = share(right, found_total), share(right, wanted_total)
    figures = {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}
    figures |= {"date": share(dates, right), "resolved": share(targets, right)}
    return Score(figures, {"gold": wanted_total, "found": found_total}, tuple(misses))


def _wanted(golds: Golds, name: str) -> list[Record]:
    citations = golds.documents[name]["citations"]
    kept = [c for c in citations if number(c["number"]) and not c.get("named") and c["refers_to"] != "SELF"]
    return sorted(kept, key=lambda c: c["line"])


def _found(export: Export, name: str) -> list[Record]:
    mentions = [m for m in export.of("mentions", name) if number(m["number"]) and m["state"] != "self"]
    return sorted(mentions, key=lambda m: m["start"])


def _pair(wanted: list[Record], found: list[Record]) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """Mentions of one number are paired in their order; what is left over on either side is a miss."""
    waiting: dict[str | None, list[Record]] = defaultdict(list)
    for have in found:
        waiting[number(have["number"])].append(have)
    pairs, missed = [], []
    for want in wanted:
        same = waiting[number(want["number"])]
        pairs.append((want, same.pop(0))) if same else missed.append(want)
    return pairs, missed, [have for rest in waiting.values() for have in rest]


def _why_missed(want: Record) -> str:
    if want["surface"].startswith(want["number"][:2]):
        return "not found, member of a list"
    if want["surface"].isupper():
        return "not found, in capitals"
    return "not found" if " số " in want["surface"] else "not found, without “số”"


def _wrong_date(name: str, want: Record, have: Record) -> list[Miss]:
    if (want["date"] or None) == (have["date"] or None):
        return []
    return [Miss(name, want["line"], "date", f"{want['number']} is printed with {want['date']}, exported with {have['date']}")]


def _wrong_target(golds: Golds, name: str, want: Record, have: Record) -> list[Miss]:
    if golds.means(have["target"], want["refers_to"]):
        return []
    cause = f"left {have['state']}" if have["target"] is None else "another document"
    return [Miss(name, want["line"], cause, f"{want['surface']} means {want['refers_to']}, exported as {have['target']}")]


def score_named(export: Export, golds: Golds) -> Score:
    """Documents cited without a code: found at all, and tied to the document meant."""
    misses: list[Miss] = []
    total = found = resolved = 0
    for name, citation in golds.all("citations"):
        if not citation.get("named"):
            continue
        total += 1
        mentions = export.of("mentions", name)
        same = [m for m in mentions if _same_words(citation["surface"], m)]
        if not same:
            misses.append(Miss(name, citation["line"], "not found", citation["surface"]))
            continue
        found += 1
        if any(golds.means(m["target"], citation["refers_to"]) for m in same):
            resolved += 1
        else:
            targets = sorted({str(m["target"]) for m in same})
            misses.append(Miss(name, citation["line"], "another document", f"{citation['surface']} exported as {targets}"))
    return Score({"recall": share(found, total), "resolved": share(resolved, total)}, {"gold": total}, tuple(misses))


def _same_words(surface: str, mention: Record) -> bool:
    wanted = plain(surface)
    for text in (plain(mention["surface"]), plain((mention["target"] or "").split(":", 1)[-1])):
        short, long = sorted((wanted, text), key=len)
        if len(text) > 8 and short in long and len(short) * 2 >= len(long):
            return True
        if difflib.SequenceMatcher(None, wanted, text, autojunk=False).ratio() >= 0.8:
            return True
    return False

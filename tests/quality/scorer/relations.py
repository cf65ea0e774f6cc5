"""Relations between numbered documents (or the document itself), by type."""

from __future__ import annotations

from collections import Counter

from tests.quality.scorer.records import Export, Golds, Miss, Record, Score
from tests.quality.scorer.texts import share, split_key


def score_relations(export: Export, golds: Golds) -> Score:
    """Recall over the annotated ones; precision over those read out of the same documents, in the types that the gold knows."""
    found = [r for r in export.records["relations"] if r["type"] != "cites"]
    wanted = [(name, r) for name, r in golds.all("relations") if _numbered(r)]
    required = [(name, r) for name, r in wanted if not r.get("optional")]
    misses: list[Miss] = []
    by_type: Counter[str] = Counter()
    hits = near = planned = planned_total = 0
    for name, want in required:
        same = [r for r in found if _same_pair(export, golds, name, want, r)]
        typed = [r for r in same if r["type"] == want["relation"]]
        hits, near = hits + bool(typed), near + bool(same)
        by_type[want["relation"]] += bool(typed)
        if want.get("planned") and typed:
            planned_total += 1
            planned += any(r["planned"] for r in typed)
        if not typed:
            misses.append(Miss(name, want["line"], _why_missed(export, golds, name, want, found), _say(want)))
    here = [r for r in found if _read_here(export, golds, r) and r["type"] in {want["relation"] for _, want in wanted}]
    extra = [r for r in here if not any(_same(export, golds, name, want, r) for name, want in wanted)]
    misses += [_extra(export, r) for r in extra]
    of_type = Counter(want["relation"] for _, want in required)
    figures = {"recall": share(hits, len(required)), "recall_untyped": share(near, len(required))}
    figures |= {"precision": 1 - len(extra) / max(len(here), 1), "planned": share(planned, planned_total)}
    figures |= {f"recall_{kind}": share(by_type[kind], total) for kind, total in sorted(of_type.items())}
    return Score(figures, {"gold": len(required), "predicted": len(here)}, tuple(misses))


def _numbered(want: Record) -> bool:
    return split_key(want["target"])[0] is not None and (want["source"] == "SELF" or split_key(want["source"])[0] is not None)


def _same_pair(export: Export, golds: Golds, name: str, want: Record, have: Record) -> bool:
    if want["source"] == "SELF":
        source = export.gold_of.get(have["source"]) == name
    else:
        source = golds.means(have["source"], want["source"])
    return source and golds.means(have["target"], want["target"])


def _same(export: Export, golds: Golds, name: str, want: Record, have: Record) -> bool:
    return have["type"] == want["relation"] and _same_pair(export, golds, name, want, have)


def _read_here(export: Export, golds: Golds, have: Record) -> bool:
    documents = {export.gold_of.get(evidence["document"]) for evidence in have["evidence"]}
    source_known = have["source"] in export.gold_of or split_key(have["source"])[0] is not None
    return bool(documents & set(golds.documents)) and source_known and split_key(have["target"])[0] is not None


def _why_missed(export: Export, golds: Golds, name: str, want: Record, found: list[Record]) -> str:
    same = {r["type"] for r in found if _same_pair(export, golds, name, want, r)}
    if same:
        return f"another type ({', '.join(sorted(same))})"
    turned = [r for r in found if golds.means(r["source"], want["target"]) and golds.means(r["target"], want["source"])]
    return "turned round" if turned else "not found"


def _extra(export: Export, have: Record) -> Miss:
    evidence = have["evidence"][0]
    cause = "extra, planned" if have["planned"] else "extra"
    said = f"{have['source']} {have['type']} {have['target']} ({evidence['rule']}): {evidence['text'][:120]}"
    return Miss(export.gold_of.get(evidence["document"], "?"), 0, cause, said)


def _say(want: Record) -> str:
    return f"{want['source']} {want['relation']} {want['target']}: {want['evidence'][:100]}"

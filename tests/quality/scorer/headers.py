"""What a document says about itself: type, issuer, signer, title; number and date where they are printed."""

from __future__ import annotations

from tests.quality.scorer.records import Export, Golds, Miss, Record, Score
from tests.quality.scorer.texts import agency, alike, number, share

FIELDS = ("type", "issuer", "signer", "title")


def score_headers(export: Export, golds: Golds) -> Score:
    """`fields` over type, issuer, signer and title; `identity` over number and date."""
    by_gold = {export.gold_of[d["key"]]: d for d in export.records["documents"] if d["key"] in export.gold_of}
    misses: list[Miss] = []
    right = total = identified = numbered = 0
    for name, gold in golds.documents.items():
        want, have = gold["document"], by_gold.get(name, {})
        for field in FIELDS:
            if want[field]:
                total += 1
                right += (same := _same(field, want[field], have, golds.home(name)))
                misses += [] if same else [Miss(name, 0, field, f"wanted {want[field]!r}, got {have.get(field)!r}")]
        if want["number"]:
            numbered += 1
            identified += (same := (number(want["number"]), want["date"]) == (number(have.get("number")), have.get("date")))
            misses += [] if same else [Miss(name, 0, "number", f"wanted {want['number']} {want['date']}, got {have.get('key')}")]
    return Score({"fields": share(right, total), "identity": share(identified, numbered)}, {"gold": total}, tuple(misses))


def _same(field: str, wanted: str, have: Record, home: str | None) -> bool:
    got = have.get(field)
    if not got:
        return False
    if field == "issuer":
        return agency(got, home) == agency(wanted, home)
    return alike(got, wanted) >= (0.8 if field == "title" else 0.95)

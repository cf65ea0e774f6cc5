"""Agencies: known by their canonical name, their other forms known as the same one, those of two places kept apart."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from tests.quality.scorer.records import Export, Golds, Miss, Record, Score
from tests.quality.scorer.texts import agency, plain, share


def score_agencies(export: Export, golds: Golds) -> Score:
    """Names are compared without the place at home of the annotated document."""
    misses: list[Miss] = []
    total = found = variants = same = 0
    met: dict[str, dict[str, str]] = defaultdict(dict)
    for name in golds.documents:
        home = golds.home(name)
        known = _index(export, golds, home)
        for want in golds.documents[name]["agencies"]:
            total += 1
            have = known.get(agency(want["canonical"], home))
            if have is None:
                misses.append(Miss(name, want["lines"][0], "not found", want["canonical"]))
                continue
            found += 1
            if home and plain(want["canonical"]).endswith(plain(home)):
                met[agency(want["canonical"], home)][home] = have["name"]
            for variant in want["variants"]:
                other = known.get(agency(variant, home))
                variants += 1
                right = other is not None and agency(other["name"], home) == agency(have["name"], home)
                same += right
                if not right:
                    misses.append(
                        Miss(name, want["lines"][0], "variant", f"{variant!r} of {want['canonical']!r} is {_name(other)}")
                    )
    pairs = [(short, *pair) for short, by_home in met.items() for pair in combinations(sorted(by_home.items()), 2)]
    apart = [first[1] != second[1] for _, first, second in pairs]
    mixed = [Miss("*", 0, "two agencies in one", short) for (short, _, _), right in zip(pairs, apart, strict=True) if not right]
    figures = {"recall": share(found, total), "variants": share(same, variants), "kept_apart": share(sum(apart), len(apart))}
    return Score(figures, {"gold": total, "pairs": len(pairs)}, (*misses, *mixed))


def _index(export: Export, golds: Golds, home: str | None) -> dict[str, Record]:
    """Exported agencies by name and by alias; a name goes before an alias, and those of another home do not lend their aliases."""
    others = {plain(place) for place in map(golds.home, golds.documents) if place and place != home}
    local = [a for a in export.records["agencies"] if not any(plain(a["name"]).endswith(place) for place in others)]
    names = {agency(record["name"], home): record for record in local}
    for record in local:
        for alias in record["aliases"]:
            names.setdefault(agency(alias, home), record)
    return names


def _name(record: Record | None) -> str:
    return repr(record["name"]) if record else "unknown"

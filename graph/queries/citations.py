"""Documents that are cited but not held."""

from __future__ import annotations

from collections.abc import Iterable

from graph.identity.resolved import Resolved
from graph.queries.wording import at, name, one_each
from graph.records import Finding

_UNNUMBERED = 2
"""An unnumbered name counts from so many mentions on; a single one is too often a document that does not exist yet."""


def not_held(resolved: Resolved) -> Iterable[Finding]:
    """Those that are cited most come first; what is still to be drafted cannot be held."""
    ranked = []
    for index, entity in resolved.found.entities.items():
        printings = [printing for printing in resolved.described.printings[index] if not printing.cited.planned]
        if entity.held is None and len(printings) >= (1 if entity.facets else _UNNUMBERED):
            citing = {printing.held.index for printing in printings}
            ranked.append((-len(printings), -len(citing), resolved.described.keys[index], index, printings))
    for count, citing_count, key, index, printings in sorted(ranked, key=lambda item: item[:3]):
        document = resolved.described.documents[index]
        message = f"{name(document)} được viện dẫn {-count} lần trong {-citing_count} văn bản nhưng chưa có trong kho."
        first = {printing.held.index: printing for printing in reversed(printings)}
        yield Finding("cited_not_held", (key,), message, one_each([at(resolved, first[held]) for held in sorted(first)]))

"""A walk in Cypher: level by level, each level cut in the server to what the limit leaves.

A quantified path (`-[:T]->{1,5}`) would first reach everything within its bounds, half the graph around a hub, and cut afterwards;
here the server reads the neighbours of a level, keeps the first `limit` in order of kind and key, and goes on from those.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.stores.bounds import Bounds
from graph.stores.neo4j_read import VISIBLE

LEVELS = 2
"""Levels in one query; a deeper walk goes on from where the query before it ended. The server plans a new query for 1 s at two levels
and for 4 at eight, once for each set of types; a round trip takes a few milliseconds."""
_ARROWS = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}


def walk_query(bounds: Bounds, hops: int, seeds: Iterable[str], seen: Iterable[str]) -> tuple[str, dict[str, Any]]:
    """The query whose one row is (levels, edges, cut): the nodes of level 0 (the seeds) to `hops`, the edges walked, and the cut.

    `seen`: ids that an earlier query has walked; they count against the limit.
    """
    parameters = _parameters(bounds) | {"seeds": sorted(set(seeds)), "seen": list(seen)}
    seed = f" AND {VISIBLE.format('n')}" if bounds.access is not None else ""
    lines = [
        f"CALL () {{ MATCH (n:Entity) WHERE n.id IN $seeds{seed} WITH n ORDER BY n.node_kind, n.key LIMIT $limit + 1",
        "RETURN collect(n) AS start }",
        "CALL () { MATCH (n:Entity) WHERE n.id IN $seen RETURN collect(n) AS before }",
        "WITH start[..$limit] AS level0, start[..$limit] + before AS found0, size(start) > $limit AS cut0",
    ]
    for hop in range(1, hops + 1):
        lines += _level(bounds, hop)
    levels = ", ".join(f"[n IN level{hop} | [n.id, n.node_kind, n.key, n.json, n.access]]" for hop in range(hops + 1))
    lines += _edges(bounds, hops) if hops else ["WITH *, [] AS edges"]
    lines.append(f"RETURN [{levels}], edges, cut{hops}")
    return "\n".join(lines), parameters


def _level(bounds: Bounds, hop: int) -> list[str]:
    left, right = _ARROWS[bounds.direction]
    last = hop - 1
    kept = ", ".join(f"level{earlier}" for earlier in range(hop))
    return [
        f"CALL (level{last}, found{last}) {{ UNWIND level{last} AS near",
        f"MATCH (near){left}[r:{_types(bounds)}]{right}(far) WHERE NOT far IN found{last}{_passable(bounds, 'r', 'far')}",
        f"WITH DISTINCT far ORDER BY far.node_kind, far.key LIMIT $limit + 1 RETURN collect(far) AS next{hop} }}",
        f"WITH {kept}, next{hop}[..$limit - size(found{last})] AS level{hop}, found{last},",
        f"cut{last} OR size(next{hop}) > $limit - size(found{last}) AS cut{hop}",
        f"WITH {kept}, level{hop}, found{last} + level{hop} AS found{hop}, cut{hop}",
    ]


def _edges(bounds: Bounds, hops: int) -> list[str]:
    """Read from their sources, also on the way in: a hub has many edges in, not out."""
    side = {"out": "a IN near", "in": "b IN near", "both": "(a IN near OR b IN near)"}[bounds.direction]
    start = "near" if bounds.direction == "out" else f"found{hops}"
    return [
        f"WITH *, {' + '.join(f'level{hop}' for hop in range(hops))} AS near",
        f"CALL (near, found{hops}) {{ UNWIND {start} AS a",
        f"MATCH (a)-[r:{_types(bounds)}]->(b) WHERE b IN found{hops} AND {side}{_passable(bounds, 'r')}",
        "RETURN collect([a.id, type(r), b.id, r.role, r.state, r.planned, r.evidence, r.access]) AS edges }",
    ]


def _types(bounds: Bounds) -> str:
    return "|".join(bounds.types)


def _passable(bounds: Bounds, edge: str, *nodes: str) -> str:
    conditions = [] if bounds.planned else [f"{edge}.planned = false"]
    if bounds.access is not None:
        conditions += [VISIBLE.format(name) for name in (edge, *nodes)]
    return "".join(f" AND {condition}" for condition in conditions)


def _parameters(bounds: Bounds) -> dict[str, Any]:
    access = {} if bounds.access is None else {"access": sorted(bounds.access)}
    return {"limit": bounds.limit, **access}

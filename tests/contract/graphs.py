"""Generated graphs: few values, so that ties, cycles, diamonds, hubs and shared names come up often."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st

from graph.store import INDEXED, Changes, Direction, Edge, EdgeType, Node, NodeFilter, NodeKind, Order, Where

KINDS: tuple[NodeKind, ...] = ("Document", "Passage", "Task", "Agency", "Project", "Indicator")
TYPES: tuple[EdgeType, ...] = ("IMPLEMENTS", "BASED_ON", "ASSIGNED_TO", "CITES")
IDS = tuple(f"n{number:02d}" for number in range(14))
STATES = ("resolved", "ambiguous", "unresolved", "self")
LABELS = ("mật", "nội bộ", "văn thư")
KEYS = tuple(f"khóa {'Ă' * (number % 3)}{number}" for number in range(len(IDS)))
TEXTS = (
    "",
    "a",
    "ab",
    "b",
    "Sở Xây dựng",
    "Ủy ban",
    "Ủy ban",
    "57-NQ/TW@2024-12-22",
    'dấu "nháy" \\ và \' (x) [y] *:?~^',
    "đ",
    "Đ",
    "😀",
    "a b",
    "line\nbreak",
    "AND",
    "a OR b",
    "*",
)
"""The second `Ủy ban` is decomposed: stores compare code points and never normalise."""

texts = st.sampled_from(TEXTS) | st.text(st.characters(exclude_categories=["Cs"], max_codepoint=0xD7FF), max_size=6)
numbers = st.sampled_from([0, 1, -1, 2025, 1.5, 2.0, True, False, 10**15]) | st.integers(-5, 5)
labels = st.lists(st.sampled_from(LABELS), max_size=2, unique=True).map(lambda found: tuple(sorted(found)))
readers = st.none() | st.frozensets(st.sampled_from(LABELS), max_size=2)


def _value(shape: str) -> st.SearchStrategy[Any]:
    kinds = {"text": texts, "number": numbers, "list": st.lists(texts, max_size=4)}
    return st.none() | kinds[shape]


def properties(kind: NodeKind) -> st.SearchStrategy[dict[str, Any]]:
    """Indexed properties, some missing, and others that stores only hand back."""
    indexed = {name: _value(shape) for name, shape in INDEXED[kind].items()}
    deadline = st.none() | st.fixed_dictionaries({"x": numbers})
    free = {"title": texts, "values": st.dictionaries(texts, texts, max_size=2), "deadline": deadline}
    return st.fixed_dictionaries({}, optional=indexed | free)


@st.composite
def nodes(draw: st.DrawFn) -> tuple[Node, ...]:
    """Nodes whose kind hangs on the id, so that a second generation keeps it; keys are unique and may change hands."""
    ids = draw(st.lists(st.sampled_from(IDS), max_size=len(IDS), unique=True))
    keys = draw(st.permutations(KEYS))
    made = []
    for id, key in zip(ids, keys, strict=False):
        kind = KINDS[int(id[1:]) % len(KINDS)]
        made.append(Node(id, kind, key, draw(properties(kind)), draw(labels)))
    return tuple(made)


_piece = st.fixed_dictionaries(
    {
        "document": texts,
        "start": st.integers(0, 9),
        "end": st.integers(0, 9),
        "text": texts,
        "rule": texts,
        "confidence": st.floats(0, 1),
    },
    optional={"access": labels.map(list)},
)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """A graph: loops, parallel edges, cycles and hubs included."""
    made = draw(nodes())
    if not made:
        return made, ()
    ends = st.sampled_from([node.id for node in made])
    edge = st.builds(
        Edge,
        ends,
        st.sampled_from(TYPES),
        ends,
        st.sampled_from(["", "lead", "vai trò"]),
        st.sampled_from(STATES),
        st.booleans(),
        st.lists(_piece, max_size=2).map(tuple),
        labels,
    )
    found = draw(st.lists(edge, max_size=40, unique_by=lambda e: (e.source, e.type, e.target, e.role)))
    return made, tuple(found)


def changes_between(old: tuple[tuple[Node, ...], tuple[Edge, ...]], new: tuple[tuple[Node, ...], tuple[Edge, ...]]) -> Changes:
    """What turns one generated graph into another, with more put than need be."""
    ids = {node.id for node in new[0]}
    kept = {(e.source, e.type, e.target, e.role) for e in new[1]}
    gone = tuple((e.source, e.type, e.target, e.role) for e in old[1] if (e.source, e.type, e.target, e.role) not in kept)
    return Changes(2, new[0], new[1], tuple(node.id for node in old[0] if node.id not in ids), gone)


@st.composite
def conditions(draw: st.DrawFn, kind: NodeKind) -> Where:
    """A condition that the property's type can answer."""
    name = draw(st.sampled_from(sorted(INDEXED[kind])))
    shape = INDEXED[kind][name]
    if shape == "list":
        return Where(name, "contains", draw(texts | st.lists(texts, max_size=3).map(tuple)))
    value = texts if shape == "text" else numbers
    operator = draw(st.sampled_from(["=", "in", "<", "<=", ">", ">=", *(["prefix"] if shape == "text" else [])]))
    if operator == "in":
        return Where(name, operator, draw(st.lists(st.none() | value, max_size=3).map(tuple)))
    return Where(name, operator, draw(st.none() | value if operator == "=" else value))


@st.composite
def filters(draw: st.DrawFn) -> NodeFilter:
    kind = draw(st.sampled_from(KINDS))
    keys = st.none() | st.lists(st.sampled_from([*KEYS, "không có"]), max_size=5).map(tuple)
    ids = st.none() | st.lists(st.sampled_from([*IDS, "không có"]), max_size=9).map(tuple)
    return NodeFilter(kind, tuple(draw(st.lists(conditions(kind), max_size=2))), draw(keys), draw(ids), draw(readers))


@st.composite
def orders(draw: st.DrawFn, kind: NodeKind) -> Order:
    names = [name for name, shape in INDEXED[kind].items() if shape != "list"]
    return Order(draw(st.sampled_from([None, *names])), draw(st.booleans()))


walks = st.fixed_dictionaries(
    {
        "seeds": st.lists(st.sampled_from([*IDS, "không có"]), max_size=4),
        "types": st.lists(st.sampled_from(TYPES), max_size=4, unique=True),
        "direction": st.sampled_from(get_args(Direction)),
        "depth": st.integers(0, 5) | st.just(12),
        "limit": st.integers(1, 16),
        "access": readers,
        "planned": st.booleans(),
    }
)

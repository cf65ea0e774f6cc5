"""Lineage over small graphs: hops, chains, what stands on a day, breaks, circles, diamonds."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from graph.lineage import endings, find_breaks, find_circles, find_diamonds, walk_down, walk_up
from graph.store import Edge, Node


def graph(*edges: str, **nodes: Any) -> nx.MultiDiGraph:
    """`graph("plan IMPLEMENTS resolution", "new REPLACES plan ?")`: a question mark makes the edge a plan. Nodes: name={"date": ...}."""
    made = nx.MultiDiGraph()

    def add(name: str) -> None:
        if name not in made:
            properties = {"held": True, "type": "Kế hoạch", **nodes.get(name, {})}
            made.add_node(name, node=Node(name, properties.pop("kind", "Document"), name, properties), hop=0)

    for text in edges:
        source, type, target, *planned = text.split()
        add(source)
        add(target)
        made.add_edge(source, target, (type, ""), edge=Edge(source, type, target, planned=bool(planned)))  # type: ignore[arg-type]
    return made


CHAIN = ("task IMPLEMENTS p238", "p238 IMPLEMENTS p12", "p12 IMPLEMENTS nq57", "other CITES nq57", "draft IMPLEMENTS nq57 ?")


def test_hops_and_chains() -> None:
    down = walk_down(graph(*CHAIN, task={"kind": "Task"}), "nq57")
    assert down.hops == {"nq57": 0, "p12": 1, "p238": 2, "task": 3}
    assert down.chain("task") == ("p238", "p12")
    assert down.chain("p12") == ()
    up = walk_up(graph(*CHAIN), "p238")
    assert up.reached == ("p12", "nq57")


def test_depth_and_what_is_left_out() -> None:
    made = graph(*CHAIN)
    assert walk_down(made, "nq57", depth=2).reached == ("p12", "p238")
    assert walk_down(made, "nq57", without={"p12"}).reached == ()


def test_a_report_carries_nothing_out() -> None:
    made = graph("report IMPLEMENTS nq57", "task IMPLEMENTS report", report={"type": "Báo cáo"})
    assert walk_down(made, "nq57").reached == ()
    assert walk_down(made, "nq57", reports=True).reached == ("report", "task")
    assert walk_up(made, "report").reached == ("nq57",)


def test_equal_ways_go_by_key() -> None:
    made = graph("d IMPLEMENTS c", "d IMPLEMENTS b", "c IMPLEMENTS a", "b IMPLEMENTS a")
    down = walk_down(made, "a")
    assert down.chain("d") == ("b",)
    assert find_diamonds(made, down) == ("d",)


def test_circles_end() -> None:
    made = graph("a IMPLEMENTS b", "b BASED_ON c", "c DETAILS a", "d IMPLEMENTS a")
    assert walk_up(made, "d").reached == ("a", "b", "c")
    assert find_circles(made) == (("a", "b", "c"),)
    assert find_circles(graph(*CHAIN)) == ()


@pytest.mark.parametrize(
    ("on", "how"),
    [
        ("2019-12-31", "not_issued"),
        ("2020-06-01", None),
        ("2023-11-10", "amended"),
        ("2025-12-01", "replaced"),
        ("2026-06-01", "replaced"),
    ],
)
def test_in_force_on_a_day(on: str, how: str | None) -> None:
    made = graph(
        "q42 AMENDS q26",
        "q90 REPLACES q26",
        "q91 REPEALS q26 ?",
        q26={"date": "2020-01-02"},
        q42={"date": "2023-11-10"},
        q90={"date": "2025-11-01"},
        q91={"date": "2026-01-01"},
    )
    ending = endings(made, on).get("q26")
    assert (ending.how if ending else None) == how
    assert ending is None or ending.in_force == (how == "amended")


def test_breaks() -> None:
    made = graph(
        "plan IMPLEMENTS old",
        "new REPLACES old",
        "leaf IMPLEMENTS stub",
        "new ASSIGNS t1",
        "plan ASSIGNS t2",
        old={"date": "2020-01-01", "type": "Nghị quyết"},
        new={"date": "2025-01-01", "type": "Nghị quyết"},
        stub={"held": False},
        t1={"kind": "Task"},
        t2={"kind": "Task"},
    )
    assert [(found.kind, found.document, found.parent) for found in find_breaks(made, "2025-06-01")] == [
        ("no_task", "leaf", None),
        ("parent_not_held", "leaf", "stub"),
        ("parent_ended", "plan", "old"),
    ]
    assert [found.kind for found in find_breaks(made, "2024-06-01")] == ["no_task", "parent_not_held"]

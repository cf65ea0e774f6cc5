"""The lược đồ as a tree in the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from rich.text import Text
from rich.tree import Tree

from search_api import labels
from search_api.cli.console import out
from search_api.pages.tree import TreeNode, lineage_tree
from search_api.urls import Urls

LONGEST = 110


def print_lineage(found: Mapping[str, Any]) -> None:
    """Both directions, each where there is anything in it."""
    centre = next(node for node in found["nodes"] if node["key"] == found["key"])
    console = out()
    console.print(
        Text(" ".join(part for part in (centre["type"], centre["number"] or centre["title"]) if part) or found["key"], style="bold")
    )
    sides: tuple[tuple[Literal["up", "down"], str], ...] = (("up", "Thực hiện, căn cứ vào"), ("down", "Được thực hiện bởi"))
    for direction, title in sides:
        branches = lineage_tree(found, direction, Urls(), widest=1000)
        if branches:
            tree = Tree(Text(title, style="cyan"))
            _grow(tree, branches)
            console.print(tree)
        elif found["direction"] in (direction, "both"):
            console.print(Text(f"{title}: không có.", style="dim"))
    for item in found["breaks"]:
        console.print(Text.assemble(("Đứt mạch: ", "yellow"), item["message"]))
    if found["truncated"]:
        console.print(Text("Lược đồ quá lớn, đã cắt bớt những nút xa nhất.", style="yellow"))


def _grow(tree: Tree, nodes: Sequence[TreeNode]) -> None:
    for node in nodes:
        name = f"Nhiệm vụ {node.ordinal or ''}: {node.name}" if node.kind == "Task" else node.name
        name = name if len(name) <= LONGEST else name[:LONGEST].rsplit(" ", 1)[0] + "…"
        text = Text.assemble((f"{node.label}: " if node.label else "", "dim"), (name, "green" if node.kind == "Task" else ""))
        if node.date:
            text.append(f" ({node.date})", style="dim")
        if node.kind == "Document" and not node.held:
            text.append(" [chưa có trong kho]", style="dim")
        if node.again:
            text.append(" (đã nêu)", style="dim")
        branch = tree.add(text)
        for evidence in node.evidence[:1]:
            sentence = str(evidence["text"])
            shown = sentence if len(sentence) <= 200 else sentence[:200].rsplit(" ", 1)[0] + "…"
            branch.add(Text(f"“{shown}” ({labels.short_name(evidence['document'])})", style="dim italic"))
        _grow(branch, node.children)

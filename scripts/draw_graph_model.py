"""Draws `docs/graph-model.svg`, the picture of the graph, out of the types in the code: `python scripts/draw_graph_model.py`.

Boxes are the kinds of nodes with what they are filtered by (`graph.store.INDEXED`); arrows are the edges of `graph.projection.SHAPES`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from graph.projection import SHAPES  # noqa: E402
from graph.store import INDEXED, NodeKind  # noqa: E402

FILE = ROOT / "docs" / "graph-model.svg"
BOX, LINE = 190, 15
PLACES: dict[NodeKind, tuple[int, int]] = {
    "Document": (480, 250),
    "Passage": (330, 20),
    "Task": (430, 580),
    "Agency": (60, 560),
    "Project": (60, 150),
    "Indicator": (740, 580),
}
COLOURS: dict[NodeKind, str] = {
    "Document": "#a61b29",
    "Passage": "#7b8794",
    "Task": "#1f4e9c",
    "Agency": "#0b6e4f",
    "Project": "#8a6d00",
    "Indicator": "#6a3d9a",
}
NAMES: dict[NodeKind, str] = {
    "Document": "văn bản",
    "Passage": "đoạn văn",
    "Task": "nhiệm vụ",
    "Agency": "cơ quan",
    "Project": "dự án",
    "Indicator": "chỉ tiêu",
}


def height(kind: NodeKind) -> int:
    """The height of a kind's box."""
    return 34 + LINE * len(INDEXED[kind])


def centre(kind: NodeKind) -> tuple[float, float]:
    x, y = PLACES[kind]
    return x + BOX / 2, y + height(kind) / 2


def box(kind: NodeKind) -> list[str]:
    """A node: its name, and the properties that it is filtered by."""
    x, y = PLACES[kind]
    parts = [
        f'<rect x="{x}" y="{y}" width="{BOX}" height="{height(kind)}" rx="6" fill="white" stroke="{COLOURS[kind]}" stroke-width="2"/>',
        f'<path d="M{x} {y + 24}h{BOX}v-18a6 6 0 0 0 -6 -6h-{BOX - 12}a6 6 0 0 0 -6 6z" fill="{COLOURS[kind]}"/>',
        f'<text x="{x + 8}" y="{y + 17}" fill="white" font-weight="bold">{kind} · {NAMES[kind]}</text>',
    ]
    for row, (name, shape) in enumerate(INDEXED[kind].items()):
        listed = "[ ]" if shape == "list" else ""
        parts.append(f'<text x="{x + 8}" y="{y + 40 + row * LINE}" fill="#323f4b">{name}{listed}</text>')
    return parts


def border(kind: NodeKind, towards: tuple[float, float]) -> tuple[float, float]:
    """Where the line from a box's centre leaves the box."""
    x, y = centre(kind)
    dx, dy = towards[0] - x, towards[1] - y
    scale = min(BOX / 2 / abs(dx) if dx else 9e9, height(kind) / 2 / abs(dy) if dy else 9e9)
    return x + dx * scale, y + dy * scale


def arrow(source: NodeKind, target: NodeKind, types: list[str], shift: float) -> list[str]:
    """The edges of one direction between two kinds, their types as one label."""
    if source == target:
        return loop(source, types)
    (ax, ay), (bx, by) = border(source, centre(target)), border(target, centre(source))
    ax, bx, ay, by = ax + shift, bx + shift, ay + shift / 2, by + shift / 2
    parts = [
        f'<path d="M{ax:.0f} {ay:.0f}L{bx:.0f} {by:.0f}" stroke="{COLOURS[source]}" stroke-width="1.6" marker-end="url(#tip)"/>'
    ]
    return parts + label((ax + bx) / 2, (ay + by) / 2 + shift, types)


def loop(kind: NodeKind, types: list[str]) -> list[str]:
    x, y = PLACES[kind][0] + BOX, PLACES[kind][1] + min(height(kind) / 2, 44)
    parts = [
        f'<path d="M{x} {y - 24:.0f}c60 0 60 48 4 48" fill="none" stroke="{COLOURS[kind]}" stroke-width="1.6" marker-end="url(#tip)"/>'
    ]
    return parts + label(x + 48, y - 24 + 6, types, anchor="start")


def label(x: float, y: float, types: list[str], anchor: str = "middle") -> list[str]:
    rows = [", ".join(types[begin : begin + 3]) for begin in range(0, len(types), 3)]
    style = 'font-size="11" paint-order="stroke" stroke="white" stroke-width="4"'
    top = y - LINE * (len(rows) - 1) / 2
    return [
        f'<text x="{x:.0f}" y="{top + LINE * row:.0f}" text-anchor="{anchor}" {style}>{escape(text)}</text>'
        for row, text in enumerate(rows)
    ]


def draw() -> str:
    """The whole picture as SVG."""
    between: dict[tuple[NodeKind, NodeKind], list[str]] = {}
    for source, type, target in SHAPES:
        between.setdefault((source, target), []).append(type)
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 980 790" font-family="sans-serif" font-size="12">',
        '<title>Mô hình đồ thị của Vănmạch</title><rect width="100%" height="100%" fill="white"/>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#52606d"/></marker></defs>',
    ]
    arrows: list[str] = []
    for (source, target), types in between.items():
        arrows += arrow(source, target, types, (14 if source < target else -14) if (target, source) in between else 0)
    for kind in PLACES:
        parts += box(kind)
    return "\n".join([*parts, *arrows, "</svg>"]) + "\n"


if __name__ == "__main__":
    FILE.write_text(draw(), "utf-8")

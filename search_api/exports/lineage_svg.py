"""A lineage drawn as SVG: what is carried out on the left, the document in the middle, what carries it out on the right."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from search_api import labels
from search_api.urls import Urls

Lineage = Mapping[str, Any]
BOX, GAP, COLUMN, MARGIN, LINE = 270, 16, 380, 24, 17
LETTERS, BOLD_LETTERS = 38, 35
COLOURS = {"self": ("#12355b", "#ffffff"), "up": ("#e9f0f8", "#12355b"), "down": ("#ffffff", "#1c2430")}
TASK = ("#fbf3dc", "#4d3802")


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    height: int
    lines: tuple[str, ...]
    node: Mapping[str, Any]


def as_svg(lineage: Lineage, urls: Urls | None = None) -> str:
    """One drawing with a title for screen readers; a line's own title says the relation and its sentence."""
    boxes = _place(lineage)
    width = max(box.x for box in boxes.values()) + BOX + MARGIN
    height = max(box.y + box.height for box in boxes.values()) + MARGIN
    name = f"Lược đồ của {labels.short_name(lineage['key'])}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="t" font-family="Arial, \'Liberation Sans\', sans-serif" font-size="13">',
        f'<title id="t">{_clean(name)}</title>',
        '<defs><marker id="a" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#7c8a99"/></marker></defs>',
        *(_edge(edge, boxes) for edge in lineage["edges"]),
        *(_box(box, urls) for box in boxes.values()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _place(lineage: Lineage) -> dict[str, Box]:
    """Columns by signed hop; within a column by the mean height of the neighbours nearer to the middle, then by key."""
    columns: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for node in lineage["nodes"]:
        columns[-node["hop"] if node["direction"] == "up" else node["hop"]].append(node)
    near = _neighbours(lineage)
    leftmost = min(columns)
    boxes: dict[str, Box] = {}
    for column in sorted(columns, key=abs):
        y = MARGIN
        for node in sorted(columns[column], key=lambda node: (_mean(near[node["key"]], boxes), node["key"])):
            lines = _lines(node)
            height = LINE * len(lines) + 16
            boxes[node["key"]] = Box(MARGIN + (column - leftmost) * COLUMN, y, height, lines, node)
            y += height + GAP
    return _centred(boxes)


def _centred(boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Each column moved down so that all are centred on one line."""
    bottoms: dict[int, int] = defaultdict(int)
    for box in boxes.values():
        bottoms[box.x] = max(bottoms[box.x], box.y + box.height)
    deepest = max(bottoms.values())
    return {key: Box(b.x, b.y + (deepest - bottoms[b.x]) // 2, b.height, b.lines, b.node) for key, b in boxes.items()}


def _neighbours(lineage: Lineage) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in lineage["edges"]:
        found[edge["source"]].append(edge["target"])
        found[edge["target"]].append(edge["source"])
    return found


def _mean(keys: Sequence[str], boxes: Mapping[str, Box]) -> float:
    heights = [boxes[key].y for key in keys if key in boxes]
    return sum(heights) / len(heights) if heights else 0.0


def _lines(node: Mapping[str, Any]) -> tuple[str, ...]:
    if node["kind"] == "task":
        text = f"{node['ordinal']}. {node['text']}" if node["ordinal"] else str(node["text"])
        who = "; ".join(node["lead"] or ())
        tail = [part for part in (who, node["deadline_raw"] or "") if part]
        return (*_wrap(text, 3), *_wrap(" · ".join(tail), 1))
    if node["number"]:
        head = f"{node['type'] or 'Văn bản'} {node['number']}"
        date = f"({labels.day(node['date'])})" if node["date"] else ""
        whole = f"{head} {date}".strip()
        first = (whole,) if len(whole) <= BOLD_LETTERS or not date else (head, date)
        return (*first, *_wrap(node["title"] or "", 2))
    return tuple(_wrap(labels.short_name(node["key"]), 3)) or ("",)


def _wrap(text: str, lines: int) -> list[str]:
    return textwrap.wrap(text, LETTERS, max_lines=lines, placeholder="…")


def _box(box: Box, urls: Urls | None) -> str:
    node = box.node
    fill, ink = TASK if node["kind"] == "task" else COLOURS[node["direction"]]
    dashed = ' stroke-dasharray="5 4"' if node["kind"] == "document" and not node["held"] else ""
    drawn = [f'<rect x="{box.x}" y="{box.y}" width="{BOX}" height="{box.height}" rx="6" fill="{fill}" stroke="#6f8196"{dashed}/>']
    for index, line in enumerate(box.lines):
        weight = ' font-weight="bold"' if index == 0 and node["kind"] == "document" else ""
        drawn.append(f'<text x="{box.x + 10}" y="{box.y + 21 + index * LINE}" fill="{ink}"{weight}>{_clean(line)}</text>')
    inside = "".join(drawn)
    return f"<g>{inside}</g>" if urls is None else f'<a href="{escape(_address(node, urls))}">{inside}</a>'


def _address(node: Mapping[str, Any], urls: Urls) -> str:
    if node["kind"] == "task":
        place = node["evidence"]
        return urls.document(place["document"], place["start"], place["end"])
    return urls.document(node["key"])


def _edge(edge: Mapping[str, Any], boxes: Mapping[str, Box]) -> str:
    source, target = boxes[edge["source"]], boxes[edge["target"]]
    right_to_left = source.x > target.x
    x1 = source.x if right_to_left else source.x + BOX
    x2 = target.x + BOX if right_to_left else target.x
    y1, y2 = source.y + source.height // 2, target.y + target.height // 2
    middle = (x1 + x2) // 2
    told = " — ".join((labels.RELATIONS[edge["type"]][0], *(piece["text"] for piece in edge["evidence"][:1])))
    path = f'd="M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}" fill="none" stroke="#7c8a99" stroke-width="1.4"'
    return f'<path {path} marker-end="url(#a)"><title>{_clean(told)}</title></path>'


def _clean(text: str) -> str:
    return escape("".join(_printable(text)))


def _printable(text: str) -> Iterator[str]:
    for character in text:
        if character >= " " and not 0xD800 <= ord(character) <= 0xDFFF and character not in "\ufffe\uffff":
            yield character

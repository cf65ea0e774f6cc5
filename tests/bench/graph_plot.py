"""The growth of query times as a small SVG: size across, p95 in milliseconds upwards, both in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 400, 60, 24, 220, 44
COLOURS = {"embedded": "#0b6e4f", "neo4j": "#1f4e9c", "networkx": "#8a6d00", "hand-written Cypher": "#a61b29"}
MEASURES = {"lineage_down_p95_ms": "", "tasks_of_agency_p95_ms": "6 3"}
Measured = tuple[str, int, Mapping[str, float]]


def write_plot(file: Path, results: Sequence[Measured]) -> None:
    """Draws p95 of lineage (solid) and of an agency's tasks (dashed) for each store."""
    values = [given[name] for _, _, given in results for name in MEASURES if name in given]
    if values:
        file.write_text(_svg(results, [size for _, size, _ in results], values), "utf-8")


def _svg(results: Sequence[Measured], sizes: Sequence[int], values: Sequence[float]) -> str:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(min(sizes)), max(math.log10(max(sizes)), math.log10(min(sizes)) + 0.01)

    def x(size: float) -> float:
        return LEFT + (math.log10(size) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(value) - low) / max(1, high - low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for power in range(low, high + 1):
        parts.append(f'<path d="M{LEFT} {y(10**power):.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10.0**power:g} ms</text>')
    for size in sorted(set(sizes)):
        parts.append(f'<text x="{x(size):.1f}" y="{HEIGHT - 18}" text-anchor="middle">{size:,}</text>')
    legend = TOP + 10
    for store, colour in COLOURS.items():
        for name, dashes in MEASURES.items():
            points = sorted((size, given[name]) for found, size, given in results if found == store and name in given)
            if points:
                path = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in points)
                style = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"'
                parts.append(f'<polyline points="{path}" {style}/>')
                parts += [f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for size, value in points]
                parts.append(f'<path d="M{WIDTH - RIGHT + 14} {legend - 4}h24" {style}/>')
                title = f"{store}: {'lineage' if name.startswith('lineage') else 'tasks of an agency'}"
                parts.append(f'<text x="{WIDTH - RIGHT + 44}" y="{legend}">{title}</text>')
                legend += 18
    parts.append(f'<text x="{LEFT}" y="{TOP - 8}">p95 by number of nodes</text></svg>')
    return "\n".join(parts) + "\n"

"""An answer of `/ask` in the terminal: how it was understood, the sentence, the items, their chains, the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from search_api import labels
from search_api.cli.console import out, quote
from search_api.pages.answers import intent_label, row
from search_api.pages.chips import told
from search_api.urls import Urls

EVIDENCE = 6


def print_answer(answer: Mapping[str, Any]) -> None:
    """The same as the page tells, in the same order."""
    console = out()
    slots = "; ".join(f"{name.lower()}: {value}" for name, value in told(answer["slots"]))
    console.print(Text(f"Hiểu là: {intent_label(answer)}" + (f" ({slots})" if slots else ""), style="dim"))
    console.print(Text(answer["answer"]["text"], style="bold"))
    for position, item in enumerate(answer["answer"]["items"], 1):
        _print_item(position, item, answer["answer"]["kind"])
    if answer["evidence"]:
        console.print(Text("\nCăn cứ:", style="bold"))
        for evidence in answer["evidence"][:EVIDENCE]:
            console.print(quote(evidence, labels.short_name(evidence["document"])))
        if len(answer["evidence"]) > EVIDENCE:
            console.print(Text(f"  … và {len(answer['evidence']) - EVIDENCE} câu nữa (--json để xem tất cả)", style="dim"))
    for alternative in answer["alternatives"]:
        console.print(Text(f'Cũng có thể hiểu là: {alternative["label"]} — vanmach ask "{alternative["q"]}"', style="dim"))


def _print_item(position: int, item: Mapping[str, Any], kind: str) -> None:
    console = out()
    shown = row(item, kind, Urls())
    console.print(Text.assemble(f"\n{position}. ", (shown.title, "bold")))
    if shown.facts:
        console.print(Text("   " + " · ".join(f"{name}: {value}" for name, value in shown.facts)))
    if shown.chain:
        console.print(Text("   mạch: " + " → ".join(labels.short_name(key) for key in shown.chain), style="cyan"))
    if shown.snippet:
        console.print(Text(f"   {shown.snippet[:300]}", style="dim"))

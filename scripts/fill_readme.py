"""Writes the settings table into README.md between its marks: `python scripts/fill_readme.py`. A test checks that it is up to date."""

from __future__ import annotations

from pathlib import Path

from search_api.settings import SETTINGS

README = Path(__file__).resolve().parent.parent / "README.md"
OPEN, CLOSE = "<!-- settings -->", "<!-- /settings -->"


def table() -> str:
    """The settings as a Markdown table: name, default, help."""
    rows = ["| tên | mặc định | ý nghĩa |", "|---|---|---|"]
    for setting in SETTINGS:
        default = (
            {True: "có", False: "không"}.get(setting.default, setting.default)
            if isinstance(setting.default, bool)
            else setting.default
        )
        rows.append(f"| `{setting.name}` | {f'`{default}`' if default != '' else ''} | {setting.help} |")
    return "\n".join(rows)


def filled(text: str) -> str:
    """The README's text with the table of today between the marks."""
    head, rest = text.split(OPEN)
    tail = rest.split(CLOSE)[1] if CLOSE in rest else rest
    return f"{head}{OPEN}\n{table()}\n{CLOSE}{tail}"


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8")), encoding="utf-8")

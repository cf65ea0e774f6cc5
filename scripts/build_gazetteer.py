"""Makes data/gazetteers/provinces.toml and communes.json from the public list of administrative units.

usage: python -m scripts.build_gazetteer FOLDER    (holding provinces_wards_2025_vn.json and units_with_pre_merger_names.json)

The facts are those of thanglequoc/vietnamese-provinces-database (MIT); see the note at the head of what is written.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from vietnamese.text import normal

SOURCE = "github.com/thanglequoc/vietnamese-provinces-database (MIT, commit cd58063299585146ded3981f2272946ef19ced54)"
OUT = Path(__file__).resolve().parent.parent / "data" / "gazetteers"
UNIT_KIND = re.compile(r"(?i)^(thành phố|thủ đô|tỉnh|phường|xã|thị trấn|đặc khu|huyện)\s+")
NOISE = re.compile(
    r"(?i)\([^)]*\)?|một phần (?:diện tích)?\s*(?:tự nhiên|tn)?|phần còn lại|quy mô dân số|toàn bộ|diện tích|tự nhiên|của|các|và"
    r"|sau khi.*|TN\b"
)


def clean(text: str) -> str:
    return " ".join(normal(text).split())


def provinces(wards: list[dict[str, Any]], before: dict[str, str]) -> str:
    """The TOML of the provinces, each with those merged into it on 1 July 2025."""
    lines = [f"# The 34 provinces and cities since 1 July 2025 and those merged into each. Facts: {SOURCE}.", ""]
    for unit in sorted(wards, key=lambda u: str(u["Code"])):
        full = clean(unit["FullName"])
        kind = "thành phố" if full.startswith("Thành phố") else "tỉnh"
        name = full[len(kind) :].strip()
        merged = re.findall(r"(thành phố|tỉnh) ([^,.]+?)(?=,| và |\.|$)", clean(before[unit["Code"]]).split(". ")[0])
        former = [f"{k} {n}" for k, n in merged if n != name]
        lines += ["[[province]]", f'name = "{name}"', f'kind = "{kind}"', f'code = "{unit["Code"]}"']
        if former:
            lines.append("former = [" + ", ".join(f'"{x}"' for x in former) + "]")
        lines.append("")
    return "\n".join(lines)


def former_names(text: str) -> list[str]:
    """The units named in the free text of what was merged; a kind is carried on to the names that follow it."""
    found: list[str] = []
    kind = "Xã"
    for part in re.split(r",| và |;", clean(text)):
        name = " ".join(NOISE.sub(" ", part).split()).strip(" .")
        while match := UNIT_KIND.match(name):
            kind, name = match.group(1).capitalize(), name[match.end() :]
        if name and (name[0].isupper() or name[0].isdigit()):
            found.append(f"{kind} {name}")
    return list(dict.fromkeys(found))


def communes(wards: list[dict[str, Any]], before: dict[str, str]) -> dict[str, Any]:
    """{province: {commune: [former names]}}."""
    return {
        re.sub(r"^(Thành phố|Tỉnh) ", "", clean(province["FullName"])): {
            clean(ward["FullName"]): former_names(before.get(ward["Code"], "")) for ward in province["Wards"]
        }
        for province in sorted(wards, key=lambda u: str(u["Code"]))
    }


def main(folder: Path) -> None:
    wards = json.loads((folder / "provinces_wards_2025_vn.json").read_text("utf-8"))
    units = json.loads((folder / "units_with_pre_merger_names.json").read_text("utf-8"))
    before = {unit["ma"]: unit["truocsapnhap"] or "" for unit in units}
    (OUT / "provinces.toml").write_text(provinces(wards, before), "utf-8")
    content = {"source": SOURCE, "since": "2025-07-01", "communes": communes(wards, before)}
    (OUT / "communes.json").write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

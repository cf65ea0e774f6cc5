"""Files that offices use: workbook, CSV, calendar, and the lược đồ in each form."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from graph.records import Deadline, Evidence, Task
from search_api.exports.lineage import FORMS, lineage_file
from search_api.exports.task_rows import COLUMNS
from search_api.exports.tasks import tasks_file
from search_api.reading.tasks import TaskItem

HEADINGS = [column.heading for column in COLUMNS]


def task(**changes: Any) -> TaskItem:
    fields: dict[str, Any] = {
        "id": "118/KH-UBND@2025-05-15/t0001",
        "document": "118/KH-UBND@2025-05-15",
        "ordinal": "1",
        "section": (),
        "text": "Lập phương án, trình; duyệt",
        "lead": ("Sở Tài chính",),
        "coordinate": ("Sở Xây dựng", "các sở, ngành"),
        "authority": (),
        "product": None,
        "deadline_raw": "Quý III/2025",
        "deadline": Deadline("by", "2025-07-01", "2025-09-30"),
        "deadlines": (),
        "implements": ("15-NQ/TU@2025-04-10",),
        "implements_direct": (),
        "evidence": Evidence("118/KH-UBND@2025-05-15", 10, 42, "Câu giao\nviệc"),
        **changes,
    }
    return TaskItem(Task(**fields), "overdue")


def test_workbook_as_an_official_lays_it_out() -> None:
    content = tasks_file(
        [task(), task(deadline=Deadline("recurring", None, None))], "xlsx", names={}, as_of="2025-11-01", address="http://x/"
    )
    sheet = load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[4]] == HEADINGS
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref == f"A4:P{6}"
    assert sheet.print_title_rows == "$4:$4"
    row = dict(zip(HEADINGS, sheet[5], strict=True))
    assert row["Hạn cuối"].value.date() == date(2025, 9, 30)
    assert row["Hạn cuối"].number_format == "dd/mm/yyyy"
    assert row["Cơ quan phối hợp"].value == "Sở Xây dựng; các sở, ngành"
    assert row["Văn bản giao"].value == "118/KH-UBND (15/5/2025)"
    assert row["Văn bản giao"].hyperlink.target.startswith("http://x/van-ban/118%2FKH-UBND@2025-05-15?tu=10&den=42")
    assert row["Câu văn làm căn cứ"].value == "Câu giao\nviệc"
    assert row["Trạng thái"].value == "Quá hạn"
    assert dict(zip(HEADINGS, sheet[6], strict=True))["Trạng thái"].value == "Định kỳ, thường xuyên"


def test_workbook_survives_what_cells_cannot_hold() -> None:
    hostile = task(text='=HYPERLINK("http://evil")', product="a\x00b\x0b", deadline_raw="x" * 40000)
    sheet = load_workbook(io.BytesIO(tasks_file([hostile], "xlsx", names={}, as_of="2025-11-01"))).active
    row = dict(zip(HEADINGS, sheet[5], strict=True))
    assert (row["Nội dung nhiệm vụ"].value, row["Nội dung nhiệm vụ"].data_type) == ('=HYPERLINK("http://evil")', "s")
    assert row["Sản phẩm, kết quả"].value == "a b "
    assert len(row["Thời hạn (như văn bản ghi)"].value) == 32767


def test_csv_opens_in_a_spreadsheet() -> None:
    content = tasks_file([task(text="=1+1", product='nói "xong"')], "csv", names={}, as_of="2025-11-01")
    assert content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0]["Nội dung nhiệm vụ"] == "'=1+1"
    assert rows[0]["Sản phẩm, kết quả"] == 'nói "xong"'
    assert rows[0]["Hạn cuối"] == "2025-09-30"


def test_calendar_follows_the_standard() -> None:
    items = [task(), task(deadline=Deadline("recurring", None, None)), task(text="Đề án " * 40)]
    content = tasks_file(items, "ics", names={}, as_of="2025-11-01", address="http://x/")
    assert content == tasks_file(items, "ics", names={}, as_of="2025-11-01", address="http://x/")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    unfolded = content.decode().replace("\r\n ", "")
    events = unfolded.split("BEGIN:VEVENT")[1:]
    assert len(events) == 2
    assert "DTSTART;VALUE=DATE:20250930\r\nDTEND;VALUE=DATE:20251001" in events[0]
    assert "SUMMARY:Hạn (Sở Tài chính): Lập phương án\\, trình\\; duyệt" in events[0]
    assert "Căn cứ: Câu giao\\nviệc" in events[0]
    title = next(line for line in events[1].splitlines() if line.startswith("SUMMARY:"))
    assert len(title) < 180
    assert title.endswith("Đề án…")
    assert unfolded.endswith("END:VCALENDAR\r\n")


@pytest.mark.parametrize("form, media", [("xlsx", "spreadsheetml"), ("csv", "text/csv"), ("ics", "text/calendar")])
def test_the_page_offers_the_same_list(served: TestClient, form: str, media: str) -> None:
    response = served.get(f"/nhiem-vu.{form}", params={"lead": "Sở Y tế", "as_of": "2025-11-01"})
    assert response.status_code == 200
    assert media in response.headers["content-type"]
    assert f"nhiem-vu.{form}" in response.headers["content-disposition"]
    if form == "csv":
        assert len(list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))) == 1


@pytest.fixture(scope="module")
def lineage(served: TestClient) -> Mapping[str, Any]:
    found: Mapping[str, Any] = served.get("/api/v1/documents/15-NQ%2FTU/lineage").json()
    return found


def test_json_is_the_lineage(lineage: Mapping[str, Any]) -> None:
    assert json.loads(lineage_file(lineage, "json")) == lineage


def test_graphml_is_read_by_networkx(lineage: Mapping[str, Any]) -> None:
    graph = nx.parse_graphml(lineage_file(lineage, "graphml"))
    assert set(graph.nodes) == {node["key"] for node in lineage["nodes"]}
    assert graph.number_of_edges() == len(lineage["edges"])
    assert graph.nodes["15-NQ/TU@2025-04-10"]["held"] is True
    data = graph.edges["118/KH-UBND@2025-05-15", "15-NQ/TU@2025-04-10"]
    assert (data["type"], "15-NQ/TU" in data["evidence"]) == ("implements", True)


def test_svg_is_well_formed_and_links(served: TestClient, lineage: Mapping[str, Any]) -> None:
    root = ElementTree.fromstring(served.get("/luoc-do/15-NQ%2FTU.svg").text)
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}a")) == len(lineage["nodes"])
    assert len(root.findall(f"{space}path")) == len(lineage["edges"])
    boxes = [(float(r.get("x", 0)), float(r.get("y", 0)), float(r.get("height", 0))) for r in root.iter(f"{space}rect")]
    for x in {box[0] for box in boxes}:
        column = sorted(box[1:] for box in boxes if box[0] == x)
        assert all(above[0] + above[1] <= below[0] for above, below in pairwise(column))


@pytest.mark.parametrize(
    "kind, expected",
    [
        ("Kế hoạch", ["Kế hoạch 12-KH/TU (26/8/2025)"]),
        ("Chương trình hành động", ["Chương trình hành động 12-KH/TU", "(26/8/2025)"]),
    ],
)
def test_a_name_stays_inside_its_box(kind: str, expected: list[str]) -> None:
    node = {
        "key": "12-KH/TU@2025-08-26",
        "kind": "document",
        "type": kind,
        "number": "12-KH/TU",
        "date": "2025-08-26",
        "title": None,
    }
    node |= {"hop": 0, "direction": "self", "held": True}
    root = ElementTree.fromstring(lineage_file({"key": node["key"], "nodes": [node], "edges": []}, "svg"))
    assert [line.text for line in root.iter("{http://www.w3.org/2000/svg}text")] == expected


def test_mermaid_names_every_node_and_edge(lineage: Mapping[str, Any]) -> None:
    text = lineage_file(lineage, "mermaid")
    assert text.startswith("flowchart BT\n")
    assert len(re.findall(r"^  n\d+[(\[]", text, re.MULTILINE)) == len(lineage["nodes"])
    assert text.count("-->") == len(lineage["edges"])


def test_cypher_quotes_what_it_must() -> None:
    nodes = [
        {"key": 'a"\\b@', "kind": "document", "hop": 0, "direction": "self", "number": 'a"\\b', "title": "dòng\nmới", "held": False}
    ]
    text = lineage_file({"key": 'a"\\b@', "nodes": nodes, "edges": [], "breaks": [], "truncated": False}, "cypher")
    assert text == 'MERGE (n:Document {key: "a\\"\\\\b@"}) SET n.number = "a\\"\\\\b", n.title = "dòng\\nmới", n.held = false;\n'


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_served_and_repeatable(served: TestClient, form: str) -> None:
    first, second = (served.get(f"/luoc-do/15-NQ%2FTU.{form}") for _ in range(2))
    assert first.status_code == 200
    assert first.content == second.content
    assert FORMS[form].split(";")[0] in first.headers["content-type"]


def test_an_unknown_form_is_not_found(served: TestClient) -> None:
    assert served.get("/luoc-do/15-NQ%2FTU.bmp").json()["code"] == "not_found"
    assert served.get("/nhiem-vu.pdf").json()["code"] == "not_found"

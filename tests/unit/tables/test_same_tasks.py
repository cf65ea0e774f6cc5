"""The same task annex as docx, as PDF and flattened gives the same tasks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

sys.path.insert(0, str(Path(__file__).parent))
from annex import HEADINGS, ROWS, flattened, piped, tabbed  # type: ignore[import-not-found]

from graph.agencies import load_lexicon
from graph.extraction import FoundTask
from ingest.extract.citations import find_citations
from ingest.extract.header import read_header
from ingest.extract.tasks import find_tasks
from ingest.layout import lay_out
from ingest.readers import read

COLUMNS = ("task", "product", "deadline", "lead", "coordinate", "authority")
HEAD = [
    "ỦY BAN NHÂN DÂN",
    "THÀNH PHỐ HẢI VÂN",
    "",
    "Số: 45/KH-UBND",
    "",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "",
    "Hải Vân, ngày 20 tháng 3 năm 2026",
    "",
    "KẾ HOẠCH",
    "thực hiện Nghị quyết số 12-NQ/TU ngày 02/02/2026 của Thành ủy về kinh tế biển",
    "",
    "Thực hiện Nghị quyết số 12-NQ/TU ngày 02/02/2026 của Thành ủy về kinh tế biển, Ủy ban nhân dân thành phố ban hành Kế hoạch như sau:",
    "",
]
TITLE = ["PHỤ LỤC", "DANH MỤC NHIỆM VỤ THỰC HIỆN NGHỊ QUYẾT SỐ 12-NQ/TU", ""]


def tasks_of(path: Path) -> list[FoundTask]:
    layout = lay_out(read(path))
    header = read_header(layout)
    return list(find_tasks(layout, header, find_citations(layout, header), load_lexicon()))


def told(task: FoundTask) -> tuple[object, ...]:
    return task.text, task.lead, task.coordinate, task.authority, task.product, task.deadline_raw, task.deadline


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("annex")
    head = "\n".join(HEAD + TITLE) + "\n"
    (folder / "lines.txt").write_text(head + flattened(ROWS, COLUMNS, breaks=((5, 2),)), "utf-8")
    (folder / "tabs.txt").write_text(head + tabbed(ROWS, COLUMNS), "utf-8")
    (folder / "pipes.md").write_text(head + piped(ROWS, COLUMNS), "utf-8")
    document = Document()
    for line in HEAD + TITLE:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=len(COLUMNS) + 1, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ["STT", *(HEADINGS[c] for c in COLUMNS)], strict=True):
        cell.text = text
    for number, row in enumerate(ROWS, 1):
        for cell, text in zip(table.add_row().cells, [str(number), *row.cells(COLUMNS)], strict=True):
            cell.text = text
    document.save(str(folder / "cells.docx"))
    return folder


@pytest.fixture(scope="module")
def expected(folder: Path) -> list[tuple[object, ...]]:
    return [told(task) for task in tasks_of(folder / "cells.docx")]


def test_docx_gives_every_row(expected: list[tuple[object, ...]]) -> None:
    assert [task[0] for task in expected] == [row.task for row in ROWS]
    assert expected[0][1:4] == (("Sở Xây dựng",), ("Công an thành phố", "Sở Tư pháp"), ("Ủy ban nhân dân thành phố",))


@pytest.mark.parametrize("name", ["lines.txt", "tabs.txt", "pipes.md"])
def test_text_shapes_give_the_same(folder: Path, expected: list[tuple[object, ...]], name: str) -> None:
    assert [told(task) for task in tasks_of(folder / name)] == expected


def test_pdf_gives_the_same(folder: Path, expected: list[tuple[object, ...]]) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here: the docx cannot be made a PDF")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "cells.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert [told(task) for task in tasks_of(folder / "cells.pdf")] == expected


def test_rows_inherit_what_their_annex_and_document_carry_out(folder: Path) -> None:
    layout = lay_out(read(folder / "lines.txt"))
    header = read_header(layout)
    citations = find_citations(layout, header)
    for task in find_tasks(layout, header, citations, load_lexicon()):
        assert {citations[i].number for i in task.inherited} == {"12-NQ/TU"}

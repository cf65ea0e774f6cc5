"""The command line as a user runs it: a process, its output, its exit code."""

from __future__ import annotations

import ast
import json
import os
import resource
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from ingest.workspace import Workspace

DOCUMENTS = Path(__file__).parent / "served"
RUN = (sys.executable, "-c", "from search_api.cli import main; main()")
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("VANMACH_")} | {
    "COLUMNS": "200",
    "NO_COLOR": "1",
}


def vanmach(*arguments: str | Path, code: int = 0, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    run = subprocess.run(
        [*RUN, *map(str, arguments)], capture_output=True, text=True, env=ENVIRONMENT | (environment or {}), timeout=120
    )
    assert run.returncode == code, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    return run


def as_json(*arguments: str | Path) -> Any:
    return json.loads(vanmach(*arguments, "--json").stdout)


def test_ingest_twice_then_change_and_withdraw(tmp_path: Path) -> None:
    folder, kho = tmp_path / "van-ban", tmp_path / "kho"
    folder.mkdir()
    for file in DOCUMENTS.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    first = as_json("ingest", folder, "-w", kho)
    assert (len(first["added"]), first["set_aside"], first["generation"]) == (4, [], 1)
    second = as_json("ingest", folder, "-w", kho)
    assert (len(second["unchanged"]), second["added"], second["generation"]) == (4, [], 1)
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 truncated")
    broken = vanmach("ingest", folder, "-w", kho, code=3)
    assert "hong.pdf" in broken.stdout
    assert broken.stdout.count("hong.pdf") == 1
    assert [item["source"] for item in as_json("status", "-w", kho)["set_aside"]] == ["hong.pdf"]
    assert as_json("withdraw", "310/UBND-TH", "-w", kho)["withdrawn"] == ["cv310.md"]
    assert as_json("tasks", "-w", kho)["total"] == 3
    vanmach("withdraw", "999/KH-UBND", "-w", kho, code=1)


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("status",), "văn bản trong kho"),
        (("search", "nghe ca"), "nghề cá"),
        (("show", "118/KH-UBND"), "Vũ Hải Đăng"),
        (("show", "118/KH-UBND", "--text"), "cảng Bến Lức"),
        (("lineage", "15-NQ/TU"), "Nhiệm vụ 2: Số hóa hồ sơ tàu cá"),
        (("tasks", "--lead", "Sở Y tế"), "chợ hải sản"),
        (("findings",), "nhiều ngày ban hành"),
        (("ask", "nhiem vu nao thuc hien nghi quyet 15-NQ/TU"), "Căn cứ"),
        (("settings",), "Thư mục kho dữ liệu."),
    ],
)
def test_reading_commands_tell_people_and_programs(served_folder: Path, arguments: tuple[str, ...], told: str) -> None:
    assert told in vanmach(*arguments, "-w", served_folder).stdout
    assert as_json(*arguments, "-w", served_folder)


@pytest.mark.parametrize(
    "form, begins", [("svg", "<svg"), ("mermaid", "flowchart"), ("graphml", "<?xml"), ("cypher", "MERGE"), ("json", "{")]
)
def test_lineage_in_every_form(served_folder: Path, tmp_path: Path, form: str, begins: str) -> None:
    printed = vanmach("lineage", "15-NQ/TU", "--format", form, "-w", served_folder).stdout
    assert printed.startswith(begins)
    file = tmp_path / "luoc-do"
    vanmach("lineage", "15-NQ/TU", "--format", form, "--out", file, "-w", served_folder)
    assert file.read_text("utf-8") == printed


def test_tasks_into_files(served_folder: Path, tmp_path: Path) -> None:
    files = {form: tmp_path / f"f.{form}" for form in ("xlsx", "csv", "ics")}
    options = [part for form, file in files.items() for part in (f"--{form}", file)]
    vanmach("tasks", "--lead", "Sở Tài chính", "--overdue-on", "2025-12-31", *options, "-w", served_folder)
    assert load_workbook(files["xlsx"]).active.max_row == 5
    assert "Sở Tài chính" in files["csv"].read_text("utf-8-sig")
    assert b"BEGIN:VEVENT" in files["ics"].read_bytes()


def test_export_writes_the_contracts_files(served_folder: Path, tmp_path: Path) -> None:
    vanmach("export", "--out", tmp_path / "ra", "-w", served_folder)
    assert len(list((tmp_path / "ra").glob("*.jsonl"))) == 10


@pytest.mark.parametrize(
    "arguments, code, told",
    [
        (("show", "999/KH-UBND"), 1, "999/KH-UBND"),
        (("tasks", "--due-before", "31/12/2025"), 1, "2025-12-31"),
        (("findings", "--kind", "moon"), 1, "conflicting_date"),
        (("lineage",), 2, "Thiếu KHÓA"),
        (("fly",), 2, "Không có lệnh"),
        (("tasks", "--status", "late"), 2, "--status"),
        (("show", "a", "b"), 2, "Thừa tham số"),
        (("tasks", "--wings"), 2, "--wings"),
        (("ingest", "/none/of/this"), 1, "/none/of/this"),
        (("tasks", "--limit", "0"), 2, "phải từ 1 trở lên"),
        (("search", "biển", "--kind", "moon"), 2, "chỉ nhận 'document'"),
        (("search", "biển", "--year", "nay"), 2, "phải là số nguyên"),
        (("lineage", "15-NQ/TU", "--depth"), 2, "--depth còn thiếu giá trị"),
        (("export", "--out", "/proc/none"), 1, "/proc/none"),
        (("lineage", "15-NQ/TU", "--format", "svg", "--out", "/none/a.svg"), 1, "không có tệp hay thư mục này"),
        (("tasks", "--xlsx", "/"), 1, "là thư mục"),
    ],
)
def test_errors_are_one_vietnamese_line(served_folder: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    run = vanmach(*arguments, *(("-w", served_folder) if code == 1 else ()), code=code)
    assert run.stdout == ""
    assert run.stderr.startswith("Lỗi: ")
    assert told in run.stderr
    assert len(run.stderr.strip().splitlines()) == 1


def test_candidates_of_an_ambiguous_number_stand_below_the_error(tmp_path: Path) -> None:
    for day in ("03", "04"):
        text = (DOCUMENTS / "kh118.txt").read_text("utf-8").replace("ngày 15 tháng 5", f"ngày {day} tháng 6")
        (tmp_path / f"{day}.txt").write_text(text, "utf-8")
    vanmach("ingest", tmp_path, "-w", tmp_path / "kho")
    told = vanmach("show", "118/KH-UBND", "-w", tmp_path / "kho", code=1).stderr.splitlines()
    assert [line.strip() for line in told[1:]] == ["118/KH-UBND@2025-06-03", "118/KH-UBND@2025-06-04"]


def test_one_writer_at_a_time_and_readers_go_on(served_folder: Path) -> None:
    with Workspace.open(served_folder).writing():
        assert "đang được tiến trình" in vanmach("ingest", DOCUMENTS, "-w", served_folder, code=1).stderr
        assert as_json("status", "-w", served_folder)["generation"] == 1


HEAVY = {"numpy", "faiss", "tantivy", "fastapi", "uvicorn", "tokenizers"}


@pytest.mark.parametrize(
    "arguments, spared",
    [
        (("--help",), {"networkx", "sqlite3"}),
        (("status",), {"networkx"}),
        (("settings",), {"networkx"}),
        (("findings",), set()),
        (("tasks",), set()),
        (("show", "118/KH-UBND"), set()),
        (("lineage", "15-NQ/TU"), set()),
    ],
)
def test_commands_without_an_encoder_load_little(served_folder: Path, arguments: tuple[str, ...], spared: set[str]) -> None:
    options = () if arguments == ("--help",) else ("-w", str(served_folder))
    code = (
        f"import sys; sys.argv = {['vanmach', *arguments, *options]!r}\n"
        "from search_api.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=ENVIRONMENT, timeout=120)
    loaded = set(ast.literal_eval(run.stderr.splitlines()[-1]))
    assert loaded & (HEAVY | spared) == set()


def test_no_workspace_says_what_to_do(tmp_path: Path) -> None:
    assert "vanmach ingest" in vanmach("status", "-w", tmp_path / "none", code=1).stderr


def test_unclear_settings_stop_every_command(served_folder: Path) -> None:
    run = vanmach("status", "-w", served_folder, code=1, environment={"VANMACH_METRICS": "maybe"})
    assert "metrics" in run.stderr


def test_help_is_vietnamese_and_comes_at_once() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = vanmach("--help").stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "Cách dùng:" in text
    for command in ((), ("tasks",), ("ingest",), ("graph",)):
        shown = vanmach(*command, "--help").stdout
        for word in ("Usage", "Options", "Commands", "Show this message", "<str>", "<bool>", "int range"):
            assert word not in shown
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_serve_takes_the_next_port_and_answers(served_folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        process = subprocess.Popen(
            [*RUN, "serve", "-w", str(served_folder), "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=ENVIRONMENT,
        )
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            line = process.stdout.readline()
            address = next(word for word in line.split() if word.startswith("http://"))
            assert address != f"http://127.0.0.1:{port}/"
            assert f"Cổng {port} đang có chương trình khác dùng" in process.stderr.readline()
            assert _ready(address)["counts"]["held"] == 4
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _ready(address: str) -> Any:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{address}readyz", timeout=30) as answer:
                return json.load(answer)
        except ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")

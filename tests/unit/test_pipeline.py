"""Files in, generation out: idempotent, independent of order, nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings.encoder import load_encoder
from embeddings.protocols import Encoder
from graph.errors import NotFound
from graph.extraction import Extraction
from graph.records import Document, Finding, Passage
from ingest import workers
from ingest.export import export
from ingest.extract.document import extract
from ingest.pipeline import IngestReport, ingest, rebuild, withdraw
from ingest.readers.records import SourceText
from ingest.workspace import Workspace

PLAN = """ỦY BAN NHÂN DÂN
THÀNH PHỐ HẢI VÂN

Số: 118/KH-UBND

Hải Vân, ngày 15 tháng 5 năm 2025

KẾ HOẠCH
Thực hiện Nghị quyết số 15-NQ/TU ngày 10/4/2025 của Ban Chấp hành Đảng bộ thành phố

Thực hiện Nghị quyết số 15-NQ/TU ngày 10/4/2025 của Ban Chấp hành Đảng bộ thành phố, Ủy ban nhân dân thành phố ban hành Kế hoạch:

1. Giao Sở Tài chính báo cáo trước ngày 25/9/2025.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Vũ Hải Đăng
"""
RESOLUTION = """THÀNH ỦY HẢI VÂN
*
Số 15-NQ/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Hải Vân, ngày 10 tháng 4 năm 2025

NGHỊ QUYẾT
CỦA BAN CHẤP HÀNH ĐẢNG BỘ THÀNH PHỐ
về phát triển kinh tế biển xanh

Thực hiện Nghị quyết số 45-NQ/TW, ngày 12/3/2025 của Bộ Chính trị, Ban Chấp hành Đảng bộ thành phố ban hành Nghị quyết.

T/M BAN CHẤP HÀNH
BÍ THƯ

Trần Quốc Hưng
"""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "van-ban"
    place.mkdir()
    (place / "kh.txt").write_text(PLAN, encoding="utf-8")
    (place / "nq.txt").write_text(RESOLUTION, encoding="utf-8")
    return place


@pytest.fixture
def taking_in(tmp_path: Path, encoder: Encoder) -> Callable[..., tuple[Workspace, IngestReport]]:
    def take(*paths: Path, name: str = "kho") -> tuple[Workspace, IngestReport]:
        workspace = Workspace.open(tmp_path / name, create=True)
        return workspace, ingest(workspace, paths, encoder)

    return take


def exported(workspace: Workspace, out: Path) -> dict[str, bytes]:
    with workspace.snapshot() as snapshot:
        export(snapshot, out)
    return {file.name: file.read_bytes() for file in sorted(out.iterdir())}


def files_of(folder: Path) -> dict[str, tuple[int, int]]:
    return {str(f): (f.stat().st_mtime_ns, f.stat().st_size) for f in folder.rglob("*") if f.is_file() and f.name != "writer.lock"}


def test_documents_are_held_and_cited_ones_are_stubs(folder: Path, taking_in):
    workspace, report = taking_in(folder)
    assert report.added == ("kh.txt", "nq.txt")
    with workspace.snapshot() as snapshot:
        held = {d.key: d.held for d in snapshot.records(Document) if d.number}
        assert held == {"118/KH-UBND@2025-05-15": True, "15-NQ/TU@2025-04-10": True, "45-NQ/TW@2025-03-12": False}
        assert snapshot.resolve("45-NQ/TW") == "45-NQ/TW@2025-03-12"
        text = snapshot.text("118/KH-UBND@2025-05-15")
        assert text == PLAN
        assert all(text[p.start : p.end].strip() for p in snapshot.records(Passage, "118/KH-UBND@2025-05-15"))
        with pytest.raises(NotFound):
            snapshot.resolve("999-NQ/TW")


def test_ingesting_again_writes_nothing(folder: Path, taking_in):
    workspace, first = taking_in(folder)
    before = files_of(workspace.folder)
    _, second = taking_in(folder)
    assert (second.added, second.unchanged, second.generation) == ((), ("kh.txt", "nq.txt"), first.generation)
    assert files_of(workspace.folder) == before


def test_the_order_of_arrival_leaves_no_trace_in_the_export(folder: Path, taking_in, tmp_path: Path):
    one, _ = taking_in(folder, name="one")
    two, _ = taking_in(folder / "nq.txt", name="two")
    taking_in(folder / "kh.txt", name="two")
    assert exported(one, tmp_path / "e1") == exported(two, tmp_path / "e2")


def test_withdrawing_leaves_what_never_having_held_it_leaves(folder: Path, taking_in, tmp_path: Path, encoder: Encoder):
    both, _ = taking_in(folder, name="both")
    assert withdraw(both, "15-NQ/TU", encoder) == ("nq.txt",)
    alone, _ = taking_in(folder / "kh.txt", name="alone")
    assert exported(both, tmp_path / "e1") == exported(alone, tmp_path / "e2")
    with pytest.raises(NotFound, match="chỉ được dẫn chiếu"):
        withdraw(both, "15-NQ/TU", encoder)


def test_a_file_that_cannot_be_read_is_set_aside_and_the_rest_goes_on(folder: Path, taking_in):
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4\n% cut off")
    (folder / "nhi-phan.txt").write_bytes(bytes(range(256)) * 40)
    workspace, report = taking_in(folder)
    assert report.added == ("kh.txt", "nq.txt")
    assert [name for name, _ in report.set_aside] == ["hong.pdf", "nhi-phan.txt"]
    with workspace.snapshot() as snapshot:
        assert {row["source"] for row in snapshot.status()["set_aside"]} == {"hong.pdf", "nhi-phan.txt"}
    _, again = taking_in(folder)
    assert again.set_aside == report.set_aside


def test_a_file_set_aside_is_tried_again_though_its_bytes_are_the_same(folder: Path, taking_in, monkeypatch: pytest.MonkeyPatch):
    def stumble(source: SourceText) -> Extraction:
        raise ValueError("không chia được cho 0")

    monkeypatch.setattr(workers, "extract", stumble)
    _, report = taking_in(folder)
    assert report.added == ()
    assert all("không chia được cho 0; test_pipeline.py, dòng" in reason for _, reason in report.set_aside)
    monkeypatch.undo()
    _, again = taking_in(folder)
    assert (again.replaced, again.set_aside) == (("kh.txt", "nq.txt"), ())


def test_a_text_that_newer_code_stumbles_over_is_set_aside_and_comes_back(
    folder: Path, taking_in, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
):
    workspace, _ = taking_in(folder)

    def stumble(source: SourceText) -> Extraction:
        if "118/KH-UBND" in source.text:
            raise KeyError("118")
        return extract(source)

    monkeypatch.setattr(workers, "extract", stumble)
    rebuild(workspace, encoder)
    with workspace.snapshot() as snapshot:
        assert [row["source"] for row in snapshot.status()["set_aside"]] == ["kh.txt"]
        assert {d.number for d in snapshot.records(Document) if d.held} == {"15-NQ/TU"}
    monkeypatch.undo()
    rebuild(workspace, encoder)
    with workspace.snapshot() as snapshot:
        assert snapshot.status()["set_aside"] == []
        assert {d.number for d in snapshot.records(Document) if d.held} == {"118/KH-UBND", "15-NQ/TU"}


def _die_of_118(path: Path) -> workers.Outcome:
    if "118/KH-UBND" in path.read_text("utf-8"):
        os.kill(os.getpid(), signal.SIGKILL)
    return workers.read_and_extract(path)


def test_a_file_that_kills_its_process_takes_no_other_with_it(folder: Path):
    paths = [folder / "kh.txt"]
    for number in range(workers.PARALLEL_FROM):
        paths.append(folder / f"them-{number}.txt")
        paths[-1].write_text(PLAN.replace("118/KH", f"{200 + number}/KH"), encoding="utf-8")
    first, *others = workers.outcomes(_die_of_118, paths)
    assert first == workers.KILLED
    assert len(others) == workers.PARALLEL_FROM
    assert not any(isinstance(outcome, str) for outcome in others)


def test_a_day_that_does_not_exist_dates_nothing_and_is_queried(folder: Path, taking_in):
    (folder / "kh.txt").write_text(PLAN.replace("ngày 15 tháng 5", "ngày 31 tháng 6"), encoding="utf-8")
    workspace, report = taking_in(folder)
    assert report.set_aside == ()
    with workspace.snapshot() as snapshot:
        plan = next(d for d in snapshot.records(Document) if d.number == "118/KH-UBND")
        assert (plan.date, plan.date_printed) == (None, "ngày 31 tháng 6 năm 2025")
        queried = next(f for f in snapshot.records(Finding) if f.kind == "impossible_date")
        assert queried.keys == (plan.key,)
        assert "31/6/2025" in queried.message
        assert "ngày 31 tháng 6 năm 2025" in queried.evidence[0].text


def test_new_bytes_under_the_same_path_replace_the_document(folder: Path, taking_in):
    taking_in(folder)
    (folder / "kh.txt").write_text(PLAN.replace("118/KH-UBND", "119/KH-UBND"), encoding="utf-8")
    workspace, report = taking_in(folder)
    assert report.replaced == ("kh.txt",)
    with workspace.snapshot() as snapshot:
        assert {d.number for d in snapshot.records(Document) if d.held} == {"119/KH-UBND", "15-NQ/TU"}


def test_rebuilding_gives_the_same_export_in_a_new_generation(folder: Path, taking_in, tmp_path: Path, encoder: Encoder):
    workspace, report = taking_in(folder)
    before = exported(workspace, tmp_path / "e1")
    assert rebuild(workspace, encoder) > report.generation
    assert exported(workspace, tmp_path / "e2") == before


def test_a_killed_writer_leaves_the_last_good_generation(folder: Path, taking_in, encoder: Encoder):
    workspace, report = taking_in(folder)
    for number in range(60):
        (folder / f"them-{number}.txt").write_text(PLAN.replace("118/KH", f"{200 + number}/KH") * 4, encoding="utf-8")
    code = (
        "import sys,pathlib;from embeddings.encoder import load_encoder;from ingest.pipeline import ingest;from "
        "ingest.workspace import Workspace\n"
        "ingest(Workspace.open(pathlib.Path(sys.argv[1])),[pathlib.Path(sys.argv[2])],load_encoder(None),lambda *a:print(*a,flush=True))"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(workspace.folder), str(folder)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.stdout.readline()
    time.sleep(0.05)
    os.killpg(writer.pid, signal.SIGKILL)
    writer.communicate()
    assert workspace.generation() == report.generation
    with workspace.snapshot() as snapshot:
        assert snapshot.document("118/KH-UBND@2025-05-15").held
    again = ingest(workspace, [folder], encoder)
    assert again.generation > report.generation
    with workspace.snapshot() as snapshot:
        assert sum(d.held for d in snapshot.records(Document)) == 62

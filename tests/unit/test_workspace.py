"""The workspace: names of files, the lock, migrations, clear errors."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.errors import NotFound, WorkspaceError, WorkspaceLocked
from ingest.workspace import Workspace
from ingest.workspace.database import FILE, connect, migrate
from ingest.workspace.discovery import discover, name_alone
from ingest.workspace.generations import GRACE_SECONDS, new_folder, sweep
from ingest.workspace.lock import writer_lock


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("a.txt", "sub/b.txt", ".hidden/c.txt", "~$lock.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


def test_files_of_a_folder_are_named_below_it_and_hidden_ones_passed_over(tree: Path):
    files, roots = discover([tree], [])
    assert [file.name for file in files] == ["a.txt", "sub/b.txt"]
    assert roots == [tree]


def test_a_workspace_among_the_documents_is_not_read(tree: Path):
    (tree / "kho").mkdir()
    (tree / "kho" / "vanmach.sqlite").write_text("x", encoding="utf-8")
    (tree / "khoa.txt").write_text("y", encoding="utf-8")
    files, _ = discover([tree], [], tree / "kho")
    assert [file.name for file in files] == ["a.txt", "khoa.txt", "sub/b.txt"]


@pytest.mark.parametrize(
    ("roots", "expected", "why"),
    [
        ([], "b.txt", "no root contains it"),
        (["/k"], "sub/b.txt", "below the root"),
        (["/k", "/k/sub"], "b.txt", "the nearest root"),
        (["/other"], "b.txt", "a root elsewhere does not count"),
    ],
)
def test_a_file_given_alone_is_named_by_the_nearest_root(roots: list[str], expected: str, why: str):
    assert name_alone(Path("/k/sub/b.txt"), [Path(root) for root in roots]) == expected, why


def test_a_path_that_does_not_exist_is_an_error_in_vietnamese(tmp_path: Path):
    with pytest.raises(NotFound, match="Không có tệp"):
        discover([tmp_path / "absent"], [])


def test_only_one_process_writes(tmp_path: Path):
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys,pathlib;from ingest.workspace.lock import writer_lock\n"
            "with writer_lock(pathlib.Path(sys.argv[1])):\n print('held',flush=True);sys.stdin.read()",
            str(tmp_path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(WorkspaceLocked, match=str(holder.pid)), writer_lock(tmp_path):
        pass
    holder.kill()
    holder.communicate()
    with writer_lock(tmp_path):
        assert (tmp_path / "writer.lock").read_text() != str(holder.pid)


HOLDS_WITH_WORKERS = """
import multiprocessing, pathlib, sys, threading, time
from ingest.workers import outcomes
from ingest.workspace.lock import writer_lock

def tell():
    while not (children := multiprocessing.active_children()):
        time.sleep(0.05)
    time.sleep(0.5)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)

with writer_lock(pathlib.Path(sys.argv[1])):
    threading.Thread(target=tell).start()
    list(outcomes(time.sleep, [60] * 8))
"""


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except OSError:
        return False


def test_a_killed_writer_leaves_neither_lock_nor_workers_behind(tmp_path: Path):
    with subprocess.Popen([sys.executable, "-c", HOLDS_WITH_WORKERS, str(tmp_path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        workers = [int(pid) for pid in writer.stdout.readline().split()]
        writer.kill()
    assert workers
    with writer_lock(tmp_path):
        assert (tmp_path / "writer.lock").read_text() != str(writer.pid)
    waited = 0
    while any(_lives(pid) for pid in workers) and waited < 100:
        waited += 1
        time.sleep(0.1)
    assert not [pid for pid in workers if _lives(pid)]


def test_migrating_twice_changes_nothing_and_a_newer_file_is_refused(tmp_path: Path):
    connection = connect(tmp_path)
    newest = migrate(connection)
    assert migrate(connection) == newest
    connection.execute(f"PRAGMA user_version = {newest + 1}")
    with pytest.raises(WorkspaceError, match="mới hơn"):
        migrate(connection)
    connection.close()


def test_opening_what_is_no_workspace_says_what_to_do(tmp_path: Path):
    with pytest.raises(WorkspaceError, match="vanmach ingest"):
        Workspace.open(tmp_path / "absent")
    with pytest.raises(WorkspaceError, match="chưa có văn bản"):
        Workspace.open(tmp_path, create=True).snapshot()


def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path):
    (tmp_path / FILE).write_bytes(b"not a database, long enough to be looked at" * 40)
    with pytest.raises((WorkspaceError, sqlite3.DatabaseError)):
        Workspace.open(tmp_path).generation()


def test_old_index_folders_go_only_after_their_readers_had_time(tmp_path: Path):
    for number in (1, 2, 3):
        new_folder(tmp_path, number)
    moment = (tmp_path / "00000001").stat().st_mtime
    assert sweep(tmp_path, "00000003", now=moment + 1) == []
    assert sweep(tmp_path, "00000003", now=moment + GRACE_SECONDS + 60) == ["00000001", "00000002"]
    assert [folder.name for folder in tmp_path.iterdir()] == ["00000003"]

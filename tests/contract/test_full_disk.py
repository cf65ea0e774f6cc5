"""A workspace on a disk that is full: a clear error, nothing lost, the last generation served, and all well once there is room."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = ["unshare", "--map-root-user", "--mount", "sh", "-c"]


def test_a_full_disk_loses_nothing_and_is_said_clearly(tmp_path: Path) -> None:
    disk = shlex.quote(str(tmp_path / "disk"))
    (tmp_path / "disk").mkdir()
    mount = f"mount -t tmpfs -o size=4m tmpfs {disk}"
    if shutil.which("unshare") is None or subprocess.run([*PRIVATE, mount], capture_output=True).returncode != 0:
        pytest.skip("no small disk of one's own can be mounted here (unshare, tmpfs): the full disk is not tested")
    run = f"{shlex.quote(sys.executable)} -m tests.contract.full_disk {disk} {shlex.quote(str(ROOT / 'tests/unit/served'))}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    done = subprocess.run([*PRIVATE, f"{mount} && {run}"], capture_output=True, text=True, cwd=ROOT, env=environment)
    assert done.returncode == 0, done.stderr
    *tries, at_last = json.loads(done.stdout.splitlines()[-1])
    failed, made = tries[:-1], tries[-1]
    assert len(failed) >= 3
    for entry in failed:
        assert entry["error"] == "DiskFull"
        assert "đã đầy" in entry["message"]
        assert (entry["generation"], entry["same"], entry["folders"]) == (1, True, 1), entry
    assert (made["error"], made["generation"]) == (None, 2)
    assert at_last == {"held": 4, "status": [200] * 5}

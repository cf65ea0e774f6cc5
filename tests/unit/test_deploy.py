"""The files of `deploy/`: what they name exists, they are read by the programs they are for, and a backup really comes back."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from embeddings.encoder import load_encoder
from ingest.export import export
from ingest.pipeline import ingest
from ingest.workspace import Workspace
from search_api.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVED = Path(__file__).parent / "served"
SETTINGS = {f"VANMACH_{field.name.upper()}" for field in fields(Settings)}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    yaml = pytest.importorskip("yaml", reason="no PyYAML here: the compose file is not read")
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return read


def test_compose_has_the_application_and_neo4j(compose: dict[str, Any]) -> None:
    app, neo4j = compose["services"]["app"], compose["services"]["neo4j"]
    assert (ROOT / "deploy" / app["build"]["context"] / app["build"]["dockerfile"]).is_file()
    assert neo4j["image"] == "neo4j:5.26-community"
    assert app["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "healthcheck" in neo4j
    named = {volume.split(":")[0] for service in compose["services"].values() for volume in service["volumes"]}
    assert {name for name in named if re.fullmatch(r"\w+", name)} == set(compose["volumes"])
    assert all(port.startswith("127.0.0.1:") for service in compose["services"].values() for port in service["ports"])


def test_every_variable_of_the_deployment_is_a_setting(compose: dict[str, Any]) -> None:
    given = set(compose["services"]["app"]["environment"])
    for file in ("Dockerfile", "systemd/vanmach.service", ".env.example"):
        given |= set(re.findall(r"VANMACH_\w+", (DEPLOY / file).read_text("utf-8")))
    assert given <= SETTINGS


def test_every_variable_of_the_compose_file_is_in_the_example() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)[:}]", text))
    example = dict(re.findall(r"^(\w+)=(.*)$", (DEPLOY / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert asked == set(example)
    for name, default in re.findall(r"\$\{(\w+):-([^}]*)\}", text):
        assert example[name] == default
    assert example["NEO4J_PASSWORD"] == ""


def test_compose_is_taken_by_docker() -> None:
    command = ["docker", "compose", "-f", str(DEPLOY / "compose.yaml")]
    if shutil.which("docker") is None or subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        pytest.skip("no docker compose here: the compose file is read as YAML alone")
    done = subprocess.run([*command, "config", "--quiet"], env={"NEO4J_PASSWORD": "x", "PATH": "/usr/bin:/usr/local/bin"})
    assert done.returncode == 0


@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda file: file.name)
def test_systemd_takes_the_units(unit: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here: the units are not verified")
    for other in (DEPLOY / "systemd").iterdir():
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", other.read_text("utf-8"), flags=re.MULTILINE)
        (tmp_path / other.name).write_text(text.replace("User=vanmach", "User=root").replace("Group=vanmach", "Group=root"))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", tmp_path / unit.name], capture_output=True, text=True)
    said = [line for line in done.stderr.splitlines() if str(tmp_path) in line or unit.name in line]
    assert (done.returncode, said) == (0, [])


def test_the_units_name_what_is_shipped() -> None:
    text = (DEPLOY / "systemd" / "vanmach-backup.service").read_text("utf-8")
    script = re.search(r"ExecStart=/opt/vanmach/(\S+)", text)
    assert script is not None
    assert (ROOT / script[1]).stat().st_mode & 0o111
    for name in ("backup.sh", "restore.sh"):
        assert subprocess.run(["bash", "-n", DEPLOY / name]).returncode == 0


@pytest.mark.parametrize(
    ("program", "arguments", "file"),
    [
        ("nginx", ("-t", "-q", "-c"), "nginx/vanmach.conf"),
        ("caddy", ("validate", "--adapter", "caddyfile", "--config"), "caddy/Caddyfile"),
    ],
)
def test_the_proxies_take_their_examples(program: str, arguments: tuple[str, ...], file: str, tmp_path: Path) -> None:
    if shutil.which(program) is None or shutil.which("openssl") is None:
        pytest.skip(f"no {program} or openssl here: its example is not checked")
    pair = ["-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"]
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=vanmach.haivan.example", *pair]
    subprocess.run(request, check=True, capture_output=True)
    text = (DEPLOY / file).read_text("utf-8").replace("/etc/ssl/vanmach", str(tmp_path))
    if program == "nginx":
        places = " ".join(f"{name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        text = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {places}\n{text}\n}}"
    (tmp_path / "checked").write_text(text)
    done = subprocess.run([program, *arguments, tmp_path / "checked"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def run(script: str, *arguments: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", str(DEPLOY / script), *map(str, arguments)], capture_output=True, text=True)


def exported(folder: Path, out: Path) -> dict[str, bytes]:
    with Workspace.open(folder).snapshot() as snapshot:
        export(snapshot, out)
    return {file.name: file.read_bytes() for file in out.iterdir()}


def test_a_backup_comes_back_whole(tmp_path: Path) -> None:
    """Made while a reader holds the workspace open; restored beside it, never over it; a damaged one is refused."""
    kho, kept = tmp_path / "kho", tmp_path / "sao lưu"
    ingest(Workspace.open(kho, create=True), [SERVED / "nq15.txt", SERVED / "kh118.txt"], load_encoder(None))
    before = exported(kho, tmp_path / "before")
    with Workspace.open(kho).snapshot():
        done = run("backup.sh", kho, kept)
    assert done.returncode == 0, done.stderr
    archive = Path(done.stdout.strip().splitlines()[-1])
    ingest(Workspace.open(kho), [SERVED / "cv310.md"], load_encoder(None))
    back = run("restore.sh", archive, tmp_path / "kho mới")
    assert back.returncode == 0, back.stderr
    assert "Thế hệ 1" in back.stdout
    assert exported(tmp_path / "kho mới", tmp_path / "after") == before
    assert ingest(Workspace.open(tmp_path / "kho mới"), [SERVED / "cv310.md"], load_encoder(None)).generation == 2
    assert exported(kho, tmp_path / "grown") == exported(tmp_path / "kho mới", tmp_path / "grown again")
    refused = run("restore.sh", archive, kho)
    assert (refused.returncode, "đã có" in refused.stderr) == (1, True)
    archive.write_bytes(archive.read_bytes()[:-100] + bytes(100))
    assert run("restore.sh", archive, tmp_path / "hỏng").returncode != 0
    assert not (tmp_path / "hỏng").exists()


def test_only_the_newest_backups_are_kept(tmp_path: Path) -> None:
    kho = tmp_path / "kho"
    Workspace.open(kho, create=True)
    kept = tmp_path / "kept"
    kept.mkdir()
    for day in (1, 2, 3):
        (kept / f"vanmach-2025010{day}-000000.tar.gz").touch()
    assert run("backup.sh", kho, kept, "2").returncode == 0
    assert len(list(kept.glob("*.tar.gz"))) == 2
    assert not list(kept.glob(".dang-sao-luu*"))
    assert run("backup.sh", tmp_path / "nowhere", kept).returncode == 1
    assert sqlite3.connect(kho / "vanmach.sqlite").execute("PRAGMA integrity_check").fetchone() == ("ok",)

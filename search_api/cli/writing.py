"""Commands that change the workspace: ingest, withdraw, rebuild; and the export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.text import Text

from ingest.workspace import Workspace
from search_api.cli.console import Watch, facts, out, print_json, progress, set_aside_line
from search_api.cli.opening import service_of, settings_of
from search_api.settings import Settings

SET_ASIDE = 3
"""Exit code where some files were set aside and the rest was taken in."""


def ingest_paths(paths: Sequence[Path], workspace: str | None, as_json: bool) -> None:
    from ingest.pipeline import ingest
    from search_api.encoders import encoder_of

    settings = settings_of(workspace)
    opened = Workspace.open(settings.folder, create=True)
    with progress() as watch:
        report = ingest(opened, paths, encoder_of(settings), watch)
        _follow(settings, watch)
    if as_json:
        print_json({**asdict(report), "workspace": str(opened.folder)})
    else:
        _print_report(report.added, report.replaced, report.unchanged, report.set_aside, report.generation, opened.folder)
    if report.set_aside:
        sys.exit(SET_ASIDE)


def _print_report(
    added: Sequence[str],
    replaced: Sequence[str],
    unchanged: Sequence[str],
    set_aside: Sequence[tuple[str, str]],
    generation: int,
    folder: Path,
) -> None:
    console = out()
    counts = ((len(added), "thêm mới"), (len(replaced), "thay thế"), (len(unchanged), "không đổi"), (len(set_aside), "để riêng"))
    told = ", ".join(f"{count} {word}" for count, word in counts if count) or "không có tệp nào"
    console.print(Text(f"Kho {folder}: {told}. Đang phục vụ thế hệ {generation}."), soft_wrap=True)
    for name, reason in set_aside:
        console.print(set_aside_line(name, reason), soft_wrap=True)


def withdraw_source(name: str, workspace: str | None, as_json: bool) -> None:
    from ingest.pipeline import withdraw

    service = service_of(workspace)
    with progress() as watch:
        gone = withdraw(service.workspace, name, service.encoder, watch)
        _follow(service.settings, watch)
    if as_json:
        print_json({"withdrawn": list(gone), "generation": service.workspace.generation()})
        return
    out().print(Text(f"Đã rút {len(gone)} tệp: {'; '.join(gone)}."))


def rebuild_all(workspace: str | None, adapt: bool, as_json: bool) -> None:
    """Raises CannotAdapt where the model cannot be fitted or its package is missing."""
    from ingest.pipeline import rebuild
    from search_api.adapting import adapted

    service = service_of(workspace)
    with progress() as watch:
        encoder, outcome = service.encoder, None
        if adapt:
            watch("Thích ứng mô hình", 0, 1)
            encoder, outcome = adapted(service)
        generation = rebuild(service.workspace, encoder, watch)
        _follow(service.settings, watch)
    if as_json:
        print_json({"generation": generation, **({"adaptation": asdict(outcome)} if outcome else {})})
        return
    if outcome:
        told = "dùng mô hình đã thích ứng" if outcome.kept else "giữ mô hình cũ"
        figures = f" ({outcome.pairs} cặp giữ riêng: {outcome.before:.3f} → {outcome.after:.3f})" if outcome.pairs else ""
        out().print(Text(f"Thích ứng: {told}, {outcome.reason}{figures}."))
    out().print(Text(f"Đã lập lại toàn bộ: thế hệ {generation}."))


def _follow(settings: Settings, watch: Watch) -> None:
    """Where the service reads its graph from Neo4j, the server follows at once."""
    if settings.graph == "neo4j":
        from search_api.cli.store import bring_up_to_date

        bring_up_to_date(settings, watch)


def export_all(folder: Path, workspace: str | None, as_json: bool) -> None:
    from ingest.export import export

    with service_of(workspace).snapshot() as snapshot:
        counts = export(snapshot, folder)
    if as_json:
        print_json({"out": str(folder), "lines": counts})
        return
    console = out()
    console.print(Text(f"Đã xuất ra {folder}:"))
    console.print(facts([(f"{name}.jsonl", str(count)) for name, count in counts.items()]))

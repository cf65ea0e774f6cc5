"""Commands that read: each prints for people or, with `--json`, what the HTTP call of the same name answers.

What only one of them needs it imports itself: the graph library alone takes a third of the time of a short command.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rich.text import Text

from graph.errors import SettingsError
from graph.records import to_json
from ingest.workspace import Snapshot
from search_api import labels
from search_api.cli.console import facts, out, print_json, quote, set_aside_line, table
from search_api.cli.opening import service_of, settings_of

if TYPE_CHECKING:
    from search_api.reading.tasks import TaskItem, TaskQuery
    from search_api.search.records import SearchQuery


def show_status(workspace: str | None, as_json: bool) -> None:
    with service_of(workspace).snapshot() as snapshot:
        status = snapshot.status()
    if as_json:
        print_json(status)
        return
    console = out()
    console.print(
        facts(
            [
                ("Kho dữ liệu", status["workspace"]),
                ("Thế hệ", str(status["generation"])),
                ("Lập lúc", labels.moment(status["made_at"])),
                ("Mô hình", status["encoder"] or ""),
                ("Tệp nguồn", str(status["sources"])),
            ]
        )
    )
    rows = [(name, labels.number(status["counts"][key])) for key, name in labels.COUNTS.items() if key in status["counts"]]
    console.print(table(("Trong kho", "Số lượng"), rows))
    for item in status["set_aside"]:
        console.print(set_aside_line(item["path"], item["reason"]), soft_wrap=True)


def show_settings(workspace: str | None, as_json: bool) -> None:
    from search_api.settings import describe

    rows = describe(settings_of(workspace))
    if as_json:
        print_json({setting.name: value for setting, value in rows})
        return
    told = [(setting.name, _told(value), setting.help) for setting, value in rows]
    out().print(table(("Tên", "Giá trị", "Ý nghĩa"), told))


def _told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def show_search(query: SearchQuery, workspace: str | None, as_json: bool) -> None:
    from search_api.reading.finding import search, search_json

    with service_of(workspace).reading() as reading:
        answer = search(reading, query)
    if as_json:
        print_json(search_json(answer))
        return
    console = out()
    reading_of = answer.interpretation
    if reading_of.restored:
        console.print(Text(f"Đang hiển thị kết quả cho “{reading_of.shown}” (--literal để tìm đúng chữ đã gõ)."))
    for candidate in reading_of.candidates:
        console.print(Text(f"Có thể là: {candidate.label}"))
    console.print(Text(f"{labels.results(answer.total)}." if answer.hits else "Không tìm thấy kết quả nào."))
    for position, hit in enumerate(answer.hits, (query.page - 1) * query.size + 1):
        name = hit.heading or (labels.short_name(hit.document) if hit.document else hit.key)
        place = f"{labels.short_name(hit.document)}, {hit.start}-{hit.end}" if hit.document else ""
        kind = (f"[{labels.KINDS[hit.kind]}] ", "cyan")
        console.print(Text.assemble(f"\n{position}. ", kind, (name, "bold"), "  ", (place, "dim")))
        console.print(_marked(hit.snippet, hit.marks))
        if hit.why:
            console.print(Text(f"   vì: {'; '.join(hit.why)}", style="dim"))


def _marked(snippet: str, marks: tuple[tuple[int, int], ...]) -> Text:
    text = Text("   ")
    text.append(snippet)
    for start, end in marks:
        text.stylize("bold yellow", 3 + start, 3 + end)
    return text


def show_answer(question: str, workspace: str | None, as_json: bool) -> None:
    from search_api.cli.answers import print_answer
    from search_api.reading.finding import ask

    with service_of(workspace).reading() as reading:
        answer = ask(reading, question, date.today())
    if as_json:
        print_json(answer)
    else:
        print_answer(answer)


def show_document(key: str, workspace: str | None, with_text: bool, as_json: bool) -> None:
    from search_api.reading import documents

    with service_of(workspace).snapshot() as snapshot:
        resolved = snapshot.resolve(key)
        found = documents.document_json(snapshot, resolved)
        document = snapshot.document(resolved)
        text = snapshot.text(resolved) if with_text else ""
    if as_json:
        print_json({**found, "text": text} if with_text else found)
        return
    console = out()
    console.print(Text(labels.document_name(document), style="bold"))
    console.print(
        facts(
            [
                ("Khóa", document.key),
                ("Trích yếu", document.title or ""),
                ("Ngày", labels.date_of(document)),
                ("Cơ quan", document.issuer or ""),
                ("Người ký", ", ".join(part for part in (document.signer, document.signer_role) if part)),
                ("Tên gọi khác", "; ".join(document.aliases)),
                ("Trong kho", "; ".join(document.sources) if document.held else "chưa có, chỉ được dẫn chiếu"),
            ]
        )
    )
    _print_relations(found)
    if text:
        console.print()
        console.print(Text(text))


def _print_relations(found: Mapping[str, Any]) -> None:
    console = out()
    rows = [
        (
            labels.RELATIONS[r["type"]][0 if r["direction"] == "out" else 1] + (" (dự kiến)" if r["planned"] else ""),
            labels.short_name(r["document"]),
        )
        for r in found["relations"]
    ]
    if rows:
        console.print(table(("Quan hệ", "Văn bản"), rows))
    counted = found["counts"]
    console.print(Text(f"{counted['tasks']} nhiệm vụ, {counted['mentions']} lượt dẫn chiếu, {counted['indicators']} chỉ tiêu."))


def show_lineage(
    key: str,
    workspace: str | None,
    direction: Literal["up", "down", "both"],
    depth: int | None,
    on: str | None,
    form: str,
    file: Path | None,
) -> None:
    from search_api.reading.lineage import lineage

    service = service_of(workspace)
    settings = service.settings
    with service.snapshot() as snapshot:
        found = lineage(
            snapshot,
            snapshot.resolve(key),
            direction,
            depth=depth or settings.lineage_depth,
            limit=settings.lineage_limit,
            on=_day("on", on),
        )
    if form == "text":
        from search_api.cli.lineage import print_lineage

        print_lineage(found)
        return
    from search_api.exports.lineage import lineage_file

    content = lineage_file(found, form)
    if file is not None:
        file.write_text(content, encoding="utf-8")
        out().print(Text(f"Đã ghi {file}."))
    else:
        print(content, end="")


def _day(name: str, text: str | None) -> str | None:
    """An ISO day as given; raises SettingsError for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise SettingsError(f"--{name.replace('_', '-')}: “{text}” không phải là ngày; hãy viết dạng 2025-12-31.") from error


DAYS = ("due_before", "due_after", "overdue_on", "as_of")


def show_tasks(filters: Mapping[str, Any], files: Mapping[str, Path], workspace: str | None, limit: int, as_json: bool) -> None:
    from search_api.reading.tasks import TaskQuery, list_tasks

    service = service_of(workspace)
    days = {name: _day(name, filters[name]) for name in DAYS}
    given = {**filters, **days, "as_of": days["as_of"] or days["overdue_on"] or date.today().isoformat()}
    query = TaskQuery(**given, due_days=service.settings.due_days)
    with service.snapshot() as snapshot:
        written = write_files(snapshot, query, files) if files else []
        found = list_tasks(snapshot, query, limit=limit)
    if as_json:
        print_json({"total": found.total, "items": [i.to_json() for i in found.items], "next": found.next, "as_of": query.as_of})
    elif written:
        out().print(Text(f"Đã ghi {', '.join(written)}: {labels.number(found.total)} nhiệm vụ."))
    else:
        _print_tasks(found.items, found.total, query)


def write_files(snapshot: Snapshot, query: TaskQuery, files: Mapping[str, Path]) -> list[str]:
    """Writes the tasks in each form that is asked for; returns the files' names."""
    from search_api.exports.tasks import tasks_file
    from search_api.reading.documents import names_of
    from search_api.reading.tasks import every_task

    items = every_task(snapshot, query)
    names = names_of(snapshot, {key for item in items for key in (item.task.document, *item.task.implements)})
    for form, path in files.items():
        path.write_bytes(tasks_file(items, form, names=names, as_of=query.as_of))
    return [str(path) for path in files.values()]


def _print_tasks(items: list[TaskItem], total: int, query: TaskQuery) -> None:
    console = out()
    console.print(Text(f"{labels.number(total)} nhiệm vụ; trạng thái xét vào ngày {labels.day(query.as_of)}."))
    rows = [
        (
            item.task.ordinal or "",
            item.task.text,
            "; ".join(item.task.lead),
            labels.deadline(item.task.deadline_raw, item.task.deadline),
            labels.STATUSES[item.status] if item.task.deadline.kind == "by" else "",
            _source(item),
        )
        for item in items
    ]
    if rows:
        console.print(table(("Số", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Trạng thái", "Văn bản"), rows, ratios=(1, 8, 4, 3, 2, 4)))
    if total > len(items):
        console.print(Text(f"… và {labels.number(total - len(items))} nhiệm vụ nữa (--limit)."))


def _source(item: TaskItem) -> str:
    way = (
        ""
        if item.via is None
        else " (trực tiếp)"
        if item.direct
        else " qua " + " → ".join(labels.short_name(key) for key in item.via)
    )
    return labels.short_name(item.task.document) + way


def show_findings(kind: str | None, document: str | None, workspace: str | None, limit: int, as_json: bool) -> None:
    if kind is not None and kind not in labels.FINDINGS:
        raise SettingsError(f"Không có loại “{kind}”. Các loại: {', '.join(labels.FINDINGS)}.")
    from search_api.reading import collections

    with service_of(workspace).snapshot() as snapshot:
        key = snapshot.resolve(document) if document else None
        found = collections.list_findings(snapshot, kind=kind, document=key, limit=limit)
    if as_json:
        print_json({"total": found.total, "items": to_json(found.items), "next": found.next})
        return
    console = out()
    console.print(Text(f"{labels.number(found.total)} điểm cần rà soát."))
    for finding in found.items:
        console.print(Text.assemble("\n", (f"[{labels.FINDINGS[finding.kind]}] ", "yellow"), finding.message))
        for evidence in finding.evidence[:4]:
            console.print(quote(to_json(evidence), labels.short_name(evidence.document)))

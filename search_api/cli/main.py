"""The commands with their options; each hands over to a module that is imported when it is called."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from search_api.cli.choices import Direction, Follower, Form, Kind, State
from search_api.cli.wording import Abort, Command, Group, UsageError, wrong_usage

app = typer.Typer(
    name="vanmach",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Vănmạch: đồ thị tri thức và tìm kiếm cho văn bản hành chính.\n\nĐưa văn bản vào kho, rồi hỏi, tìm, lần theo mạch chỉ đạo từ "
    "nghị quyết xuống đến từng nhiệm vụ.",
)
graph_app = typer.Typer(cls=Group, no_args_is_help=True, help="Đồng bộ đồ thị sang Neo4j và đối chiếu.")
app.add_typer(graph_app, name="graph", rich_help_panel="Quản trị")

READING, WRITING, RUNNING = "Tra cứu", "Kho dữ liệu", "Quản trị"
WorkspaceOption = Annotated[
    str | None, typer.Option("--workspace", "-w", help="Thư mục kho dữ liệu (hoặc biến VANMACH_WORKSPACE).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]
FollowerOption = Annotated[Follower, typer.Option("--store", help="Nơi giữ bản sao của đồ thị.")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="Số mục nhiều nhất.")]


@app.command(cls=Command, rich_help_panel=WRITING)
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="ĐƯỜNG_DẪN...", help="Tệp hoặc thư mục (đọc cả thư mục con).")],
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Đưa văn bản vào kho. Tệp không đọc được thì để riêng kèm lý do, mã thoát khác 0."""
    from search_api.cli.writing import ingest_paths

    ingest_paths(paths, workspace, json)


@app.command(cls=Command, rich_help_panel=WRITING)
def withdraw(
    name: Annotated[str, typer.Argument(metavar="KHÓA|ĐƯỜNG_DẪN", help="Khóa, số văn bản, tệp hoặc thư mục.")],
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Rút một văn bản hoặc tệp khỏi kho, không để lại dấu vết."""
    from search_api.cli.writing import withdraw_source

    withdraw_source(name, workspace, json)


@app.command(cls=Command, rich_help_panel=WRITING)
def rebuild(
    workspace: WorkspaceOption = None,
    adapt: Annotated[bool, typer.Option("--adapt", help="Thích ứng mô hình với kho dữ liệu; chỉ giữ nếu tìm tốt hơn.")] = False,
    json: JsonOption = False,
) -> None:
    """Trích xuất lại mọi văn bản và lập lại toàn bộ chỉ mục."""
    from search_api.cli.writing import rebuild_all

    rebuild_all(workspace, adapt, json)


@app.command(cls=Command, rich_help_panel=WRITING)
def export(
    out: Annotated[Path, typer.Option("--out", "-o", help="Thư mục ghi các tệp JSON Lines.")],
    workspace: WorkspaceOption = None,
    json: JsonOption = False,
) -> None:
    """Xuất toàn bộ kho ra các tệp JSON Lines."""
    from search_api.cli.writing import export_all

    export_all(out, workspace, json)


@app.command(cls=Command, rich_help_panel=READING)
def ask(
    question: Annotated[str, typer.Argument(metavar="CÂU_HỎI")], workspace: WorkspaceOption = None, json: JsonOption = False
) -> None:
    """Hỏi bằng một câu thường ngày, có dấu hay không dấu."""
    from search_api.cli.reading import show_answer

    show_answer(question, workspace, json)


@app.command(cls=Command, rich_help_panel=READING)
def search(
    q: Annotated[str, typer.Argument(metavar="TỪ_KHÓA")],
    workspace: WorkspaceOption = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Loại kết quả: văn bản, đoạn văn, nhiệm vụ, dự án, cơ quan.")] = None,
    type: Annotated[list[str] | None, typer.Option(help="Loại văn bản.")] = None,
    issuer: Annotated[list[str] | None, typer.Option(help="Cơ quan ban hành.")] = None,
    agency: Annotated[list[str] | None, typer.Option(help="Cơ quan thực hiện.")] = None,
    document: Annotated[list[str] | None, typer.Option(help="Chỉ trong văn bản này.")] = None,
    year: Annotated[list[int] | None, typer.Option(help="Năm.")] = None,
    literal: Annotated[bool, typer.Option("--literal", help="Tìm đúng chữ đã gõ, không thêm dấu.")] = False,
    by_date: Annotated[bool, typer.Option("--by-date", help="Mới nhất trước.")] = False,
    page: Annotated[int, typer.Option(min=1, help="Trang.")] = 1,
    limit: LimitOption = 10,
    json: JsonOption = False,
) -> None:
    """Tìm trong kho: số văn bản viết kiểu nào cũng được."""
    from search_api.cli.reading import show_search
    from search_api.search.records import SearchQuery

    query = SearchQuery(
        q,
        tuple(each.value for each in kind or ()),
        tuple(type or ()),
        tuple(issuer or ()),
        tuple(agency or ()),
        tuple(document or ()),
        tuple(year or ()),
        sort="date" if by_date else "relevance",
        literal=literal,
        page=page,
        size=min(limit, 100),
    )
    show_search(query, workspace, json)


@app.command(cls=Command, rich_help_panel=READING)
def show(
    key: Annotated[str, typer.Argument(metavar="KHÓA", help="Khóa, số hoặc tên văn bản.")],
    workspace: WorkspaceOption = None,
    text: Annotated[bool, typer.Option("--text", help="In cả toàn văn.")] = False,
    json: JsonOption = False,
) -> None:
    """Xem một văn bản: thông tin, quan hệ, số nhiệm vụ."""
    from search_api.cli.reading import show_document

    show_document(key, workspace, text, json)


@app.command(cls=Command, rich_help_panel=READING)
def lineage(
    key: Annotated[str, typer.Argument(metavar="KHÓA", help="Khóa, số hoặc tên văn bản.")],
    workspace: WorkspaceOption = None,
    direction: Annotated[Direction, typer.Option(help="up: nó thực hiện gì; down: gì thực hiện nó.")] = Direction.both,
    depth: Annotated[int | None, typer.Option(min=1, max=20, help="Số bậc.")] = None,
    on: Annotated[str | None, typer.Option(help="Chỉ văn bản còn hiệu lực vào ngày này (2025-12-31).")] = None,
    form: Annotated[Form, typer.Option("--format", help="Dạng in ra.")] = Form.text,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Ghi ra tệp.")] = None,
    json: JsonOption = False,
) -> None:
    """Lược đồ của một văn bản: mạch đi lên và đi xuống, đến tận nhiệm vụ."""
    from search_api.cli.reading import show_lineage

    show_lineage(key, workspace, direction.value, depth, on, "json" if json else form.value, out)


@app.command(cls=Command, rich_help_panel=READING)
def tasks(
    workspace: WorkspaceOption = None,
    implements: Annotated[str | None, typer.Option(help="Thực hiện văn bản này, qua cả lược đồ.")] = None,
    direct: Annotated[bool, typer.Option("--direct", help="Chỉ nhiệm vụ nêu đích danh văn bản đó.")] = False,
    document: Annotated[str | None, typer.Option(help="Giao tại văn bản này.")] = None,
    lead: Annotated[str | None, typer.Option(help="Cơ quan chủ trì.")] = None,
    coordinate: Annotated[str | None, typer.Option(help="Cơ quan phối hợp.")] = None,
    due_before: Annotated[str | None, typer.Option(help="Hạn không muộn hơn ngày này (2025-12-31).")] = None,
    due_after: Annotated[str | None, typer.Option(help="Hạn không sớm hơn ngày này.")] = None,
    overdue_on: Annotated[str | None, typer.Option(help="Đã quá hạn vào ngày này.")] = None,
    status: Annotated[State | None, typer.Option(help="Trạng thái vào ngày --as-of.")] = None,
    as_of: Annotated[str | None, typer.Option(help="Ngày xét trạng thái, mặc định hôm nay.")] = None,
    xlsx: Annotated[Path | None, typer.Option(help="Ghi bảng Excel.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Ghi tệp CSV.")] = None,
    ics: Annotated[Path | None, typer.Option(help="Ghi lịch hạn iCalendar.")] = None,
    limit: LimitOption = 100,
    json: JsonOption = False,
) -> None:
    """Danh sách nhiệm vụ, lọc theo văn bản, cơ quan, thời hạn; in ra hoặc ghi thành bảng."""
    from search_api.cli.reading import show_tasks

    filters = {
        "implements": implements,
        "direct": direct,
        "document": document,
        "lead": lead,
        "coordinate": coordinate,
        "due_before": due_before,
        "due_after": due_after,
        "overdue_on": overdue_on,
        "status": status.value if status else None,
        "as_of": as_of,
    }
    files = {form: path for form, path in (("xlsx", xlsx), ("csv", csv), ("ics", ics)) if path}
    show_tasks(filters, files, workspace, limit, json)


@app.command(cls=Command, rich_help_panel=READING)
def findings(
    workspace: WorkspaceOption = None,
    kind: Annotated[str | None, typer.Option(help="Chỉ loại này, ví dụ conflicting_date.")] = None,
    document: Annotated[str | None, typer.Option(help="Chỉ điểm liên quan văn bản này.")] = None,
    limit: LimitOption = 50,
    json: JsonOption = False,
) -> None:
    """Những điểm cần rà soát, kèm câu văn làm căn cứ."""
    from search_api.cli.reading import show_findings

    show_findings(kind, document, workspace, limit, json)


@app.command(cls=Command, rich_help_panel=RUNNING)
def status(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Tình trạng kho: số lượng, thế hệ, tệp để riêng và lý do."""
    from search_api.cli.reading import show_status

    show_status(workspace, json)


@app.command(cls=Command, rich_help_panel=RUNNING)
def serve(
    workspace: WorkspaceOption = None,
    host: Annotated[str | None, typer.Option(help="Địa chỉ lắng nghe.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Cổng; nếu đã có chương trình dùng thì lấy cổng trống kế tiếp.")
    ] = None,
    base_path: Annotated[str | None, typer.Option(help="Đường dẫn gốc khi đứng sau máy chủ ủy quyền.")] = None,
) -> None:
    """Mở máy chủ: trang tra cứu cho cán bộ và API cho phần mềm khác."""
    from search_api.cli.serving import serve_workspace

    serve_workspace(workspace, host, port, base_path)


@app.command(cls=Command, rich_help_panel=RUNNING)
def settings(workspace: WorkspaceOption = None, json: JsonOption = False) -> None:
    """Bảng cài đặt: tên, giá trị đang dùng, ý nghĩa."""
    from search_api.cli.reading import show_settings

    show_settings(workspace, json)


@graph_app.command("push", cls=Command)
def graph_push(workspace: WorkspaceOption = None, store: FollowerOption = Follower.neo4j, json: JsonOption = False) -> None:
    """Đưa đồ thị của kho sang Neo4j."""
    from search_api.cli.store import push

    push(workspace, json)


@graph_app.command("verify", cls=Command)
def graph_verify(workspace: WorkspaceOption = None, store: FollowerOption = Follower.neo4j, json: JsonOption = False) -> None:
    """Đối chiếu Neo4j với kho: số lượng, dấu kiểm, lân cận; khác nhau thì mã thoát là 1."""
    from search_api.cli.store import verify

    verify(workspace, json)


@graph_app.command("diff", cls=Command)
def graph_diff(
    workspace: WorkspaceOption = None, store: FollowerOption = Follower.neo4j, limit: LimitOption = 50, json: JsonOption = False
) -> None:
    """Chỉ ra những nút, cạnh khác nhau giữa kho và Neo4j."""
    from search_api.cli.store import diff

    diff(workspace, limit, json)


def main() -> None:
    """Runs the command line. What a user did wrong is one line on the error stream: exit code 2 for the call, 1 for what it asks."""
    from graph.errors import VanmachError

    try:
        sys.exit(app(standalone_mode=False) or 0)
    except UsageError as error:
        print(f"Lỗi: {wrong_usage(error)} Xem: vanmach --help", file=sys.stderr)
        sys.exit(2)
    except (Abort, KeyboardInterrupt):
        sys.exit(130)
    except VanmachError as error:
        from search_api.cli.console import fail

        fail(error)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        from search_api.cli.console import file_problem

        print(f"Lỗi: {file_problem(error)}", file=sys.stderr)
        sys.exit(1)

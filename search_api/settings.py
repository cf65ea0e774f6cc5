"""The settings: one typed table, filled from defaults, then `vanmach.toml`, then the environment (`VANMACH_*`), then the caller.

Anything unknown or unclear is refused with a SettingsError that says where it stands.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from graph.errors import SettingsError

FILE = "vanmach.toml"
PREFIX = "VANMACH_"
DEFAULT_WORKSPACE = ".vanmach/kho"
YES = frozenset({"1", "true", "yes", "on", "có", "co", "bật", "bat"})
NO = frozenset({"0", "false", "no", "off", "không", "khong", "tắt", "tat"})

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table. `choices` are the only values allowed, `low`/`high` the bounds of a number, both included."""

    name: str
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting("workspace", DEFAULT_WORKSPACE, "Thư mục kho dữ liệu."),
    Setting("host", "127.0.0.1", "Địa chỉ mà máy chủ lắng nghe; 0.0.0.0 để cả mạng nội bộ truy cập."),
    Setting("port", 8000, "Cổng của máy chủ; nếu đã có chương trình khác dùng thì lấy cổng trống kế tiếp.", low=0, high=65535),
    Setting("base_path", "", "Đường dẫn gốc khi đứng sau máy chủ ủy quyền, ví dụ /vanmach; để trống nếu ở gốc."),
    Setting("organisation", "", "Tên cơ quan in ở đầu mọi trang."),
    Setting("encoder", "", "Mô hình mã hóa: để trống là mô hình kèm theo, hoặc thư mục, hoặc tên mô hình sentence-transformers."),
    Setting("query_prefix", "", "Đoạn chữ đặt trước câu tìm khi mã hóa, nếu mô hình cần (ví dụ “query: ”)."),
    Setting("passage_prefix", "", "Đoạn chữ đặt trước mỗi đoạn văn khi mã hóa, nếu mô hình cần (ví dụ “passage: ”)."),
    Setting(
        "reranker", "", "Mô hình xếp lại kết quả đầu (cross-encoder của sentence-transformers): tên hoặc thư mục; để trống là tắt."
    ),
    Setting("graph", "embedded", "Nơi đọc đồ thị: embedded (trong kho dữ liệu) hoặc neo4j.", choices=("embedded", "neo4j")),
    Setting("neo4j_uri", "bolt://127.0.0.1:7687", "Địa chỉ máy chủ Neo4j (bolt://, neo4j://, bolt+s://, neo4j+s://)."),
    Setting("neo4j_user", "neo4j", "Tên đăng nhập Neo4j."),
    Setting("neo4j_password", "", "Mật khẩu Neo4j; nên đặt bằng biến môi trường.", secret=True),
    Setting("neo4j_database", "neo4j", "Tên cơ sở dữ liệu trong Neo4j."),
    Setting("neo4j_encrypted", False, "Mã hóa đường truyền tới Neo4j khi địa chỉ chưa nói rõ (+s)."),
    Setting(
        "neo4j_trust", "", "Tệp chứng thư gốc (PEM) để tin máy chủ Neo4j; all để nhận cả chứng thư tự ký; trống là của hệ thống."
    ),
    Setting("neo4j_timeout", 10.0, "Số giây chờ Neo4j trả lời trước khi báo lỗi.", low=0.1, high=600),
    Setting("lineage_depth", 5, "Số bậc của lược đồ khi người dùng không nêu.", low=1, high=20),
    Setting("lineage_limit", 500, "Số nút nhiều nhất của một lược đồ.", low=1, high=100000),
    Setting("due_days", 30, "Nhiệm vụ còn từng này ngày nữa là hết hạn thì xếp vào “sắp đến hạn”.", low=0, high=366),
    Setting("suggestions", True, "Gợi ý ngay khi gõ trong ô tìm kiếm (trang vẫn dùng được khi tắt)."),
    Setting("phrasing_url", "", "Điểm cuối chat/completions kiểu OpenAI để diễn đạt lại câu trả lời; để trống là tắt."),
    Setting("phrasing_model", "", "Tên mô hình dùng ở phrasing_url."),
    Setting("phrasing_timeout", 5.0, "Số giây chờ phrasing_url; quá thì giữ câu trả lời dựng sẵn.", low=0.1, high=60),
    Setting("metrics", True, "Mở số liệu vận hành cho Prometheus tại /metrics."),
    Setting("access_log", False, "Ghi lại từng lượt truy cập ra màn hình máy chủ."),
)
_TABLE: Mapping[str, Setting] = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force; the fields are the rows of `SETTINGS`."""

    workspace: str = DEFAULT_WORKSPACE
    host: str = "127.0.0.1"
    port: int = 8000
    base_path: str = ""
    organisation: str = ""
    encoder: str = ""
    query_prefix: str = ""
    passage_prefix: str = ""
    reranker: str = ""
    graph: Literal["embedded", "neo4j"] = "embedded"
    neo4j_uri: str = "bolt://127.0.0.1:7687"
    neo4j_user: str = "neo4j"
    neo4j_password: str = ""
    neo4j_database: str = "neo4j"
    neo4j_encrypted: bool = False
    neo4j_trust: str = ""
    neo4j_timeout: float = 10.0
    lineage_depth: int = 5
    lineage_limit: int = 500
    due_days: int = 30
    suggestions: bool = True
    phrasing_url: str = ""
    phrasing_model: str = ""
    phrasing_timeout: float = 5.0
    metrics: bool = True
    access_log: bool = False

    @property
    def folder(self) -> Path:
        return Path(self.workspace)


def load_settings(
    workspace: str | Path | None = None, environment: Mapping[str, str] | None = None, **given: Value | None
) -> Settings:
    """The settings for a workspace. `given` wins over the environment, the environment over the workspace's `vanmach.toml`.

    Values of None count as not given. Raises SettingsError.
    """
    environment = os.environ if environment is None else environment
    from_environment = _from_environment(environment)
    folder = workspace if workspace is not None else from_environment.get("workspace", DEFAULT_WORKSPACE)
    values = {**_from_file(Path(str(folder)) / FILE), **from_environment}
    values.update({name: _read(name, value, "tham số") for name, value in given.items() if value is not None})
    values["workspace"] = str(folder)
    return _tidy(replace(Settings(), **values))


def describe(settings: Settings) -> list[tuple[Setting, Value]]:
    """Every row of the table with the value in force; secrets are masked."""
    rows: list[tuple[Setting, Value]] = []
    for setting in SETTINGS:
        value = getattr(settings, setting.name)
        rows.append((setting, "••••" if setting.secret and value else value))
    return rows


def _from_file(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    try:
        content = tomllib.loads(file.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"Tệp cài đặt {file} viết sai: {error}") from error
    if "workspace" in content:
        raise SettingsError(
            f"{file}: “workspace” không đặt được trong chính kho dữ liệu; hãy dùng --workspace hoặc VANMACH_WORKSPACE."
        )
    return {name: _read(name, value, str(file)) for name, value in content.items()}


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    named = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items() if name.startswith(PREFIX)}
    return {name: _read(name, value, PREFIX + name.upper()) for name, value in named.items() if name != "shared"}


def _read(name: str, value: object, where: str) -> Value:
    setting = _TABLE.get(name)
    if setting is None:
        raise SettingsError(f"{where}: không có cài đặt nào tên “{name}”. Các cài đặt: {', '.join(_TABLE)}.")
    kind = type(setting.default)
    if kind is bool:
        return _boolean(name, value, where)
    if kind is str:
        if not isinstance(value, str):
            raise SettingsError(f"{where}: “{name}” phải là chuỗi chữ, không phải {value!r}.")
        if setting.choices and value not in setting.choices:
            raise SettingsError(f"{where}: “{name}” chỉ nhận {' hoặc '.join(setting.choices)}, không nhận “{value}”.")
        return value
    return _number(setting, value, where)


def _boolean(name: str, value: object, where: str) -> bool:
    if isinstance(value, bool):
        return value
    word = value.strip().lower() if isinstance(value, str) else None
    if word in YES:
        return True
    if word in NO:
        return False
    raise SettingsError(f"{where}: “{name}” là có hay không? Hãy ghi true hoặc false, không phải {value!r}.")


def _number(setting: Setting, value: object, where: str) -> Value:
    kind = type(setting.default)
    if isinstance(value, bool) or not isinstance(value, (int, float, str)) or (kind is int and isinstance(value, float)):
        raise SettingsError(f"{where}: “{setting.name}” phải là số, không phải {value!r}.")
    try:
        number: int | float = int(value) if kind is int else float(value)
    except ValueError as error:
        raise SettingsError(f"{where}: “{setting.name}” phải là số, không phải “{value}”.") from error
    low, high = setting.low, setting.high
    if not (low is None or number >= low) or not (high is None or number <= high):
        raise SettingsError(f"{where}: “{setting.name}” phải từ {low:g} đến {high:g}, không phải {number:g}.")
    return number


def _tidy(settings: Settings) -> Settings:
    """The base path with one slash before it and none after."""
    base = settings.base_path.strip("/")
    if any(character in base for character in "?#% \\"):
        raise SettingsError(f"“base_path” không được chứa dấu cách, ?, #, % hay \\: “{settings.base_path}”.")
    return replace(settings, base_path=f"/{base}" if base else "")


assert [setting.name for setting in SETTINGS] == [field.name for field in fields(Settings)]

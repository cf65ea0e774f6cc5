"""What the command-line library says by itself, in Vietnamese: usage, headings, help option, wrong usage."""

from __future__ import annotations

from typing import Any

from typer import Abort, BadParameter
from typer.core import TyperCommand, TyperGroup

__all__ = ["Abort", "Command", "Group", "UsageError", "wrong_usage"]
UsageError: type[Exception] = BadParameter.__bases__[0]
"""The library's error for a wrong call; it has no public name of its own."""
HELP = "Xem hướng dẫn này rồi thoát."


class _Worded:
    """Mixed into commands and groups."""

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = HELP
        return option

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", "Cách dùng:").replace("[OPTIONS]", "[TÙY CHỌN]").replace("COMMAND [ARGS]...", "LỆNH ...")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils

        rich_utils.OPTIONS_PANEL_TITLE, rich_utils.ARGUMENTS_PANEL_TITLE = "Tùy chọn", "Tham số"
        rich_utils.REQUIRED_LONG_STRING, rich_utils.DEFAULT_STRING = "[bắt buộc]", "[mặc định: {}]"
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_Worded, TyperCommand):
    pass


class Group(_Worded, TyperGroup):
    pass


def wrong_usage(error: Any) -> str:
    """What is wrong with a call (a `UsageError`), in one Vietnamese sentence."""
    parameter = getattr(error, "param", None)
    name = _name(parameter) if parameter is not None else "tham số"
    message = str(error.message)
    match type(error).__name__:
        case "MissingParameter":
            return f"Thiếu {name}."
        case "NoSuchOption":
            return f"Không có tùy chọn {error.option_name}."
        case "BadParameter":
            return f"Giá trị của {name} không hợp lệ: {message}"
    if message.startswith("No such command"):
        return f"Không có lệnh {message.removeprefix('No such command').strip(' .')}."
    if message.startswith("Got unexpected extra argument"):
        return f"Thừa tham số: {message.rpartition('(')[2].rstrip(').')}."
    return message


def _name(parameter: Any) -> str:
    option = " / ".join(parameter.opts)
    return option if option.startswith("-") else getattr(parameter, "metavar", None) or option

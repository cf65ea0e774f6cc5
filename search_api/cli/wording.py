"""What the command-line library says by itself, in Vietnamese: usage, headings, help option, wrong usage."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from typer import Abort, BadParameter
from typer.core import TyperCommand, TyperGroup

__all__ = ["Abort", "Command", "Group", "UsageError", "wrong_usage"]
UsageError: type[Exception] = BadParameter.__bases__[0]
"""The library's error for a wrong call; it has no public name of its own."""
BRACES = re.compile(r"\{([^}]*)\}")
TYPES = {"bool": "", "str": "CHỮ", "int": "SỐ", "path": "TỆP"}
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
        usage = usage.replace("Usage:", "Cách dùng:").replace("[OPTIONS]", "[TÙY CHỌN]").replace("COMMAND [ARGS]...", "LỆNH ...")
        return BRACES.sub(r"\1", usage).replace("......", "...")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from typer import rich_utils

        rich_utils.OPTIONS_PANEL_TITLE, rich_utils.ARGUMENTS_PANEL_TITLE = "Tùy chọn", "Tham số"
        rich_utils.COMMANDS_PANEL_TITLE = "Lệnh"
        rich_utils.REQUIRED_LONG_STRING, rich_utils.DEFAULT_STRING = "[bắt buộc]", "[mặc định: {}]"
        for parameter in self.get_params(ctx):  # type: ignore[attr-defined]
            parameter.display_type_rich = partial(_type_of, parameter.display_type_rich)
        super().format_help(ctx, formatter)  # type: ignore[misc]


def _type_of(shown: Callable[..., str | None], *arguments: Any, **named: Any) -> str | None:
    """The kind of value that a parameter takes, in Vietnamese; nothing for a switch."""
    text = shown(*arguments, **named)
    if text is None:
        return None
    name = text.strip("<>").removeprefix("list[").removesuffix("]").split()[0]
    return TYPES.get(name.lower(), name)


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
        case "BadOptionUsage":
            return f"Tùy chọn {error.option_name} còn thiếu giá trị."
        case "BadParameter":
            return f"Giá trị của {name} không hợp lệ: {_reason(message)}."
    if message.startswith("No such command"):
        return f"Không có lệnh {message.removeprefix('No such command').strip(' .')}."
    if message.startswith("Got unexpected extra argument"):
        return f"Thừa tham số: {message.rpartition('(')[2].rstrip(').')}."
    return message


REASONS = (
    (re.compile(r"greater than or equal to (\S+)"), r"phải từ \1 trở lên"),
    (re.compile(r"less than or equal to (\S+)"), r"nhiều nhất là \1"),
    (re.compile(r"valid integer"), "phải là số nguyên"),
    (re.compile(r"is not one of (.+)"), r"chỉ nhận \1"),
)


def _reason(message: str) -> str:
    for pattern, words in REASONS:
        found = pattern.search(message)
        if found:
            return found.expand(words).rstrip(".")
    return message.rstrip(".")


def _name(parameter: Any) -> str:
    option = " / ".join(parameter.opts)
    return option if option.startswith("-") else (getattr(parameter, "metavar", None) or option).rstrip(".")

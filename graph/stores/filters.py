"""What a question to a store may be: conditions checked against `INDEXED`, cursors that mean the same in every store."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Literal

from graph.errors import BadCursorError
from graph.store import INDEXED, NodeFilter, Order, Scalar, Where
from graph.stores.codec import LONGEST

_OPERATORS = {
    "text": {"=", "in", "<", "<=", ">", ">=", "prefix"},
    "number": {"=", "in", "<", "<=", ">", ">="},
    "list": {"contains"},
}
_TYPES: dict[str, tuple[type, ...]] = {"text": (str,), "number": (int, float), "list": (str,)}

LARGEST = 2**53
"""No property is larger; a database would not take it."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page ended: the value ordered by (None = missing, or ordered by key alone) and the key."""

    value: Scalar
    key: str


def check(filter: NodeFilter, order: Order, limit: int) -> None:
    """ValueError if a condition or the order names no indexed property, or asks it what its type cannot answer."""
    if limit < 1:
        raise ValueError("số mục một trang phải từ 1 trở lên")
    shapes = INDEXED[filter.kind]
    for where in filter.where:
        _check_where(where, shapes.get(where.property))
    if order.property is not None and shapes.get(order.property) not in {"text", "number"}:
        raise ValueError(f"không sắp xếp được theo {order.property!r}")


def _check_where(where: Where, shape: Literal["text", "number", "list"] | None) -> None:
    if shape is None:
        raise ValueError(f"không lọc được theo {where.property!r}")
    if where.operator not in _OPERATORS[shape]:
        raise ValueError(f"{where.property!r} không có phép so {where.operator!r}")
    if isinstance(where.value, tuple) and where.operator not in {"in", "contains"}:
        raise ValueError(f"phép so {where.operator!r} chỉ nhận một giá trị")
    for value in values(where):
        missing = value is None and where.operator in {"=", "in"}
        if not missing and not isinstance(value, _TYPES[shape]):
            raise ValueError(f"giá trị {value!r} không hợp với {where.property!r}")


def values(where: Where) -> tuple[Scalar, ...]:
    """The values of a condition as the stores keep them: truth values as numbers, endless texts cut."""
    given = where.value if isinstance(where.value, tuple) else (where.value,)
    return tuple(_kept(value, whole=where.operator == "contains") for value in given)


def _kept(value: Scalar, *, whole: bool) -> Scalar:
    if isinstance(value, bool):
        return int(value)
    return value[:LONGEST] if isinstance(value, str) and not whole else value


def after_prefix(prefix: str) -> str | None:
    """The first text, in code point order, after all that begin with `prefix`; None if there is none."""
    for position in range(len(prefix) - 1, -1, -1):
        code = ord(prefix[position])
        if code < 0x10FFFF:
            following = 0xE000 if code == 0xD7FF else code + 1
            return prefix[:position] + chr(following)
    return None


def write_cursor(position: Position) -> str:
    """The cursor of a page that ended at `position`."""
    packed = json.dumps([position.value, position.key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> Position | None:
    """The position that a cursor stands for; raises BadCursorError if it was not written here."""
    if cursor is None:
        return None
    try:
        value, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode())
        position = Position(value, key)
        written = _is_position(value, key) and write_cursor(position) == cursor
    except (binascii.Error, ValueError, TypeError) as error:
        raise BadCursorError(cursor) from error
    if not written:
        raise BadCursorError(cursor)
    return position


def _is_position(value: object, key: object) -> bool:
    if isinstance(value, (int, float)):
        return isinstance(key, str) and abs(value) <= LARGEST
    return isinstance(key, str) and isinstance(value, (str, type(None)))

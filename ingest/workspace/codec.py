"""Records to JSON and back: dataclasses become objects, tuples lists. Decoders are built once for each type from its annotations."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from graph.records import to_json

R = TypeVar("R")
Decoder = Callable[[Any], Any]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumps(record: Any) -> str:
    """A record as one line of JSON, not escaped, without blanks."""
    return _ENCODER.encode(to_json(record))


def loads(cls: type[R], text: str) -> R:
    """The record of type `cls` that `dumps` wrote. Unknown fields are refused by the type itself."""
    return decode(cls, json.loads(text))


def decode(cls: type[R], value: Mapping[str, Any]) -> R:
    """A record of type `cls` from JSON values; fields that `cls` does not have are left out."""
    kind: Any = cls
    record: R = _decoder(kind)(value if type(value) is dict else dict(value))
    return record


@cache
def _decoder(kind: Any) -> Decoder:
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = [_decoder(a) for a in arguments if a is not type(None) and _is_structured(a)]
        return _optional(inner[0]) if inner else _identity
    if origin is tuple:
        item = _decoder(arguments[0])
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return lambda values: tuple(map(item, values))
        return tuple
    if origin is Sequence or origin in (list, typing.get_origin(Sequence[int])):
        return tuple
    return _identity


def _is_structured(kind: Any) -> bool:
    return is_dataclass(kind) or typing.get_origin(kind) is tuple


def _identity(value: Any) -> Any:
    return value


def _optional(inner: Decoder) -> Decoder:
    return lambda value: None if value is None else inner(value)


def _dataclass_decoder(cls: type[Any]) -> Decoder:
    hints = typing.get_type_hints(cls)
    decoders = {f.name: _decoder(hints[f.name]) for f in fields(cls)}

    def decode_object(value: Mapping[str, Any]) -> Any:
        return cls(**{name: decode(value[name]) for name, decode in decoders.items() if name in value})

    return decode_object

"""Frozen dataclasses as plain JSON values and back, by their own fields: what a review knew of a ship is kept and shown later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from offing.report.as_json import plain as plain_value

T = TypeVar("T")


def plain(value: Any) -> Any:
    """`{field: value}` of a dataclass, lists of sequences, ISO text of days; fields at their type's own default stay."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return plain_value(value)


def made(kind: type[T], told: Any) -> T:
    """The dataclass that `plain` gave. Raises KeyError, TypeError or ValueError for anything else."""
    return kind(**{name: _value(hint, told[name]) for name, hint in _hints(kind)})  # type: ignore[arg-type]


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in fields(kind))


def _value(hint: Any, told: Any) -> Any:
    if isinstance(hint, type):
        if is_dataclass(hint):
            return made(hint, told)
        if issubclass(hint, date):
            return date.fromisoformat(told)
        return told
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        one = [h for h in inner if h is not NoneType]
        return None if told is None else _value(one[0], told) if len(one) == 1 else _several(told)
    if origin is tuple:
        many = inner[0] if len(inner) == 2 and inner[1] is Ellipsis else None
        each = [many] * len(told) if many is not None else inner
        return tuple(_value(h, t) for h, t in zip(each, told, strict=True))
    if origin is Mapping:
        return {key: _value(inner[1], item) for key, item in told.items()}
    if origin is Literal:
        return told
    return _several(told)


def _several(told: Any) -> Any:
    """Of a field that may hold values of several kinds: lists were tuples."""
    return tuple(told) if isinstance(told, list) else told

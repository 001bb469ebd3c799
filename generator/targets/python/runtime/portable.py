"""What JSON text can say, and the other end can't hold: the same for every protocol."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

MAX_SAFE_INTEGER = 2**53 - 1
MAX_DEPTH = 512

# Up to here JavaScript writes all digits of a whole number, beyond the safe ones
# with digits that may not be its own.
_WRITTEN_OUT = 1e21

# Every digit as a zero: in such a text a number that may be too long is found at once.
_zeros = bytes.maketrans(b"123456789", b"000000000")
_long = b"0" * 16
_exponent = b"0e00"

_strings = re.compile(rb'"(?:[^"\\]|\\.)*"')
_brackets = re.compile(rb"[\[\]{}]")


def require_portable(frame: Any, data: bytes, read: object) -> None:
    """Refuse a frame whose text the other end would not read as what it is.

    That of typed fields is for their types to say. ``read`` is what the text is
    read as here, which is not equal to the frame where that has a NaN.
    """
    # Each level takes two characters.
    if len(data) > 2 * MAX_DEPTH and _depth(data) > MAX_DEPTH:
        raise msgspec.ValidationError(f"Expected nesting of at most {MAX_DEPTH} levels")
    declared: Any = type(frame)
    if _has_free_values(declared):
        if read != frame:
            _require_numbers(frame)
        digits = data.translate(_zeros)
        may_be_long = _long in digits or _exponent in digits
        # Most of what looks so is a text, or a number with a fraction. What was read
        # has lists and dicts only, whatever the frame has.
        if may_be_long and _is_long(msgspec.to_builtins(read)):
            _require_numbers(read)


@cache
def _has_free_values(declared: Any) -> bool:
    """Tell whether there is anything in a struct that no type says anything of."""
    seen: set[type] = set()

    def look(one: inspect.Type) -> bool:
        if isinstance(one, inspect.StructType):
            if one.cls in seen:
                return False
            seen.add(one.cls)
            return any(look(field.type) for field in one.fields)
        return isinstance(one, inspect.AnyType) or any(map(look, _types_in(one)))

    return look(_info(declared))


@cache
def _info(struct: Any) -> inspect.StructType:
    """Say what a struct is made of, which takes msgspec long to find out."""
    found = inspect.type_info(struct)
    assert isinstance(found, inspect.StructType)
    return found


def _types_in(declared: inspect.Type) -> Sequence[inspect.Type]:
    if isinstance(declared, inspect.Metadata):
        return (declared.type,)
    if isinstance(declared, inspect.UnionType):
        return declared.types
    if isinstance(declared, inspect.DictType):
        return (declared.value_type,)
    if isinstance(declared, inspect.ListType):
        return (declared.item_type,)
    return declared.item_types if isinstance(declared, inspect.TupleType) else ()


def _is_long(value: Any) -> bool:
    """Tell whether there is a number in a value that has more digits than are safe."""
    pending = [value]  # Python calls no function in itself as often as values may nest
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            pending.extend(one.values())
        elif isinstance(one, (list, tuple)):
            pending.extend(one)
        elif (
            isinstance(one, (int, float))
            and not -MAX_SAFE_INTEGER <= one <= MAX_SAFE_INTEGER
        ):
            return True
    return False


def _require_numbers(frame: Any) -> None:
    declared: Any = type(frame)
    for path, value in _free_values(frame, _info(declared), "$"):
        _require_number(path, value)


def _require_number(path: str, value: object) -> None:
    if isinstance(value, float):
        size = abs(value)
        is_sure = size <= MAX_SAFE_INTEGER or size >= _WRITTEN_OUT or size % 1 != 0
        if not math.isfinite(value) or not is_sure:
            raise msgspec.ValidationError(
                f"Expected a number that both ends can hold - at `{path}`"
            )
    elif isinstance(value, int) and abs(value) > MAX_SAFE_INTEGER:
        raise msgspec.ValidationError(
            f"Expected `int` within ±(2^53 - 1) - at `{path}`"
        )


def _free_values(
    value: Any, declared: inspect.Type, path: str
) -> Iterator[tuple[str, object]]:
    """Find the values that no type says anything of, with their paths."""
    if isinstance(declared, inspect.Metadata):
        yield from _free_values(value, declared.type, path)
    elif isinstance(declared, inspect.AnyType):
        yield from _parts(value, path)
    elif isinstance(declared, inspect.UnionType):
        fitting = [one for one in declared.types if _may_be(value, one)]
        for one in fitting:
            yield from _free_values(value, one, path)
    elif isinstance(declared, inspect.StructType):
        if isinstance(value, declared.cls):
            for field in _info(type(value)).fields:
                member = getattr(value, field.name)
                if member is not msgspec.UNSET:
                    step = f"{path}.{field.encode_name}"
                    yield from _free_values(member, field.type, step)
    elif isinstance(declared, inspect.DictType):
        for name, member in value.items():
            yield from _free_values(member, declared.value_type, f"{path}.{name}")
    elif isinstance(declared, inspect.ListType):
        for index, element in enumerate(value):
            yield from _free_values(element, declared.item_type, f"{path}[{index}]")
    elif isinstance(declared, inspect.TupleType):
        for index, (element, item) in enumerate(
            zip(value, declared.item_types, strict=False)
        ):
            yield from _free_values(element, item, f"{path}[{index}]")


def _may_be(value: object, declared: inspect.Type) -> bool:
    if isinstance(declared, inspect.Metadata):
        return _may_be(value, declared.type)
    if isinstance(declared, inspect.DictType):
        return isinstance(value, dict)
    if isinstance(declared, (inspect.ListType, inspect.TupleType)):
        return isinstance(value, (list, tuple))
    return isinstance(declared, (inspect.AnyType, inspect.StructType))


def _parts(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _parts(member, f"{path}.{name}")
    elif isinstance(value, (list, tuple)):
        for index, element in enumerate(value):
            yield from _parts(element, f"{path}[{index}]")
    else:
        yield path, value


def _depth(data: bytes) -> int:
    """Count how deep arrays and objects are nested in a text, at most."""
    brackets = data.count(b"[") + data.count(b"{")
    if brackets <= MAX_DEPTH:
        return brackets
    level = deepest = 0
    for bracket in _brackets.findall(_strings.sub(b"", data)):
        level += 1 if bracket in b"[{" else -1
        deepest = max(deepest, level)
    return deepest

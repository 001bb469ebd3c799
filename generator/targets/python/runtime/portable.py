"""What JSON text can say, and the other end can't hold: the same for every protocol."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from ._json import is_array, is_object
from ._words import shown

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


def require_portable(frame: object, data: bytes, read: object) -> None:
    """Refuse a frame whose text the other end would not read as what it is.

    ``read`` is what the text is read as here. JSON has no words for NaN, bytes or
    sets: msgspec writes them as something else, which is then not equal to the frame.
    """
    # Each level takes two characters.
    if len(data) > 2 * MAX_DEPTH and _depth(data) > MAX_DEPTH:
        raise msgspec.ValidationError(f"Expected nesting of at most {MAX_DEPTH} levels")
    if read != frame:
        _require_same(frame, read)
    declared: Any = type(frame)
    if has_any(declared, inspect.AnyType):
        digits = data.translate(_zeros)
        may_be_long = _long in digits or _exponent in digits
        # Most of what looks so is a text, or a number with a fraction. What was read
        # has lists and dicts only, whatever the frame has.
        if may_be_long and _is_long(msgspec.to_builtins(read)):
            _require_same(read, read)


def require_finite(frame: object, data: bytes) -> None:
    """Refuse NaN and infinities in a frame: its text has null in their places."""
    if b"null" not in data:
        return
    for place in _leaves(frame, frame):
        if isinstance(place.given, float) and not math.isfinite(place.given):
            raise msgspec.ValidationError(
                f"Expected a finite number, got {place.given} - at `{place.path}`"
            )


@cache
def has_any(struct: Any, kind: type[inspect.Type]) -> bool:
    """Tell whether a struct, or one in it, has values of a kind of type."""
    seen: set[type] = set()

    def look(one: inspect.Type) -> bool:
        if isinstance(one, inspect.StructType):
            if one.cls in seen:
                return False
            seen.add(one.cls)
            return any(look(field.type) for field in one.fields)
        return isinstance(one, kind) or any(map(look, _types_in(one)))

    return look(_info(struct))


@cache
def _info(struct: Any) -> inspect.Type:
    """Say what a struct is made of, which takes msgspec long to find out."""
    return inspect.type_info(struct)


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
        if is_object(one):
            pending.extend(one.values())
        elif is_array(one):
            pending.extend(one)
        elif (
            isinstance(one, (int, float))
            and not -MAX_SAFE_INTEGER <= one <= MAX_SAFE_INTEGER
        ):
            return True
    return False


class _Place(NamedTuple):
    """A place in a frame: what is there, what that is read as, and what may be there."""

    given: Any
    read: Any
    declared: inspect.Type
    path: str


def _require_same(frame: object, read: object) -> None:
    """Ask of typed values to be what they are read as, and of others to be portable."""
    for place in _leaves(frame, read):
        if _is_free(place):
            _require_number(place.path, place.given)
        elif place.given != place.read:
            raise msgspec.ValidationError(
                "Expected a value that is read as it is written, "
                f"got {shown(place.given)} - at `{place.path}`"
            )


def _leaves(frame: object, read: object) -> Iterator[_Place]:
    """Find the places in a frame that have no parts, or others than were read."""
    declared: Any = type(frame)
    # Python calls no function in itself as often as values may nest.
    pending = [_Place(frame, read, _info(declared), "$")]
    while pending:
        place = pending.pop()
        parts = _free_parts(place) if _is_free(place) else _typed_parts(place)
        if parts is None:
            yield place
        else:
            pending.extend(reversed(parts))


def _is_free(place: _Place) -> bool:
    """Tell whether no type says anything of what is there."""
    return isinstance(place.declared, inspect.AnyType)


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


def _typed_parts(place: _Place) -> list[_Place] | None:
    """Give the parts of a value; nothing where it has none, or others than were read."""
    given, read, declared, path = place
    if isinstance(declared, inspect.Metadata):
        return [place._replace(declared=declared.type)]
    if isinstance(declared, inspect.UnionType):
        fitting = [one for one in declared.types if _holds(one, read)]
        return [place._replace(declared=one) for one in fitting[:1]] or None
    if read is msgspec.UNSET or not isinstance(given, type(read)):
        return None
    if isinstance(declared, inspect.StructType) and type(given) is type(read):
        return [
            _Place(
                getattr(given, field.name),
                getattr(read, field.name),
                field.type,
                f"{path}.{field.encode_name}",
            )
            for field in declared.fields
        ]
    if isinstance(declared, inspect.DictType) and given.keys() == read.keys():
        return [
            _Place(member, read[name], declared.value_type, f"{path}.{name}")
            for name, member in given.items()
        ]
    if isinstance(declared, inspect.ListType):
        return _items(place, [declared.item_type] * len(given))
    if isinstance(declared, inspect.TupleType):
        return _items(place, declared.item_types)
    return None


def _items(place: _Place, types: Sequence[inspect.Type]) -> list[_Place] | None:
    if len(place.given) != len(place.read):
        return None
    elements = zip(place.given, place.read, types, strict=True)
    return [
        _Place(given, read, declared, f"{place.path}[{index}]")
        for index, (given, read, declared) in enumerate(elements)
    ]


def _holds(declared: inspect.Type, read: object) -> bool:
    """Tell whether a value with parts was read as this member of a union."""
    if isinstance(declared, inspect.Metadata):
        return _holds(declared.type, read)
    if isinstance(declared, inspect.StructType):
        return isinstance(read, declared.cls)
    if isinstance(declared, inspect.DictType):
        return isinstance(read, dict)
    if isinstance(declared, inspect.ListType):
        return isinstance(read, list)
    return isinstance(declared, inspect.TupleType) and isinstance(read, tuple)


def _free_parts(place: _Place) -> list[_Place] | None:
    given, _, declared, path = place
    if is_object(given):
        return [
            _Place(member, None, declared, f"{path}.{name}")
            for name, member in given.items()
        ]
    if is_array(given):
        return [
            _Place(element, None, declared, f"{path}[{index}]")
            for index, element in enumerate(given)
        ]
    return None


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

"""Writes random frames with a generated package, for the other end to read.

    python emit.py FOLDER PACKAGE SEED COUNT

Structs are made of everything that their annotations allow, and of some things
that only a careless program would put there: msgspec does not look when a struct
is made. What ``encode_frame`` does not refuse is printed, the hex of one frame a
line; the last line says how many were refused.
"""

from __future__ import annotations

import datetime
import decimal
import importlib
import sys
import uuid
from collections.abc import Callable
from random import Random
from typing import Any

import msgspec
from msgspec import inspect as types

TEXTS = [
    "",
    "a",
    "é",
    "日本",
    "😀",
    '"\\/',
    "\n\t\x00\x1f\x7f",
    "\u2028",
    "\ufeff",
    "a" * 300,
]
BAD_TEXTS = ["\ud800", "a\udc00b", "\udc00\ud800"]
INTEGERS = [0, 1, -1, 255, 2**31, 2**53 - 1, -(2**53) + 1]
WIDE_INTEGERS = [
    2**53,
    -(2**53),
    2**63 - 1,
    2**63,
    -(2**63),
    2**64 - 1,
    2**64,
    10**30,
    -(10**400),
]
FLOATS = [0.0, -0.0, 0.5, 1e-7, 1.5e-5, 1e15, 5e-324, 1.7976931348623157e308]
ODD_FLOATS = [
    9007199254740992.0,
    1e16,
    1e17,
    1e20,
    1e21,
    1e22,
    float("nan"),
    float("inf"),
    -float("inf"),
]
OTHERS: list[Any] = [
    (1, "a"),
    {1},
    frozenset(["a"]),
    b"bytes",
    bytearray(b"a"),
    memoryview(b"a"),
    datetime.datetime(2025, 3, 14, tzinfo=datetime.timezone.utc),
    datetime.date(2025, 3, 14),
    datetime.timedelta(seconds=1),
    decimal.Decimal("1E+400"),
    uuid.UUID(int=0),
    object(),
    msgspec.UNSET,
    msgspec.Raw(b"1e17"),
    msgspec.Raw(b"[9007199254740993]"),
    {2**64},
    msgspec.Raw(b"{"),
    int,
]


class Draw:
    """Draws values of types, now and then one that is not of them."""

    def __init__(self, random: Random, oddity: float) -> None:
        """Take how often a value is one that no careful program has."""
        self._random = random
        self._oddity = oddity

    def of(self, found: types.Type, depth: int = 0) -> Any:
        """A value of a type."""
        if self._is_odd(0.05):
            return self._anything(depth)
        match found:
            case types.Metadata():
                return self.of(found.type, depth)
            case types.UnionType():
                return self.of(self._random.choice(found.types), depth)
            case types.LiteralType():
                return self._random.choice(found.values)
            case types.NoneType():
                return None
            case types.BoolType():
                return self._random.random() < 0.5
            case types.IntType():
                return self._integer(found)
            case types.FloatType():
                return self._number(found)
            case types.StrType():
                return self._text(found)
            case types.CollectionType():
                return self._items(found, lambda: self.of(found.item_type, depth + 1))
            case types.TupleType():
                return tuple(self.of(one, depth + 1) for one in found.item_types)
            case types.DictType():
                items = self._items(found, lambda: self.of(found.value_type, depth + 1))
                return {self._name(): value for value in items}
            case types.StructType():
                return self.struct(found, depth)
            case _:
                return self._anything(depth)

    def struct(self, found: types.StructType, depth: int = 0) -> Any:
        """A struct, some of its optional fields left out."""
        fields = {
            field.name: self.of(field.type, depth + 1)
            for field in found.fields
            if field.required or self._random.random() < 0.6
        }
        return found.cls(**fields)

    def _is_odd(self, share: float = 1.0) -> bool:
        return self._random.random() < self._oddity * share

    def _integer(self, found: types.IntType) -> int:
        if self._is_odd():
            return self._random.choice(WIDE_INTEGERS)
        limits = [one for one in (found.ge, found.le) if one is not None]
        return self._random.choice([*INTEGERS, *limits])

    def _number(self, found: types.FloatType) -> float:
        if self._is_odd():
            return self._random.choice(ODD_FLOATS)
        limits = [one for one in (found.ge, found.le) if one is not None]
        plain = [*FLOATS, self._random.uniform(-1e6, 1e6), *limits]
        # The type checkers of Python take an integer for a float.
        return self._random.choice([*plain, self._random.randrange(1000)])

    def _text(self, found: types.StrType) -> str:
        if self._is_odd():
            return self._random.choice(BAD_TEXTS)
        text = self._random.choice(TEXTS)
        least, most = found.min_length or 0, found.max_length or 1000
        return (text + "x" * max(0, least - len(text)))[:most]

    def _items(self, found: Any, draw: Callable[[], Any]) -> list[Any]:
        least, most = found.min_length or 0, found.max_length or 1000
        return [draw() for _ in range(min(most, least + self._random.randrange(3)))]

    def _name(self) -> Any:
        if self._is_odd():
            return self._random.choice([1, 2.5, None, (1, 2), *BAD_TEXTS])
        return self._random.choice([*TEXTS, "1", "__proto__", "kind"])

    def _anything(self, depth: int) -> Any:
        chance = self._random.random()
        if depth < 6 and chance < 0.25:
            return [self._anything(depth + 1) for _ in range(self._random.randrange(3))]
        if depth < 6 and chance < 0.5:
            names = self._random.sample(
                ["a", "id", "é", "", "1", "__proto__", "kind"], 2
            )
            return {name: self._anything(depth + 1) for name in names}
        if self._is_odd(0.1):
            return self._deep(
                self._random.choice([500, 505, 508, 509, 510, 511, 512, 513, 600, 2000])
            )
        if self._is_odd():
            return self._random.choice(
                [*OTHERS, *ODD_FLOATS, *WIDE_INTEGERS, *BAD_TEXTS]
            )
        return self._random.choice([*INTEGERS, *FLOATS, *TEXTS, None, True, False])

    def _deep(self, levels: int) -> Any:
        value: Any = 1
        is_list = self._random.random() < 0.5
        for _ in range(levels):
            value = [value] if is_list else {"a": value}
        return value


def main(folder: str, name: str, seed: str, count: str) -> None:
    """Write so many frames."""
    sys.path.insert(0, folder)
    package = importlib.import_module(name)
    found = types.type_info(package.Frame)
    structs = found.types if isinstance(found, types.UnionType) else (found,)
    random = Random(seed)
    refused = 0
    for number in range(int(count)):
        # Half of the frames have nothing in them that is odd.
        draw = Draw(random, 0.0 if number % 2 else 0.15)
        struct = random.choice(structs)
        assert isinstance(struct, types.StructType)
        try:
            # Some of what annotations can't say is checked when a struct is made.
            print(package.encode_frame(draw.struct(struct)).hex())
        except (msgspec.MsgspecError, TypeError, ValueError, RecursionError):
            refused += 1
    print(refused)


if __name__ == "__main__":
    main(*sys.argv[1:])

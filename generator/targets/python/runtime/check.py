"""What schemas ask and msgspec does not: checks of plain JSON values.

The same for every protocol. A check takes a value and raises ``CheckError``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import msgspec

from ._json import is_array, is_object
from ._words import shown

Check: TypeAlias = Callable[[Any], None]
PropertyCheck: TypeAlias = Callable[[str, Any, Collection[str]], None]

# The segments of a path, the last one first.
_Path: TypeAlias = "tuple[_Path, str | int] | None"

MAX_SAFE_INTEGER = 2**53 - 1


class CheckError(ValueError):
    """A value that is not what its schema says."""

    def __init__(self, message: str) -> None:
        """Take what is wrong, in words; the path is told by who goes through a value."""
        super().__init__(message)
        self.path = ""

    def __str__(self) -> str:
        """Say what is wrong, and where in the struct."""
        return f"{self.args[0]} - at `${self.path}`" if self.path else self.args[0]


class _Walk:
    """Goes through a value part by part, each with its check.

    Python calls no function in itself as often as values may nest, so that parts
    wait for their turn.
    """

    def __init__(self, *, is_question: bool) -> None:
        """Take whether a check is but asked about a value, as ``not`` does.

        Then numbers are what they are: that one can't be sent must not turn a no
        into a yes.
        """
        self.is_question = is_question
        self.path: _Path = None
        self.pending: list[tuple[_Path, Check, Any]] = []

    def run(self, check: Check, value: Any) -> None:
        """Check a value and all of its parts."""
        token = _walk.set(self)
        try:
            pending = self.pending
            check(value)
            pending.reverse()
            while pending:
                self.path, inner, part = pending.pop()
                start = len(pending)
                inner(part)
                # The first of its parts is the next one.
                if len(pending) > start + 1:
                    pending[start:] = reversed(pending[start:])
        except CheckError as error:
            error.path = _text_of(self.path)
            raise
        finally:
            _walk.reset(token)


_walk: ContextVar[_Walk] = ContextVar("walk")


def require(struct: msgspec.Struct, check: Check) -> None:
    """Check a struct as the object that it is on the wire."""
    try:
        plain = msgspec.to_builtins(struct)
    except RecursionError:
        raise CheckError("Expected less nesting") from None
    except (TypeError, ValueError) as error:
        # Whoever makes a struct can put anything into it.
        raise CheckError(f"Expected a value that has a JSON text: {error}") from None
    _Walk(is_question=False).run(check, plain)


def passes(check: Check, value: Any) -> bool:
    """Tell whether a check accepts a value, looked at as what is around it."""
    return _accepts(_Walk(is_question=_walk.get().is_question), check, value)


def asks(check: Check, value: Any) -> bool:
    """Tell whether a check accepts a value, be it one that can be sent or not."""
    return _accepts(_Walk(is_question=True), check, value)


def as_written(check: Check) -> Check:
    """Check a frame as it is written: its struct sees to what its numbers are read as."""
    return lambda value: _Walk(is_question=True).run(check, value)


def enter(segment: str | int, check: Check, value: Any) -> None:
    """Put the check of a part in line; it is named where it is refused."""
    walk = _walk.get()
    walk.pending.append(((walk.path, segment), check, value))


def pattern(text: str) -> re.Pattern[str]:
    """Compile a regular expression."""
    return re.compile(text)


def lazy(find: Callable[[], Check]) -> Check:
    """Put off looking up a check that is not there yet."""
    return lambda value: find()(value)


def anything(value: Any) -> None:
    """Accept any value that both ends can hold."""
    if is_number(value):
        _require_exact(value)


def never(value: Any) -> None:
    """Accept nothing."""
    raise CheckError(f"Expected nothing, got `{name_of(value)}`")


def null(value: Any) -> None:
    """Accept ``None``."""
    _expect("null", value, value is None)


def boolean(value: Any) -> None:
    """Accept ``True`` and ``False``."""
    _expect("bool", value, isinstance(value, bool))


def string(limits: Check | None = None) -> Check:
    """Accept strings within limits."""

    def check(value: Any) -> None:
        _expect("str", value, isinstance(value, str))
        if limits:
            limits(value)

    return check


def text_limits(
    min_length: int = 0,
    max_length: float = math.inf,
    patterns: Sequence[re.Pattern[str]] = (),
) -> Check:
    """Ask of a string its length in code points, and what it must match."""

    def check(value: Any) -> None:
        _within("`str` of length", len(value), min_length, max_length)
        for regex in patterns:
            if not regex.search(value):
                raise CheckError(f"Expected `str` matching regex {regex.pattern!r}")

    return check


def number(limits: Check | None = None) -> Check:
    """Accept numbers within limits that both ends can hold."""

    def check(value: Any) -> None:
        _expect("float", value, is_number(value))
        _require_exact(value)
        if not -math.inf < value < math.inf:
            raise CheckError(f"Expected a finite number, got `{value}`")
        if limits:
            limits(value)

    return check


def integer(limits: Check | None = None) -> Check:
    """Accept whole numbers within limits, and within what both ends can hold."""

    def check(value: Any) -> None:
        _expect("int", value, is_whole(value))
        _require_safe(value)
        if limits:
            limits(value)

    return check


def big_integer(limits: Check) -> Check:
    """Accept integers of 64 bits within limits."""

    def check(value: Any) -> None:
        _expect("int", value, is_whole(value))
        limits(value)

    return check


def in_range(
    minimum: float = -math.inf,
    exclusive_minimum: float = -math.inf,
    maximum: float = math.inf,
    exclusive_maximum: float = math.inf,
    multiple_of: Sequence[float] = (),
) -> Check:
    """Ask of a number to be within limits, and a whole multiple of others."""

    def check(value: Any) -> None:
        _within("number", value, minimum, maximum)
        if value <= exclusive_minimum:
            raise CheckError(f"Expected number > {exclusive_minimum}")
        if value >= exclusive_maximum:
            raise CheckError(f"Expected number < {exclusive_maximum}")
        for divisor in multiple_of:
            if not _is_multiple(value, divisor):
                raise CheckError(f"Expected number that's a multiple of {divisor}")

    return check


def literal(expected: Any) -> Check:
    """Accept exactly one value."""
    return enumeration([expected])


def enumeration(allowed: Sequence[Any]) -> Check:
    """Accept any of several values."""
    known = {identity(one) for one in allowed}

    def check(value: Any) -> None:
        if identity(value) not in known:
            raise CheckError(f"Invalid enum value {shown(value)}")

    return check


def array(items: Check, size: Check | None = None, whole: Check | None = None) -> Check:
    """Accept lists of which every element passes a check."""
    return tuple_([], items, size, whole)


def tuple_(
    prefix: Sequence[Check],
    rest: Check | None = None,
    size: Check | None = None,
    whole: Check | None = None,
) -> Check:
    """Accept lists whose first elements pass checks of their own."""

    def check(value: Any) -> None:
        _expect("array", value, is_array(value))
        if size:
            size(value)
        for index, element in enumerate(value):
            enter(
                index,
                prefix[index] if index < len(prefix) else rest or anything,
                element,
            )
        if whole:
            whole(value)

    return check


def item_limits(min_items: int = 0, max_items: float = math.inf) -> Check:
    """Ask of a list to have so many elements."""
    return lambda value: _within("`array` of length", len(value), min_items, max_items)


def unique_items(value: Any) -> None:
    """Ask of a list that no two of its elements are equal."""
    if len({identity(element) for element in value}) < len(value):
        raise CheckError("Expected unique elements, got two that are equal")


@dataclass(frozen=True)
class Optional:
    """The check of a field that may be absent."""

    check: Check


def object_(
    fields: Mapping[str, Check | Optional],
    others: PropertyCheck | None = None,
    size: Check | None = None,
    names: PropertyCheck | None = None,
) -> Check:
    """Accept objects that have these fields."""

    def check(value: Any) -> None:
        _expect("object", value, is_object(value))
        for name, field in fields.items():
            if name in value:
                inner = field.check if isinstance(field, Optional) else field
                enter(name, inner, value[name])
            elif not isinstance(field, Optional):
                raise CheckError(f"Object missing required field `{name}`")
        if size:
            size(value)
        for name, member in value.items():
            if names:
                names(name, member, ())
            if others and name not in fields:
                others(name, member, fields)

    return check


def record(values: Check) -> Check:
    """Accept objects of which every property passes a check."""
    return object_({}, other_fields(values))


def other_fields(check: Check) -> PropertyCheck:
    """Ask of properties that are not declared to pass a check."""
    return lambda name, value, _fields: enter(name, check, value)


def no_other_fields(name: str, value: Any, fields: Collection[str]) -> None:
    """Refuse properties that are not declared."""
    raise CheckError(f"Object contains unknown field `{name}`")


def fields_matching(
    patterns: Sequence[tuple[re.Pattern[str], Check]],
    others: PropertyCheck | None = None,
) -> PropertyCheck:
    """Ask of a property the checks of all patterns that its name matches."""

    def check(name: str, value: Any, fields: Collection[str]) -> None:
        checks = [one for regex, one in patterns if regex.search(name)]
        for one in checks:
            enter(name, one, value)
        if others and not checks:
            others(name, value, fields)

    return check


def field_names(check: Check) -> PropertyCheck:
    """Ask of the name of a property to pass a check."""

    def check_name(name: str, _value: Any, _fields: Collection[str]) -> None:
        if not passes(check, name):
            raise CheckError(
                f"Object contains field `{name}`, a name that is not allowed"
            )

    return check_name


def property_limits(
    min_properties: int = 0,
    max_properties: float = math.inf,
    dependencies: Sequence[tuple[str, Sequence[str]]] = (),
) -> Check:
    """Ask of an object to have so many properties, and some where others are."""

    def check(value: Any) -> None:
        _within("`object` of length", len(value), min_properties, max_properties)
        for name, requires in dependencies:
            for other in requires:
                if name in value and other not in value:
                    raise CheckError(
                        f"Object with field `{name}` missing required field `{other}`"
                    )

    return check


def by_type(checks: Mapping[str, Check]) -> Check:
    """Accept what the check for its JSON type accepts."""

    def check(value: Any) -> None:
        inner = checks.get(_json_type(value))
        if inner is None:
            raise CheckError(f"Expected {' | '.join(checks)}, got `{name_of(value)}`")
        inner(value)

    return check


def tagged(tag: str, kinds: Mapping[str | int, Check]) -> Check:
    """Accept objects whose tag names a kind, and which pass its check."""

    def check(value: Any) -> None:
        _expect("object", value, is_object(value))
        if tag not in value:
            raise CheckError(f"Object missing required field `{tag}`")
        kind = value[tag]
        inner = kinds.get(kind) if isinstance(kind, (str, int)) else None
        if inner is None or isinstance(kind, bool):
            enter(tag, enumeration(list(kinds)), kind)
        else:
            inner(value)

    return check


def any_of(checks: Sequence[Check]) -> Check:
    """Accept what at least one check accepts."""

    def check(value: Any) -> None:
        if not any(passes(one, value) for one in checks):
            raise CheckError(f"Expected one of {len(checks)} shapes, none fits")

    return check


def one_of(checks: Sequence[Check]) -> Check:
    """Accept what exactly one check accepts."""

    def check(value: Any) -> None:
        fitting = [one for one in checks if asks(one, value)]
        if len(fitting) != 1:
            raise CheckError(f"Expected exactly one of {len(checks)} shapes")
        # What was a question so far has now to stand up to what can be sent.
        if not _walk.get().is_question:
            fitting[0](value)

    return check


def all_of(*checks: Check) -> Check:
    """Accept what every check accepts."""

    def check(value: Any) -> None:
        for one in checks:
            one(value)

    return check


def not_(excluded: Check) -> Check:
    """Accept what a check does not accept."""

    def check(value: Any) -> None:
        if asks(excluded, value):
            raise CheckError("Expected another value, got one that is excluded")

    return check


def when(condition: Check, consequent: Check, alternative: Check) -> Check:
    """Accept what one check or the other accepts, depending on a third."""
    return lambda value: (consequent if asks(condition, value) else alternative)(value)


def contains(check: Check, minimum: int, maximum: float = math.inf) -> Check:
    """Accept lists of which so many elements pass a check."""

    def count(value: Any) -> None:
        if is_array(value):
            fitting = sum(asks(check, element) for element in value)
            _within("number of fitting elements", fitting, minimum, maximum)

    return count


@dataclass(frozen=True)
class Branch:
    """What is evaluated where a value passes a check, and where it does not."""

    condition: Check
    consequent: Evaluated
    alternative: Evaluated | None = None


@dataclass(frozen=True)
class Evaluated:
    """What schemas evaluate of a value that they accept."""

    properties: Sequence[str] = ()
    patterns: Sequence[re.Pattern[str]] = ()
    has_all_properties: bool = False
    items: int = 0
    has_all_items: bool = False
    contains: Sequence[Check] = ()
    branches: Sequence[Branch] = ()

    def holding(self, value: Any) -> list[Evaluated]:
        """Give this, and the branches of it that hold for a value."""
        taken = [
            branch.consequent if asks(branch.condition, value) else branch.alternative
            for branch in self.branches
        ]
        return [self, *(part for one in taken if one for part in one.holding(value))]


def unevaluated_properties(evaluated: Evaluated, check: Check) -> Check:
    """Ask of properties that are not evaluated to pass a check."""

    def check_rest(value: Any) -> None:
        if not is_object(value):
            return
        parts = evaluated.holding(value)
        if any(part.has_all_properties for part in parts):
            return
        for name, member in value.items():
            is_known = any(
                name in part.properties
                or any(regex.search(name) for regex in part.patterns)
                for part in parts
            )
            if not is_known:
                enter(name, check, member)

    return check_rest


def unevaluated_items(evaluated: Evaluated, check: Check) -> Check:
    """Ask of elements that are not evaluated to pass a check."""

    def check_rest(value: Any) -> None:
        if not is_array(value):
            return
        parts = evaluated.holding(value)
        if any(part.has_all_items for part in parts):
            return
        first = max(part.items for part in parts)
        checks = [one for part in parts for one in part.contains]
        for index, element in enumerate(value):
            if index >= first and not any(asks(one, element) for one in checks):
                enter(index, check, element)

    return check_rest


def identity(value: Any) -> object:
    """Give something hashable that is equal for values that are equal in JSON."""
    if not (is_object(value) or is_array(value)):
        return _identity_in({}, value)
    parts = [value]
    for part in parts:
        if is_object(part):
            parts.extend(part.values())
        elif is_array(part):
            parts.extend(part)
    # What is inside stands behind, so that all that a part needs is there before it.
    known: dict[int, object] = {}
    for part in reversed(parts):
        known[id(part)] = _identity_in(known, part)
    return known[id(value)]


def _identity_in(known: Mapping[int, object], value: Any) -> object:
    if is_object(value):
        return (dict, frozenset((name, known[id(one)]) for name, one in value.items()))
    if is_array(value):
        return (list, tuple(known[id(element)] for element in value))
    # To Python, True is 1; to JSON, 1.0 is 1 as well.
    return (bool if isinstance(value, bool) else None, value)


def is_number(value: Any) -> bool:
    """Tell whether a value is a number, which ``True`` is not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_whole(value: Any) -> bool:
    """Tell whether a value is a whole number, however it is written."""
    return is_number(value) and (isinstance(value, int) or value.is_integer())


def name_of(value: object) -> str:
    """Name the type of a value as msgspec does."""
    names: dict[type, str] = {
        type(None): "null",
        list: "array",
        tuple: "array",
        dict: "object",
    }
    return names.get(type(value), type(value).__name__)


def _accepts(walk: _Walk, check: Check, value: Any) -> bool:
    try:
        walk.run(check, value)
    except CheckError:
        return False
    return True


def _text_of(path: _Path) -> str:
    steps: list[str] = []
    while path is not None:
        outer, segment = path
        steps.append(f"[{segment}]" if isinstance(segment, int) else f".{segment}")
        path = outer
    return "".join(reversed(steps))


def _json_type(value: object) -> str:
    names: dict[type, str] = {
        bool: "boolean",
        str: "string",
        int: "number",
        float: "number",
    }
    return names.get(type(value), name_of(value))


def _expect(name: str, value: Any, is_right: bool) -> None:
    if not is_right:
        raise CheckError(f"Expected `{name}`, got `{name_of(value)}`")


def _require_safe(value: float) -> None:
    is_safe = -MAX_SAFE_INTEGER <= value <= MAX_SAFE_INTEGER
    if not is_safe and not _walk.get().is_question:
        _within("`int`", value, -MAX_SAFE_INTEGER, MAX_SAFE_INTEGER)


def _require_exact(value: float) -> None:
    """Refuse an integer that would lose digits as a double, which the other end has."""
    is_long = isinstance(value, int) and value.bit_length() > 53
    if is_long and not _walk.get().is_question:
        try:
            is_exact = float(value) == value
        except OverflowError:
            is_exact = False
        if not is_exact:
            raise CheckError("Expected a number that both ends can hold")


def _within(what: str, value: float, least: float, most: float) -> None:
    if value < least:
        raise CheckError(f"Expected {what} >= {least}")
    if value > most:
        raise CheckError(f"Expected {what} <= {most}")


def _is_multiple(value: float, divisor: float) -> bool:
    """Divide in decimal digits, as they are written: 0.3 is a multiple of 0.1."""
    return (Fraction(repr(value)) / Fraction(repr(divisor))).denominator == 1

"""Finds the unions of structs that were named."""

from __future__ import annotations

import importlib
from operator import attrgetter
from types import ModuleType
from typing import Any, NamedTuple

from msgspec import inspect as types

from .unsaid import without_metadata


class ImportFailed(Exception):
    """There is nothing to tell of what was named."""


class Named(NamedTuple):
    """What was named on the command line, and what it is."""

    spelled: str
    module: ModuleType
    name: str
    value: Any


def find(spelled: str) -> Named:
    """Import what ``module:attribute`` names."""
    module_name, colon, name = spelled.partition(":")
    if not (module_name and colon and name):
        raise ImportFailed(f"`{spelled}` must be `module:Union`")
    try:
        module = importlib.import_module(module_name)
    except (Exception, SystemExit) as reason:
        raise ImportFailed(
            f"`{module_name}` can't be imported: {type(reason).__name__}: {reason}"
        ) from reason
    try:
        return Named(spelled, module, name, attrgetter(name)(module))
    except AttributeError as reason:
        raise ImportFailed(f"`{module_name}` has no `{name}`") from reason


def structs_in(named: Named) -> list[types.StructType]:
    """The structs that a frame may be, in the order of the union."""
    try:
        found = types.type_info(named.value)
    except Exception as reason:
        raise ImportFailed(f"`{named.spelled}` is no type: {reason}") from reason
    bare = without_metadata(found)
    members = bare.types if isinstance(bare, types.UnionType) else (bare,)
    structs = [
        one
        for one in map(without_metadata, members)
        if isinstance(one, types.StructType)
    ]
    if len(structs) < len(members):
        raise ImportFailed(
            f"`{named.spelled}` is neither a Struct nor a union of Structs"
        )
    for struct in structs:
        if struct.tag_field is None or struct.array_like:
            why = "has no tag" if struct.tag_field is None else "is written as an array"
            raise ImportFailed(f"`{struct.cls.__name__}` in `{named.spelled}` {why}")
    return structs


def only_tag(structs: list[types.StructType]) -> str:
    """The tag field, which is the same for all frames of a protocol."""
    tags = list(dict.fromkeys(struct.tag_field for struct in structs))
    if len(tags) > 1:
        spelled = ", ".join(f"`{tag}`" for tag in tags)
        raise ImportFailed(
            f"a protocol has one tag, and these have {spelled}: import them one by one"
        )
    return str(tags[0])

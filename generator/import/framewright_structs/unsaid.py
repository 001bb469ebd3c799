"""What msgspec checks, and the JSON Schema that it gives does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import inspect as types

from .tidy import has_text

MAPPINGS = (types.DictType, types.FrozenDictType)
WITH_FIELDS = (
    types.StructType,
    types.DataclassType,
    types.TypedDictType,
    types.NamedTupleType,
)
# What a schema has a format for, which is no assertion, if even that.
FORMATTED = (
    types.DateTimeType,
    types.DateType,
    types.TimeType,
    types.TimeDeltaType,
    types.UUIDType,
    types.DecimalType,
    types.BytesType,
    types.ByteArrayType,
    types.MemoryViewType,
)


def classes_in(roots: Iterable[types.Type]) -> Iterator[Any]:
    """The classes with fields that types are made of, each once."""
    waiting = list(roots)
    seen = set()
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, WITH_FIELDS):
            if found.cls in seen:
                continue
            seen.add(found.cls)
            yield found
        waiting.extend(parts_of(found))


def left_out(roots: list[Any]) -> Iterator[str]:
    """What msgspec checks or writes, and a schema does not say, of each field."""
    for found in classes_in(types.multi_type_info(roots)):
        name = found.cls.__name__
        if hasattr(found.cls, "__post_init__"):
            yield f"`{name}`: what `__post_init__` refuses"
        config = getattr(found.cls, "__struct_config__", None)
        if config is not None and config.omit_defaults:
            yield f"`{name}`: that fields with their default are not written"
        for field in found.fields:
            place = f"`{name}.{field.name}`"
            yield from (f"{place}: {what}" for what in unsaid(field.type))
            if not has_text(getattr(field, "default", None)):
                yield f"{place}: its default, for which JSON has no text"


def unsaid(found: types.Type) -> Iterator[str]:
    """What a schema does not say of a field, structs in it apart."""
    if isinstance(found, FORMATTED):
        yield f"the form of {plain_name(found)}"
    if isinstance(found, types.StrType) and found.pattern is not None:
        yield "what Python reads otherwise in its pattern"
    if isinstance(found, MAPPINGS):
        key = without_metadata(found.key_type)
        if isinstance(key, types.StrType):
            yield from unsaid(key)
        elif not isinstance(key, types.AnyType):
            yield f"the form of names of {plain_name(key)}"
    if isinstance(found, types.EnumType):
        yield f"the names of `{found.cls.__name__}`"
    if not isinstance(found, WITH_FIELDS):
        for part in parts_of(found):
            yield from unsaid(part)


def parts_of(found: types.Type) -> list[types.Type]:
    """The types that a type is made of."""
    if isinstance(found, WITH_FIELDS):
        return [field.type for field in found.fields]
    if isinstance(found, types.Metadata):
        return [found.type]
    if isinstance(found, types.CollectionType):
        return [found.item_type]
    if isinstance(found, types.TupleType):
        return list(found.item_types)
    if isinstance(found, MAPPINGS):
        return [found.value_type]
    if isinstance(found, types.UnionType):
        return list(found.types)
    return []


def plain_name(found: types.Type) -> str:
    """How Python calls it: `datetime` for `DateTimeType`."""
    return type(found).__name__.removesuffix("Type").lower()


def without_metadata(found: types.Type) -> types.Type:
    """A type without what `Annotated` says of it."""
    while isinstance(found, types.Metadata):
        found = found.type
    return found

"""What msgspec says of types, in the way that our schemas say it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

Schema = dict[str, Any]

MAX_SAFE_INTEGER = 2**53 - 1
SAFE_INTEGERS = range(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER + 1)
FORMATS: dict[str | None, range] = {
    None: SAFE_INTEGERS,
    "int64": range(-(2**63), 2**63),
    "uint64": range(2**64),
}


def definition(name: str, schema: Schema, field_docs: Mapping[str, str]) -> Schema:
    """A struct or an enum, without the title that is its name.

    ``field_docs`` are docstrings by names on the wire.
    """
    tidied: Schema = tidy(schema)
    if tidied.get("title") == name:
        del tidied["title"]
    if "description" in tidied:
        tidied["description"] = inspect.cleandoc(tidied["description"])
    for field, doc in field_docs.items():
        if field in tidied.get("properties", {}):
            tidied["properties"][field].setdefault("description", doc)
    return tidied


def tidy(schema: Any) -> Any:
    """Say the same as msgspec does, in the way that our schemas do."""
    if not isinstance(schema, dict):
        return schema
    tidied = dict(tidied_keywords(schema))
    if tidied.get("type") == "object" and "properties" not in tidied:
        tidied.setdefault("additionalProperties", True)
    if tidied.get("type") == "integer":
        return with_format(tidied)
    return tidied


def tidied_keywords(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for keyword, value in schema.items():
        if keyword == "discriminator":
            continue
        if keyword == "default" and not has_text(value):
            continue
        if keyword == "enum" and len(value) == 1:
            yield "const", value[0]
        elif keyword == "anyOf":
            # Tags keep the members apart, so that one of them is exactly one.
            name = "oneOf" if "discriminator" in schema else keyword
            yield name, [tidy(member) for member in value]
        elif keyword == "prefixItems":
            yield keyword, [tidy(item) for item in value]
        elif keyword in ("items", "additionalProperties", "propertyNames"):
            yield keyword, tidy(value)
        elif keyword == "properties":
            yield keyword, {name: tidy(field) for name, field in value.items()}
        else:
            yield keyword, value


def has_text(value: Any) -> bool:
    """Whether JSON has a text for a value."""
    if isinstance(value, Mapping):
        return all(map(has_text, value.values()))
    if isinstance(value, (list, tuple)):
        return all(map(has_text, value))
    return not isinstance(value, float) or isfinite(value)


def with_format(schema: Schema) -> Schema:
    """Integers are known by their format, not by its limits; without one, they are safe."""
    schema = with_inclusive(schema)
    given = [schema[limit] for limit in ("minimum", "maximum") if limit in schema]
    for name, integers in FORMATS.items():
        if all(value in integers for value in given):
            ends = {"minimum": integers[0], "maximum": integers[-1]}
            kept = {
                key: value for key, value in schema.items() if value != ends.get(key)
            }
            return kept if name is None else {**kept, "format": name}
    return schema


def with_inclusive(schema: Schema) -> Schema:
    """The limits of an integer, each as one that it may have itself."""
    steps = {"exclusiveMinimum": ("minimum", 1), "exclusiveMaximum": ("maximum", -1)}
    return {
        steps[key][0] if key in steps else key: value + steps[key][1]
        if key in steps
        else value
        for key, value in schema.items()
    }

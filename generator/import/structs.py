"""What a Python module says of its frames, as JSON Schema.

    python structs.py module:Union ...

Prints one JSON object: the unions, what they refer to, what schemas leave out,
and the docstring of the first module. A reference is ``framewright:Name``, so that it can't be taken
for anything that the module has of its own.

Exit codes: 2 where there is nothing to tell, 3 without msgspec; why is printed
instead. What a module prints while it is imported goes to standard error.
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from operator import attrgetter
from types import ModuleType
from typing import Any, NamedTuple

try:
    from msgspec import inspect as types
    from msgspec.json import schema_components
    from unsaid import left_out, without_metadata
except ImportError as reason:
    print(f"{sys.executable} has no msgspec: {reason}")
    sys.exit(3)

# Modules are looked for in the project, and not beside this file.
sys.path[0] = os.getcwd()

Schema = dict[str, Any]

REFERENCE = "framewright:{name}"
SAFE_INTEGERS = range(-(2**53) + 1, 2**53)
FORMATS = {
    "int64": range(-(2**63), 2**63),
    "uint64": range(2**64),
}


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


def members_of(schema: Schema) -> list[Schema]:
    """The references to the frames of a union, or to the one frame."""
    members: list[Schema] = schema.get("anyOf", [schema])
    return members


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


def with_format(schema: Schema) -> Schema:
    """Integers of 64 bits are known by their format, not by their limits."""
    limits = ("minimum", "maximum")
    given = [schema[limit] for limit in limits if limit in schema]
    if all(value in SAFE_INTEGERS for value in given):
        return schema
    for name, integers in FORMATS.items():
        if all(value in integers for value in given):
            ends = {"minimum": integers[0], "maximum": integers[-1]}
            kept = {
                key: value for key, value in schema.items() if value != ends.get(key)
            }
            return {**kept, "format": name}
    return schema


def definition(name: str, schema: Schema) -> Schema:
    """A struct or an enum, without the title that is its name."""
    tidied: Schema = tidy(schema)
    if tidied.get("title") == name:
        del tidied["title"]
    if "description" in tidied:
        tidied["description"] = inspect.cleandoc(tidied["description"])
    return tidied


def describe(arguments: list[str]) -> Schema:
    """Everything that there is to tell of the unions that were named."""
    found = [find(spelled) for spelled in arguments]
    tag = only_tag([struct for named in found for struct in structs_in(named)])
    try:
        schemas, components = schema_components(
            [named.value for named in found], ref_template=REFERENCE
        )
    except Exception as reason:
        words = " ".join(str(reason).split())
        raise ImportFailed(f"msgspec has no schema for them: {words}") from reason
    first = found[0].module
    return {
        "module": first.__name__,
        "description": inspect.getdoc(first),
        "tag": tag,
        "unions": [
            {
                "module": named.module.__name__,
                "name": named.name,
                "description": schema.get("description"),
                "members": [member["$ref"] for member in members_of(schema)],
            }
            for named, schema in zip(found, schemas)
        ],
        "leftOut": list(left_out([named.value for named in found])),
        "definitions": {
            name: definition(name, schema) for name, schema in components.items()
        },
    }


def main(arguments: list[str]) -> int:
    """Print what there is to tell; the exit code is the process's."""
    try:
        with redirect_stdout(sys.stderr):
            description = describe(arguments)
    except ImportFailed as reason:
        print(reason)
        return 2
    print(json.dumps(description))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

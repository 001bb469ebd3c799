"""What a Python module says of its frames, as JSON Schema.

    python -m framewright_structs module:Union ...

Prints one JSON object: the unions, what they refer to, what schemas leave out,
and the docstring of the first module. A reference is ``framewright:Name``, so that
it can't be taken for anything that the module has of its own.

Exit codes: 2 where there is nothing to tell, 3 without msgspec; why is printed
instead. What a module prints while it is imported goes to standard error.
"""

from __future__ import annotations

import inspect
import json
import sys
from contextlib import redirect_stdout
from typing import Any

try:
    from msgspec import inspect as types
    from msgspec.json import schema_components
except ImportError as reason:
    print(f"{sys.executable} has no msgspec: {reason}")
    sys.exit(3)

from .docstrings import of_fields, of_name
from .find import ImportFailed, Named, find, only_tag, structs_in
from .tidy import Schema, definition
from .unsaid import classes_in, left_out

REFERENCE = "framewright:{name}"


def describe(arguments: list[str]) -> Schema:
    """Everything that there is to tell of the unions that were named."""
    found = [find(spelled) for spelled in arguments]
    tag = only_tag([struct for named in found for struct in structs_in(named)])
    roots = [named.value for named in found]
    try:
        schemas, components = schema_components(roots, ref_template=REFERENCE)
    except Exception as reason:
        words = " ".join(str(reason).split())
        raise ImportFailed(f"msgspec has no schema for them: {words}") from reason
    docs = docs_by_component(roots)
    first = found[0].module
    return {
        "module": first.__name__,
        "description": inspect.getdoc(first),
        "tag": tag,
        "unions": [union_of(named, schema) for named, schema in zip(found, schemas)],
        "leftOut": list(left_out(roots)),
        "definitions": {
            name: definition(name, schema, docs.get(name, {}))
            for name, schema in components.items()
        },
    }


def union_of(named: Named, schema: Schema) -> Schema:
    """A union, and the references to its frames; or the one to the only frame."""
    members: list[Schema] = schema.get("anyOf", [schema])
    return {
        "module": named.module.__name__,
        "name": named.name,
        "description": schema.get("description", union_docs(named)),
        "members": [member["$ref"] for member in members],
    }


def union_docs(named: Named) -> str | None:
    """The docstring of a union: where it was named, or beside its structs."""
    homes = [sys.modules[struct.cls.__module__] for struct in structs_in(named)]
    found = (of_name(module, named.name) for module in (named.module, *homes))
    return next((text for text in found if text is not None), None)


def docs_by_component(roots: list[Any]) -> dict[str, dict[str, str]]:
    """The docstrings of fields, by their names on the wire, by what msgspec calls their class."""
    docs: dict[str, dict[str, str]] = {}
    for found in classes_in(types.multi_type_info(roots)):
        of_class = of_fields(found.cls)
        texts = {
            field.encode_name: of_class[field.name]
            for field in found.fields
            if field.name in of_class
        }
        # With its module in front where two classes have the same name.
        name = found.cls.__name__
        docs[name] = docs[f"{found.cls.__module__}.{found.cls.__qualname__}"] = texts
    return docs


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

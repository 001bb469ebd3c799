"""The reference module and the generated one, side by side, as a line server.

    python both.py websocket-frames.py.txt generated/python < frames

The first output line has the structs of both: names, tags and fields with types.
Each input line is the hex of a frame's bytes; each output line says what both
made of it: ``{"reference": {...}, "generated": {...}}``, where an outcome is
``{"bytes": "<hex>"}`` for what is written back, or ``{"error": "..."}``.
``dict`` outcomes are those of ``event_from_dict`` and ``frame_from_dict``, for
frames that are JSON objects.
"""

from __future__ import annotations

import importlib
import json
import sys
import types
from collections.abc import Callable
from typing import Any

import msgspec
from restored import source_of


def reference_module(path: str) -> types.ModuleType:
    """Run the reference text as the module that it was."""
    module = types.ModuleType("reference")
    sys.modules["reference"] = module
    exec(compile(source_of(path), path, "exec"), module.__dict__)
    return module


def outcome(act: Callable[[], bytes]) -> dict[str, Any]:
    """Say what comes of something that may refuse its input."""
    try:
        return {"bytes": act().hex()}
    except (ValueError, RecursionError) as error:
        return {"error": f"{type(error).__name__}: {error}"}


def structs(module: types.ModuleType) -> dict[str, Any]:
    """Say what the structs of a module are called and made of."""
    return {
        name: [
            struct.__struct_config__.tag_field,
            struct.__struct_config__.tag,
            struct.__struct_config__.forbid_unknown_fields,
            {
                field.encode_name: [str(field.type), field.required]
                for field in msgspec.structs.fields(struct)
            },
        ]
        for name, struct in vars(module).items()
        if isinstance(struct, type) and issubclass(struct, msgspec.Struct)
        if struct is not msgspec.Struct
    }


def main(reference_path: str, packages: str) -> None:
    """Answer line by line until the input ends."""
    reference = reference_module(reference_path)
    sys.path.insert(0, packages)
    generated = importlib.import_module("exlab_events")
    every = reference.SessionEvent | reference.SnapshotEvent | reference.DeltaEvent
    print(
        json.dumps({"reference": structs(reference), "generated": structs(generated)})
    )
    decoder = msgspec.json.Decoder(every)
    for line in sys.stdin:
        data = bytes.fromhex(line)
        answer = {
            "reference": outcome(lambda: reference.encode_event(decoder.decode(data))),
            "generated": outcome(
                lambda: generated.encode_frame(generated.decode_frame(data))
            ),
        }
        try:
            payload = msgspec.json.decode(data, type=dict[str, Any])
        except ValueError:
            pass
        else:
            answer["referenceDict"] = outcome(
                lambda: reference.encode_event(reference.event_from_dict(payload))
            )
            answer["generatedDict"] = outcome(
                lambda: generated.encode_frame(generated.frame_from_dict(payload))
            )
        print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])

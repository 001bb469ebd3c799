"""The Python peer of the default protocol, as a line server for the tests.

    python peer.py websocket-frames.py.txt

One JSON object per input line, one per output line, in the same order:

    {"text": "<hex of the frame's bytes>"}  ->  {"ok": true, "bytes": "<hex>"}
                                            or  {"ok": false, "error": "..."}
    {"flush": true}                         ->  no line; what is written is flushed

``bytes`` is what the peer writes back for the frame it read. An optional
``"union"`` (``SessionEvent``, ``ProblemsEvent``, or ``Frame``, the default)
narrows what it reads. Output is also flushed at the end of the input.

Exit codes: 2 for wrong usage or an unreadable reference, 3 without msgspec.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple, TextIO, Union

try:
    import msgspec
except ImportError as reason:
    print(f"peer.py needs the msgspec package: {reason}", file=sys.stderr)
    sys.exit(3)


class FrameClass(NamedTuple):
    """One frame class, as the reference module declares it."""

    name: str
    tag: str
    fields: dict[str, str]


TYPES: dict[str, Any] = {
    "str": str,
    "int": int,
    "dict[str, Any]": dict[str, Any],
    "list[dict[str, Any]]": list[dict[str, Any]],
}

# The reference text names this class and lost its body; design.md §2.1 has it.
INPUT_REQUIRED = FrameClass(
    "InputRequiredEvent",
    "input_required",
    {"fields": "list[dict[str, Any]]", "reason": "str", "plugin": "str"},
)

UNIONS: dict[str, list[str]] = {
    "SessionEvent": [
        "PhaseEvent",
        "ProgressEvent",
        "InputRequiredEvent",
        "WarningEvent",
        "DoneEvent",
        "FailedEvent",
    ],
    "ProblemsEvent": ["SnapshotEvent", "DeltaEvent"],
}
UNIONS["Frame"] = UNIONS["SessionEvent"] + UNIONS["ProblemsEvent"]

CLASS = re.compile(
    r"^class (?P<name>\w+)\((?P<options>[^()]*)\):\n"
    r'\s*"""(?:.*?)"""\n'
    r"(?P<fields>(?:[ \t]*\w+: [^\n]+(?:\n|\Z))+)",
    re.MULTILINE | re.DOTALL,
)
TAG = re.compile(r'\btag="([^"]+)"')


def read_classes(text: str) -> Iterator[FrameClass]:
    """Find the frame classes in the reference text, which is not valid Python:
    it is a scraped page, without indentation and with stray ``[docs]`` lines."""
    for match in CLASS.finditer(text):
        tag = TAG.search(match["options"])
        if tag is None or 'tag_field="kind"' not in match["options"]:
            raise ValueError(f"{match['name']} has no tag in the field 'kind'")
        lines = match["fields"].strip().splitlines()
        fields = dict(line.strip().split(": ", 1) for line in lines)
        yield FrameClass(match["name"], tag[1], fields)


def define(frame: FrameClass) -> type[msgspec.Struct]:
    """Make the struct that the class statement would have made."""
    unknown = set(frame.fields.values()) - TYPES.keys()
    if unknown:
        raise ValueError(f"{frame.name} has fields of unknown type: {sorted(unknown)}")
    return msgspec.defstruct(
        frame.name,
        [(name, TYPES[declared]) for name, declared in frame.fields.items()],
        kw_only=True,
        tag_field="kind",
        tag=frame.tag,
    )


def load_decoders(path: str) -> dict[str, msgspec.json.Decoder[Any]]:
    """Build a decoder for each union out of the reference text."""
    with open(path, encoding="utf-8") as file:
        classes = {frame.name: frame for frame in read_classes(file.read())}
    classes.setdefault(INPUT_REQUIRED.name, INPUT_REQUIRED)
    expected = set(UNIONS["Frame"])
    if classes.keys() != expected:
        raise ValueError(
            f"{path}: missing {sorted(expected - classes.keys())}, "
            f"unexpected {sorted(classes.keys() - expected)}"
        )
    structs = {name: define(frame) for name, frame in classes.items()}
    return {
        union: msgspec.json.Decoder(Union[tuple(structs[name] for name in names)])
        for union, names in UNIONS.items()
    }


def answer(
    decoders: dict[str, msgspec.json.Decoder[Any]], request: dict[str, Any]
) -> dict[str, Any]:
    """Read one frame and write it back, or say why the peer would not."""
    try:
        decoder = decoders[request.get("union", "Frame")]
        frame = decoder.decode(bytes.fromhex(request["text"]))
        return {"ok": True, "bytes": msgspec.json.encode(frame).hex()}
    except Exception as error:  # the verdict on any failure is the message
        return {"ok": False, "error": str(error) or type(error).__name__}


def serve(
    decoders: dict[str, msgspec.json.Decoder[Any]], source: TextIO, sink: TextIO
) -> None:
    """Answer line by line until the input ends."""
    for line in source:
        if not line.strip():
            continue
        request = json.loads(line)
        if request.get("flush"):
            sink.flush()
        else:
            sink.write(json.dumps(answer(decoders, request)) + "\n")
    sink.flush()


def main(arguments: list[str]) -> int:
    """Run the server; the exit code is the process's."""
    if len(arguments) != 1:
        print("usage: peer.py <websocket-frames.py.txt>", file=sys.stderr)
        return 2
    try:
        decoders = load_decoders(arguments[0])
    except (OSError, ValueError) as reason:
        print(f"peer.py: {reason}", file=sys.stderr)
        return 2
    serve(decoders, sys.stdin, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

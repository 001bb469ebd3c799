"""Generated packages, as a line server for the tests.

    python peer.py FOLDER < requests

Each input line is a package in the folder, a codec of it, how it reads (``decode``
for bytes, ``from_dict`` for what msgspec makes of them), and the hex of some bytes,
with spaces between. Each output line says what comes of the bytes, in the
same order: ``+`` and the hex of what is written for the frame that was read,
``~`` and the hex of what msgspec would have written for one that is read but not
written, or ``-`` and, as JSON, the type of the error and what it says.
"""

from __future__ import annotations

import importlib
import json
import sys
from functools import cache
from operator import attrgetter
from typing import Any, TextIO

import msgspec


@cache
def codec_of(package: str, name: str) -> Any:
    """Find a codec, which may be that of a channel, in a generated package."""
    return attrgetter(name)(importlib.import_module(package))


def outcome(codec: Any, how: str, data: bytes) -> str:
    """Say what comes of bytes, which a codec may refuse."""
    try:
        given = data if how == "decode" else msgspec.json.decode(data)
        frame = getattr(codec, how)(given)
    except msgspec.MsgspecError as error:
        return f"-{json.dumps([type(error).__name__, str(error)])}"
    try:
        return f"+{codec.encode(frame).hex()}"
    except msgspec.MsgspecError:
        return f"~{msgspec.json.encode(frame).hex()}"


def serve(source: TextIO, sink: TextIO) -> None:
    """Answer line by line until the input ends."""
    for line in source:
        package, name, how, text = line.rstrip("\n").split(" ")
        sink.write(outcome(codec_of(package, name), how, bytes.fromhex(text)) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    serve(sys.stdin, sys.stdout)

"""Generated packages, as a line server for the tests.

    python peer.py FOLDER < requests

Each input line is a package in the folder, a codec of it, and the hex of some
bytes, with spaces between. Each output line says what comes of the bytes, in the
same order: ``+`` and the hex of what is written for the frame that was read, or
``-`` and, as JSON, the type of the error and what it says.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TextIO


@cache
def codec_of(package: str, name: str) -> Any:
    """Find a codec, which may be that of a channel, in a generated package."""
    return attrgetter(name)(importlib.import_module(package))


def outcome(act: Callable[[], bytes]) -> str:
    """Say what comes of something that may refuse its input."""
    try:
        return f"+{act().hex()}"
    except Exception as error:  # any other failure than a refusal shows in its type
        return f"-{json.dumps([type(error).__name__, str(error)])}"


def serve(source: TextIO, sink: TextIO) -> None:
    """Answer line by line until the input ends."""
    for line in source:
        package, name, text = line.rstrip("\n").split(" ")
        codec = codec_of(package, name)
        data = bytes.fromhex(text)
        sink.write(outcome(lambda: codec.encode(codec.decode(data))) + "\n")


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    serve(sys.stdin, sys.stdout)

"""What a generated package makes of texts, line by line.

    python verdicts.py folder package < lines

Each input line is ``{"text": ..., "channel": ..., "direction": ..., "union": ...}``,
of which the last three say what reads it; without them it is any frame. Each output
line is ``{"verdict": "accepted", "text": ...}``, or another verdict and an error.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any


def codec_of(package: str, line: dict[str, Any]) -> Any:
    """Find what reads a line."""
    codecs = importlib.import_module(f"{package}.codecs")
    if "channel" in line:
        channels = importlib.import_module(f"{package}.channels")
        direction = {
            "serverToClient": "server_to_client",
            "clientToServer": "client_to_server",
        }[line["direction"]]
        return getattr(getattr(channels, line["channel"]), direction)
    return getattr(codecs, f"{line.get('union', 'Frame').upper()}_CODEC")


def verdict(package: str, line: dict[str, Any]) -> dict[str, str]:
    """Read a text, and write it again."""
    codec = codec_of(package, line)
    try:
        frame = codec.decode(line["text"].encode("utf-8", "surrogatepass"))
        return {"verdict": "accepted", "text": codec.encode(frame).decode()}
    except ValueError as error:
        name = type(error).__name__
        kind = "unknown" if name == "UnknownKindError" else "rejected"
        return {"verdict": kind, "error": str(error)}


def main(folder: str, package: str) -> None:
    """Answer line by line until the input ends."""
    sys.path.insert(0, folder)
    for line in sys.stdin:
        print(json.dumps(verdict(package, json.loads(line))))


if __name__ == "__main__":
    main(*sys.argv[1:])

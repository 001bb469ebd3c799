"""Times msgspec, and the generated packages, with the frames of the bench.

    python peer.py < request

The request is JSON: the packages, with the folders that they are in; for each
kind of frames its package and its texts; and how long to measure. Each line that is
printed is a measurement: nanoseconds of processor time, the fastest of all rounds.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec


def nothing(_value: object) -> None:
    """Is called, and does nothing."""


def tasks(
    package: Any, texts: Sequence[str]
) -> Iterator[tuple[str, str, Callable[[Any], object], Sequence[Any]]]:
    """What is measured: who does what, how, and with what."""
    decoder = msgspec.json.Decoder(package.Frame)
    encoder = msgspec.json.Encoder()
    data = [text.encode() for text in texts]
    frames = [decoder.decode(one) for one in data]
    for who, decode, encode in (
        ("msgspec", decoder.decode, encoder.encode),
        ("package", package.decode_frame, package.encode_frame),
        # What any call takes: to something in C, and to a function of Python.
        ("call", id, id),
        ("function", nothing, nothing),
    ):
        yield who, "decode", decode, texts
        yield who, "decodeBytes", decode, data
        yield who, "encodeInto", encode, frames


def time_of(
    task: Callable[[Any], object], inputs: Sequence[Any], length: float
) -> float:
    """Nanoseconds that a call takes, of a round of so many milliseconds."""
    count = 0
    start = time.process_time_ns()
    end = start + length * 1e6
    while (now := time.process_time_ns()) < end:
        for value in inputs:
            task(value)
        count += len(inputs)
    return (now - start) / count


def main() -> None:
    """Measure everything, the tasks of a kind in turns."""
    request = json.load(sys.stdin)
    sys.path[:0] = request["folders"]
    for kind in request["kinds"]:
        package = importlib.import_module(kind["package"])
        all_tasks = list(tasks(package, kind["texts"]))
        best = [float("inf")] * len(all_tasks)
        for _ in range(request["rounds"]):
            for index, (_who, _what, task, inputs) in enumerate(all_tasks):
                best[index] = min(best[index], time_of(task, inputs, request["length"]))
        for (who, what, _task, _inputs), nanoseconds in zip(all_tasks, best):
            print(
                json.dumps(
                    {
                        "who": who,
                        "task": what,
                        "kind": kind["kind"],
                        "time": nanoseconds,
                    }
                )
            )


if __name__ == "__main__":
    main()

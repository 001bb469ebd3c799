"""How values are shown in errors: the same for every protocol."""

from __future__ import annotations

MOST_SHOWN = 64


def shown(value: object) -> str:
    """Show a value, which may be as long as a frame."""
    return shortened(repr(value))


def shortened(text: str) -> str:
    """Give as much of a text as errors show."""
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"

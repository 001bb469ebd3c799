"""What goes into the path of a channel."""

from __future__ import annotations

from urllib.parse import quote


def path_segment(value: str | int) -> str:
    """Give a value as one segment of a path, percent-encoded (RFC 3986 §2.1).

    Raises ``ValueError`` where it would not be a segment of its own.
    """
    text = str(value)
    if text in {"", ".", ".."}:
        raise ValueError(f"expected a value for the path, got {text!r}")
    return quote(text, safe="!'()*~")

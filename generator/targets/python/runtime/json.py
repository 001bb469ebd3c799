"""What is an array or an object of JSON: the same for every protocol."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeGuard


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a value is written as an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[Collection[Any]]:
    """Tell whether a value is written as an array."""
    return isinstance(value, (list, tuple, set, frozenset))

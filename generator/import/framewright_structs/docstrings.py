"""Docstrings of names, as they stand below them in the source: Python keeps none."""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from types import ModuleType
from typing import Any


def of_fields(cls: type[Any]) -> dict[str, str]:
    """The docstrings of the fields of a class, and of those that it inherits."""
    docs: dict[str, str] = {}
    # A generic class with its parameters filled in is none itself.
    for base in reversed(getattr(cls, "__origin__", cls).__mro__):
        for statement in statements_of(base):
            if isinstance(statement, ast.ClassDef):
                docs.update(of_names(statement.body))
    return docs


def of_name(module: ModuleType, name: str) -> str | None:
    """The docstring of what a module gives a name, such as a union."""
    return of_names(statements_of(module)).get(name)


def statements_of(source: type[Any] | ModuleType) -> list[ast.stmt]:
    """What something is written as; nothing where that can't be found."""
    try:
        return ast.parse(textwrap.dedent(inspect.getsource(source))).body
    except (OSError, SyntaxError, TypeError):
        return []


def of_names(body: list[ast.stmt]) -> dict[str, str]:
    """The docstrings that stand below the names of a class or a module."""
    docs = {}
    for statement, below in pairwise(body):
        name = name_in(statement)
        if name is None or not isinstance(below, ast.Expr):
            continue
        if isinstance(below.value, ast.Constant) and isinstance(below.value.value, str):
            docs[name] = inspect.cleandoc(below.value.value)
    return docs


def name_in(statement: ast.stmt) -> str | None:
    """The only name that a statement gives to something."""
    if isinstance(statement, ast.AnnAssign):
        target: ast.expr = statement.target
    elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
    else:
        # A `type` statement, which older versions of Python do not have.
        target = getattr(statement, "name", ast.Constant(None))
    return target.id if isinstance(target, ast.Name) else None

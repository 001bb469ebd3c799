"""The reference module as Python, out of the text of a web page.

python restored.py websocket-frames.py.txt > frames.py
"""

from __future__ import annotations

import sys

# The reference text names this class and lost its body; design.md §2.1 has it.
INPUT_REQUIRED = """
class InputRequiredEvent(Struct, kw_only=True, tag_field="kind", tag="input_required"):
    fields: list[dict[str, Any]]
    reason: str
    plugin: str
"""


def source_of(path: str) -> str:
    """Read the reference module, complete."""
    with open(path, encoding="utf-8") as file:
        source = restored(file.read())
    return source.replace("SessionEvent = (", f"{INPUT_REQUIRED}\nSessionEvent = (", 1)


def restored(text: str) -> str:
    """Give the source that the scraped page was made of: its lines have lost their
    indentation, and docstrings their line breaks' meaning, but nothing else."""
    lines: list[str] = []
    depth = 0
    level = 0
    is_quoted = False
    for line in text.splitlines():
        if line == "[docs]":
            continue
        quotes = line.count('"""') % 2
        if is_quoted:
            lines.append(line)
            is_quoted = not quotes
            continue
        if depth == 0:
            if line.startswith(("class ", "def ", "#", "SessionEvent = ")):
                level = 0
            elif line.startswith(("if target is None", "return msgspec.convert")):
                level = 1
        lines.append("    " * level + line)
        is_quoted = bool(quotes)
        depth += sum(map(line.count, "([{")) - sum(map(line.count, ")]}"))
        if depth == 0 and line.endswith(":") and not is_quoted:
            level += 1
    return "\n".join(lines)


if __name__ == "__main__":
    print(source_of(sys.argv[1]))

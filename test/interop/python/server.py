"""A backend of the default protocol, for the live test: a plain ASGI application.

    python server.py FOLDER

Serves on a free port of the loopback interface, and prints which. Sessions whose
``id`` begins with ``failing`` fail; each one waits in its middle until somebody
posts an answer. What was sent on a channel can be posted back, one frame a line;
the answer says whether it is the same.
"""

from __future__ import annotations

import asyncio
import re
import socket
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import uvicorn

sys.path.insert(0, sys.argv[1])

from exlab_events import (
    DeltaEvent,
    DoneEvent,
    FailedEvent,
    Frame,
    InputRequiredEvent,
    PhaseEvent,
    ProgressEvent,
    SnapshotEvent,
    WarningEvent,
    channels,
    decode_frame,
)

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

DELTAS = 1_000
SESSION = re.compile(r"/api/v1/sessions/(?P<id>.+)/(?P<what>events|answers)")

answered: dict[str, asyncio.Event] = defaultdict(asyncio.Event)
sent: dict[str, list[Frame]] = defaultdict(list)


async def session_frames(session: str) -> AsyncIterator[Frame]:
    """A session from its first phase to its end."""
    at = "2025-03-14T09:26:53.589793Z"
    yield PhaseEvent(phase="validating_inputs", at=at)
    yield WarningEvent(phase="validating_inputs", message=f"about {session}")
    yield PhaseEvent(phase="running_plugins", at=at)
    for current in range(50):
        yield ProgressEvent(phase="running_plugins", current=current, total=100)
    question = {"id": "operator", "type": "text", "required": True, "default": None}
    yield InputRequiredEvent(fields=[question], reason="Who?", plugin="xrf")
    await answered[session].wait()
    for current in range(50, 101):
        yield ProgressEvent(phase="running_plugins", current=current, total=100)
    if session.startswith("failing"):
        error = {
            "code": "nas_offline",
            "message": "é 😀 \u2028",
            "details": {"tries": 3},
        }
        yield FailedEvent(phase="queueing_nas_sync", error=error)
    else:
        yield DoneEvent(result={"path": "/data/été", "blocked": False, "share": 0.25})


async def problems_frames() -> AsyncIterator[Frame]:
    """A snapshot, and what has changed since, a thousand times."""
    findings: list[dict[str, Any]] = [finding(number) for number in range(100)]
    yield SnapshotEvent(findings=findings, audit_at="0")
    for number in range(1, DELTAS + 1):
        yield DeltaEvent(
            added=[finding(number + 100)],
            removed=[finding(number)] if number % 2 else [],
            changed=[finding(number + one) for one in range(number % 4)],
            audit_at=str(number),
        )


def finding(number: int) -> dict[str, Any]:
    """A finding like no other."""
    return {
        "rule": f"rule_{number % 7}",
        "offending_path": f'/data/runs/{number}/\u8a66\u6599 "{number}"',
        "matched_token": None if number % 3 else "token",
        "override_active": number % 2 == 0,
    }


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """The ASGI application."""
    path: str = scope.get("path", "")
    session = SESSION.fullmatch(path)
    if scope["type"] == "websocket" and path == channels.problems.path:
        await serve_problems(receive, send)
    elif scope["type"] == "websocket" and session is not None:
        await serve_session(session["id"], receive, send)
    elif scope["type"] == "http" and session is not None:
        answered[session["id"]].set()
        await respond(send, 204, b"")
    elif scope["type"] == "http":
        await respond(send, 200, check(path, await body_of(receive)))


async def serve_session(session: str, receive: Receive, send: Send) -> None:
    """Play a session, and one frame in it that only later versions know."""
    await receive()
    await send({"type": "websocket.accept"})
    codec = channels.session.server_to_client
    async for frame in session_frames(session):
        sent[f"/session/{session}"].append(frame)
        # A text message, as browsers expect it.
        await send({"type": "websocket.send", "text": codec.encode(frame).decode()})
        if isinstance(frame, InputRequiredEvent):
            await send(
                {"type": "websocket.send", "text": '{"kind":"paused","until":null}'}
            )
    await send({"type": "websocket.close", "code": 1000})


async def serve_problems(receive: Receive, send: Send) -> None:
    """Send all findings, then what changes, without a pause."""
    await receive()
    await send({"type": "websocket.accept"})
    codec = channels.problems.server_to_client
    async for frame in problems_frames():
        sent["/problems"].append(frame)
        await send({"type": "websocket.send", "bytes": codec.encode(frame)})
    await send({"type": "websocket.close", "code": 1000})


def check(channel: str, body: bytes) -> bytes:
    """Say whether these are the frames that were sent on a channel."""
    received = [decode_frame(line) for line in body.split(b"\n")]
    return b"same" if received == sent[channel] else b"different"


async def body_of(receive: Receive) -> bytes:
    """Read the body of a request."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


async def respond(send: Send, status: int, body: bytes) -> None:
    """Answer a request."""
    await send({"type": "http.response.start", "status": status})
    await send({"type": "http.response.body", "body": body})


def main() -> None:
    """Serve until the process is ended."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        config = uvicorn.Config(application, log_level="warning", lifespan="off")
        uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()

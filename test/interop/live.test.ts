import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import {
  channels,
  encodeFrame,
  type Frame,
  type ProblemsEvent,
  type SessionEvent,
  type UnknownFrame,
} from "../../generated/ts/index.js";
import { packagePath } from "../../generator/package.js";
import { needPython, python } from "./python.js";

/*
 * A Python server and a TypeScript client that were both generated, with real sockets between them. The server checks each
 * frame as it writes it, the client as it reads it; what the client has read goes back to the server, which compares.
 */

const DELTAS = 1000;
const modules = ["msgspec", "uvicorn", "websockets"];

test.for([
  ["a session that is done", "höhe 1/2 %", "done"],
  ["a session that fails", "failing-7", "failed"],
] as const)("%s arrives whole and in order, with a question in its middle", async ([, id, end], context) => {
  needPython(context, ...modules);
  const { url, post } = await startServer();
  const frames: SessionEvent[] = [];
  const unknown: UnknownFrame[] = [];
  for await (const message of messages(url + channels.session.url({ id }))) {
    const result = channels.session.serverToClient.tryDecode(message);
    if (result.status === "invalid") throw result.error;
    if (result.status === "unknown") unknown.push(result.frame);
    else frames.push(result.frame);
    // Nothing comes until the question is answered.
    if (frames.at(-1)?.kind === "input_required" && unknown.length > 0) {
      await post(`/api/v1/sessions/${encodeURIComponent(id)}/answers`, "");
    }
  }
  const kinds = frames.map(({ kind }) => kind);
  const progress = (count: number) => Array.from({ length: count }, () => "progress");
  expect(kinds).toEqual([
    "phase",
    "warning",
    "phase",
    ...progress(50),
    "input_required",
    ...progress(51),
    end,
  ]);
  const counted = frames.flatMap((frame) => (frame.kind === "progress" ? [frame.current] : []));
  expect(counted).toEqual(Array.from({ length: 101 }, (_, index) => index));
  expect(frames[1]).toMatchObject({ message: `about ${id}` });
  expect(unknown).toEqual([{ kind: "paused", value: { kind: "paused", until: null } }]);
  expect(await post(`/session/${encodeURIComponent(id)}`, textOf(frames))).toBe("same");
  expect(await post(`/session/${encodeURIComponent(id)}`, textOf(frames.toReversed()))).toBe("different");
});

test("a snapshot and a thousand deltas arrive whole and in order", async (context) => {
  needPython(context, ...modules);
  const { url, post } = await startServer();
  const frames: ProblemsEvent[] = [];
  for await (const message of messages(url + channels.problems.url())) {
    frames.push(channels.problems.serverToClient.decode(message));
  }
  expect(frames.map(({ kind }) => kind)).toEqual([
    "snapshot",
    ...Array.from({ length: DELTAS }, () => "delta"),
  ]);
  expect(frames.map((frame) => Number(frame.audit_at))).toEqual(
    Array.from({ length: DELTAS + 1 }, (_, index) => index),
  );
  expect(await post("/problems", textOf(frames))).toBe("same");
  expect(await post("/problems", textOf(frames.slice(1)))).toBe("different");
});

/** The messages of a connection, until the server closes it. */
async function* messages(url: string): AsyncGenerator<string | Uint8Array> {
  const socket = new WebSocket(url);
  const waiting: (string | Uint8Array)[] = [];
  let wake = () => {};
  let closed: number | undefined;
  socket.on("message", (data: Buffer, isBinary) => {
    waiting.push(isBinary ? data : data.toString());
    wake();
  });
  socket.on("close", (code) => {
    closed = code;
    wake();
  });
  while (closed === undefined || waiting.length > 0) {
    yield* waiting.splice(0);
    if (closed === undefined && waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve));
  }
  expect(closed).toBe(1000);
}

interface Server {
  /** Where its sockets are, without a path. */
  readonly url: string;
  /** Posts a text; gives what is answered. */
  readonly post: (path: string, body: string) => Promise<string>;
}

/** Starts a server, which is ended with the test. */
async function startServer(): Promise<Server> {
  const script = packagePath("test/interop/python/server.py");
  const server = spawn(python, ["-B", script, packagePath("generated/python")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void server.kill());
  const [port] = await once(createInterface(server.stdout), "line");
  const post = async (path: string, body: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", body });
    expect(response.ok).toBe(true);
    return response.text();
  };
  return { url: `ws://127.0.0.1:${port}`, post };
}

function textOf(frames: readonly Frame[]): string {
  return frames.map(encodeFrame).join("\n");
}

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, type TestContext, test } from "vitest";
import { decodeFrame, encodeFrameBytes, FrameError } from "../../generated/ts/index.js";
import { packagePath } from "../../generator/package.js";
import { Random, seed } from "../differential/random.js";
import { type Case, differences, type Outcome } from "./differences.js";
import { frameBytes } from "./frames.js";

const FRAMES = 24_000;
const python = process.env.PYTHON ?? "python3";
const peer = packagePath("test/interop/peer.py");
const reference = packagePath("../shared/reference/websocket-frames.py.txt");

test("verdicts and bytes are those of the Python peer, but for the differences that are explained", (context) => {
  needPeer(context);
  const random = new Random(seed);
  const cases = compare(Array.from({ length: FRAMES }, () => frameBytes(random)));
  const counts = new Map(differences.map(({ id }) => [id, 0]));
  const unexplained: Case[] = [];
  for (const one of cases.filter(isDifferent)) {
    const difference = differences.find((candidate) => candidate.explains(one));
    if (difference) counts.set(difference.id, (counts.get(difference.id) ?? 0) + 1);
    else unexplained.push(one);
  }
  const accepted = cases.filter(({ ours, peers }) => ours.isAccepted && peers.isAccepted).length;
  const rejected = cases.filter(({ ours, peers }) => !ours.isAccepted && !peers.isAccepted).length;
  console.info(
    [
      `seed ${seed}: ${cases.length} frames, ${accepted} accepted and ${rejected} rejected by both`,
      `unexplained differences: ${unexplained.length}`,
      ...[...counts].map(([id, count]) => `explained, ${id}: ${count}`),
    ].join("\n"),
  );
  expect(unexplained.slice(0, 5).map(shown)).toEqual([]);
  expect(accepted).toBeGreaterThan(FRAMES / 4);
  expect(rejected).toBeGreaterThan(FRAMES / 4);
});

test("the peer reads what is written here, and writes the same or an explained difference", (context) => {
  needPeer(context);
  const random = new Random(seed + 1);
  const written = Array.from({ length: FRAMES / 4 }, () => frameBytes(random))
    .map(ourOutcome)
    .flatMap((outcome) => (outcome.isAccepted ? [Buffer.from(outcome.text, "utf8")] : []));
  const cases = compare(written);
  expect(cases.filter(({ peers }) => !peers.isAccepted).map(shown)).toEqual([]);
  const unexplained = cases.filter(
    (one) => isDifferent(one) && !differences.some((difference) => difference.explains(one)),
  );
  expect(unexplained.map(shown)).toEqual([]);
  expect(written.length).toBeGreaterThan(FRAMES / 16);
});

test("every difference in the list is still there", (context) => {
  needPeer(context);
  const cases = compare(differences.map(({ example }) => example));
  const found = cases.map((one, index) => isDifferent(one) && differences[index]?.explains(one));
  const gone = differences.filter((_, index) => !found[index]).map(({ id }) => id);
  expect(gone).toEqual([]);
});

test("an example shows the difference that it stands with and no other", (context) => {
  needPeer(context);
  const cases = compare(differences.map(({ example }) => example));
  const shownBy = cases.map((one) =>
    differences.filter((candidate) => candidate.explains(one)).map(({ id }) => id),
  );
  expect(shownBy).toEqual(differences.map(({ id }) => [id]));
});

/** Skips the test, and says why, where there is no peer to compare with. */
function needPeer(context: TestContext): void {
  const reason = whyNot();
  if (reason === undefined) return;
  console.warn(`SKIPPED, nothing was compared with msgspec: ${reason}`);
  context.skip(reason);
}

function whyNot(): string | undefined {
  if (!existsSync(reference)) return "../shared/reference/websocket-frames.py.txt is not there";
  const { error, status, stderr } = spawnSync(python, [peer, reference], { input: "", encoding: "utf8" });
  if (error) return `${python} can't be run: ${error.message}`;
  if (status === 3) return stderr.trim();
  if (status !== 0) throw new Error(`peer.py ended with ${status}: ${stderr}`);
  return undefined;
}

function compare(texts: readonly Uint8Array[]): Case[] {
  const requests = texts.map((bytes) => JSON.stringify({ text: Buffer.from(bytes).toString("hex") }));
  const { stdout, stderr, status } = spawnSync(python, [peer, reference], {
    input: `${requests.join("\n")}\n`,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const answers = stdout.split("\n").filter((line) => line !== "");
  if (status !== 0 || answers.length !== texts.length) {
    throw new Error(`peer.py ended with ${status} after ${answers.length} answers: ${stderr}`);
  }
  return texts.map((bytes, index) => ({
    bytes,
    ours: ourOutcome(bytes),
    peers: peersOutcome(JSON.parse(answers[index] as string) as Answer),
  }));
}

type Answer = { readonly ok: true; readonly bytes: string } | { readonly ok: false; readonly error: string };

function peersOutcome(answer: Answer): Outcome {
  if (!answer.ok) return { isAccepted: false, errors: [answer.error] };
  return { isAccepted: true, text: Buffer.from(answer.bytes, "hex").toString("utf8") };
}

function ourOutcome(bytes: Uint8Array): Outcome {
  try {
    const frame = decodeFrame(bytes);
    return { isAccepted: true, text: Buffer.from(encodeFrameBytes(frame)).toString("utf8") };
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return { isAccepted: false, errors: error.issues.map(({ message }) => `${error.code}: ${message}`) };
  }
}

function isDifferent({ ours, peers }: Case): boolean {
  if (ours.isAccepted && peers.isAccepted) return ours.text !== peers.text;
  return ours.isAccepted !== peers.isAccepted;
}

function shown({ bytes, ours, peers }: Case): object {
  return { bytes: Buffer.from(bytes).toString("latin1"), ours, peers };
}

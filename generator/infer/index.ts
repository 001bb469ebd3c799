import { basename } from "node:path";
import { DiagnosticsError, diagnostic } from "../diagnostics.js";
import { readLines, rereadable } from "../recording/index.js";
import { channelOf } from "./channels.js";
import { Collector, idOf, type KindEvidence } from "./collect.js";
import { Drafter } from "./draft.js";
import type { Splits } from "./evidence.js";
import { examplesOf } from "./examples.js";
import { type Guess, Guesses } from "./guesses.js";
import { letterByLetter, spelled } from "./naming.js";
import { Proposal } from "./proposal.js";
import { type InferredKind, protocolFiles } from "./protocol.js";
import { type BadLine, frameIn, type RecordedFrame } from "./recorded.js";
import type { DraftedKind } from "./streams.js";
import { TagFinder } from "./tag.js";
import { thresholds } from "./thresholds.js";
import { splitsIn } from "./unions.js";
import { type Words, wordsIn } from "./words.js";

/** What a protocol is to be inferred from. */
export interface InferOptions {
  /** A file of JSON texts, one frame a line, from the working folder; or `-` for standard input. */
  readonly recording: string;
  /** Where relative paths start; the folder of the process where it is not given. */
  readonly workingFolder?: string | undefined;
  /** The tag; found by looking where it is not given. */
  readonly tag?: string | undefined;
  /** Draws another sample of frames; 1 where it is not given. */
  readonly seed?: number | undefined;
  /** Told every so often of how far it has come; `total` is in bytes, too. */
  readonly onProgress?: ((stage: string, bytes: number, total: number) => void) | undefined;
}

/** A protocol as a recording shows it. */
export interface Inferred {
  /** The manifest and the schema files, by path in the schema folder. */
  readonly files: ReadonlyMap<string, string>;
  readonly tag: string;
  /** Why it is that one; absent where it was given. */
  readonly reason?: string;
  /** How many frames there are of each kind. */
  readonly kinds: readonly InferredKind[];
  /** The lines that are left out, in order: the first hundred of them, and how many there are for each reason. */
  readonly badLines: readonly BadLine[];
  readonly badCounts: ReadonlyMap<string, number>;
  /** What may turn out otherwise in another recording. */
  readonly guesses: readonly Guess[];
}

/** How many bad lines are kept. */
const MAX_BAD_LINES = 100;

/**
 * Infers a protocol from recorded frames, in memory that does not grow with the recording, which is read up to three times.
 *
 * The order of lines decides on nothing but the order of properties and the choice among equal examples.
 *
 * @throws DiagnosticsError where the file can't be read, or there is no tag in it.
 */
export async function infer(options: InferOptions): Promise<Inferred> {
  return rereadable(options.recording, (file) => inferFrom(file, options));
}

async function inferFrom(file: string, options: InferOptions): Promise<Inferred> {
  const { recording, workingFolder = process.cwd(), seed = 1, onProgress } = options;
  const read = async (stage: string, onFrame: (frame: RecordedFrame) => string | undefined) => {
    const badLines = new BadLines();
    await readLines(
      file,
      workingFolder,
      (line) => {
        const frame = frameIn(line);
        const problem = typeof frame === "string" ? frame : onFrame(frame);
        if (problem !== undefined) badLines.add({ line: line.number, reason: problem });
      },
      ({ bytes, total = bytes }) => onProgress?.(stage, bytes, total),
    );
    return badLines;
  };
  const found = options.tag === undefined ? await findTag(recording, read) : { tag: options.tag };
  const { tag } = found;
  let collector = new Collector(tag, seed);
  const badLines = await read("counting", (frame) => collector.add(frame));
  const { kinds } = collector;
  if (kinds.length === 0) {
    const message = `No frame in it has a \`${tag}\` that is a string or an integer.`;
    throw failure(recording, `${message}${badLines.hint}`);
  }
  const proposals = new Map<KindEvidence, Proposal>();
  const splits = new Map<string, Splits>();
  for (const one of kinds) {
    const { texts } = one;
    if (texts.length === 0) continue;
    const proposal = await Proposal.of(texts);
    proposals.set(one, proposal);
    const values = texts.map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>);
    const found = splitsIn(one.evidence, values, proposal);
    if (found) splits.set(idOf(one), found);
  }
  if (splits.size > 0) {
    // What is of several types has to be counted by type, and that can't be told before.
    collector = new Collector(tag, seed, splits);
    await read("counting unions", (frame) => collector.add(frame));
    for (const [index, { evidence }] of collector.kinds.entries()) {
      const one = kinds[index];
      if (one) one.evidence = evidence;
    }
  }
  const guesses = new Guesses();
  if (!collector.hasDirections) guesses.add("direction");
  const words = wordsIn(kinds.map(({ evidence }) => evidence));
  const drafted = kinds.map((one) => draftOf(one, tag, proposals.get(one), words));
  const {
    files,
    kinds: written,
    guesses: all,
  } = protocolFiles(nameOf(recording), tag, drafted, collector.named, guesses);
  return {
    files,
    ...found,
    kinds: written,
    badLines: badLines.first,
    badCounts: badLines.counts,
    guesses: all,
  };
}

function draftOf(one: KindEvidence, tag: string, proposal: Proposal | undefined, words: Words): DraftedKind {
  const { channel, kind, count, evidence, texts, extremes } = one;
  const guesses = new Guesses();
  if (count < thresholds.fewSeen) guesses.add("few-kind", undefined, [], count);
  const own = typeof kind === "string" ? spelled(kind) : `${spelled(tag)}${letterByLetter(String(kind))}`;
  const [where = ""] = channel === undefined ? [] : channelOf(channel).wishes;
  const owners = where === "" ? [own] : [spelled(where), own];
  const shape = new Drafter(owners, words, guesses).frame({ name: tag, value: kind }, evidence, proposal);
  const { examples, masks } = examplesOf(extremes, texts, shape);
  if (masks > 0) guesses.add("masked", undefined, [], masks);
  return { ...one, shape, examples, guesses };
}

async function findTag(
  recording: string,
  read: (stage: string, onFrame: (frame: RecordedFrame) => undefined) => Promise<BadLines>,
): Promise<{ readonly tag: string; readonly reason: string }> {
  const finder = new TagFinder();
  const badLines = await read("looking for the tag", ({ value }) => finder.add(value) as undefined);
  const found = finder.find();
  if (typeof found !== "string") return found;
  throw failure(recording, `${found}${badLines.hint}`);
}

function failure(file: string, message: string): DiagnosticsError {
  return new DiagnosticsError([diagnostic("tag-not-found", message, { file })]);
}

/** What a protocol is called after its recording. */
function nameOf(recording: string): string {
  const name = basename(recording)
    .replace(/\.[^.]*$/, "")
    .replace(/[^\p{L}\p{N}._-]+/gu, "-");
  return /[\p{L}\p{N}]/u.test(name) ? name : "recording";
}

/** Counts lines that are left out. */
class BadLines {
  readonly first: BadLine[] = [];
  readonly counts: Map<string, number> = new Map();

  /** What is wrong with the first of them, to be added to a message. */
  get hint(): string {
    const [first] = this.first;
    return first ? ` Line ${first.line} is ${first.reason}.` : "";
  }

  add(line: BadLine): void {
    if (this.first.length < MAX_BAD_LINES) this.first.push(line);
    this.counts.set(line.reason, (this.counts.get(line.reason) ?? 0) + 1);
  }
}

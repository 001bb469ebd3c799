import type { Json } from "../../generator/model/types.js";
import { isPlain } from "../differential/texts.js";
import { isSame } from "./same.js";
import type { Sample, Shape, Subject } from "./subjects.js";

/** One of so many texts is put before all readers of its protocol, and judged by what is not generated. */
const SHARE = 8;

/** What has been compared, and what came of it. */
export class Tally {
  texts = 0;
  /** How often a text was read by its layout. */
  reads = 0;
  /** How many texts were judged. */
  judged = 0;
  readonly failures: string[] = [];

  toString(): string {
    return `${this.texts} texts, ${this.reads} times one was read by its layout, ${this.judged} of them judged`;
  }
}

/** Compares what is read out of texts close to a sample by their layout with what is parsed and checked. */
export class Comparison {
  /** The shapes that the sample fits. */
  readonly shapes: readonly Shape[];
  readonly #subject: Subject;
  readonly #sample: Sample;
  readonly #tally: Tally;

  constructor(subject: Subject, sample: Sample, tally: Tally) {
    this.shapes = subject.shapes.filter(({ is }) => is(sample.frame));
    this.#subject = subject;
    this.#sample = sample;
    this.#tally = tally;
  }

  /** Compares both ways of decoding a text. */
  compare(text: string): void {
    const isInShare = this.#tally.texts++ % SHARE === 0;
    for (const shape of isInShare ? this.#subject.shapes : this.shapes) this.#compareAs(shape, text);
    if (isInShare && isPlain(text)) this.#judge(text);
  }

  #compareAs(shape: Shape, text: string): void {
    const read = this.#subject.runtime.readShort(text, shape.read);
    if (read === undefined) return;
    this.#tally.reads++;
    const { read: _, ...slow } = shape;
    const parsed = this.#subject.runtime.tryDecode(text, slow);
    if (parsed.status !== "frame") this.#fail(text, `is read, but is ${parsed.status}`);
    else if (!isSame(read, parsed.frame))
      this.#fail(text, `is read as ${show(read)}, not ${show(parsed.frame)}`);
  }

  /** Holds what the codec makes of a text against JSON.parse and the check that the generator evaluates. */
  #judge(text: string): void {
    this.#tally.judged++;
    const decoded = this.#sample.kind.codec.tryDecode(text);
    const right = this.#judgement(text);
    if (decoded.status !== "frame") {
      if (right !== undefined) this.#fail(text, `is ${decoded.status}, but fits`);
    } else if (!isSame(decoded.frame, right)) {
      this.#fail(text, `is decoded as ${show(decoded.frame)}, not ${show(right)}`);
    }
  }

  /** The value of a text, if it is of the kind of the sample. */
  #judgement(text: string): Json | undefined {
    const { type } = this.#sample.kind;
    const { checker } = this.#subject;
    let parsed: Json;
    try {
      parsed = JSON.parse(text);
    } catch {
      return undefined;
    }
    const value = checker.restore(type, parsed);
    return checker.report(type, value).issues.length === 0 ? value : undefined;
  }

  #fail(text: string, words: string): void {
    this.#tally.failures.push(`${this.#subject.name}: ${JSON.stringify(text)} ${words}`);
  }
}

function show(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part));
}

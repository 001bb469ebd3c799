/*
 * What somebody has done to the prototypes of all objects and arrays makes no difference to what is read out of a text by
 * its layout: it is what is parsed while they are as they should be.
 */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import type { GenerateOptions } from "../../generator/index.js";
import { packagePath } from "../../generator/package.js";
import { Random, seed } from "../differential/random.js";
import { isPlain } from "../differential/texts.js";
import { type AnyModule, frame } from "../generated/protocols.js";
import { generatedModule, temporaryFolder } from "../support/project.js";
import { randomProtocol } from "./protocols.js";
import { compact, rewritings } from "./rewritings.js";
import { isSame } from "./same.js";
import { type Subject, samplesOf, subjectsOf } from "./subjects.js";

const RANDOM_PROTOCOLS = 12;

/** A text, and what reads it by its layout and otherwise. */
interface Reading {
  readonly text: string;
  /** What is in it, whether or not that is a frame. */
  readonly value: unknown;
  readonly read: () => unknown;
  readonly parse: () => { readonly status: string };
  /** Of the properties in the frame. */
  readonly names: readonly string[];
}

async function makeSubjects(): Promise<readonly Subject[]> {
  const random = Array.from({ length: RANDOM_PROTOCOLS }, (_, index): GenerateOptions => {
    const { schema, tag } = randomProtocol(new Random(seed + 1_000 + index));
    return { inputs: ["schema.json"], workingFolder: temporaryFolder({ "schema.json": schema }), tag };
  });
  const defaults = { inputs: ["schema/protocol.json"], workingFolder: packagePath(".") };
  const made = [await subjectsOf(temporaryFolder(), [defaults]), await subjectsOf(temporaryFolder(), random)];
  return made.flatMap(({ subjects }) => subjects);
}

let readings: Promise<readonly Reading[]> | undefined;

function readingsOf(subject: Subject): Reading[] {
  const { runtime, checker, shapes } = subject;
  return [...samplesOf(subject, subject.kinds.slice(0, 4), 2)].flatMap(({ kind, frame, text }) => {
    const names = namesIn(frame);
    const texts = [text, ...rewritings(frame, compact)].filter(
      (one, at) => at % 5 === 0 && isJson(one) && isPlain(one),
    );
    const shape = shapes.find(({ is, read }) => read && is(frame));
    if (!shape) return [];
    const { read, ...slow } = shape;
    return texts.map(
      (one): Reading => ({
        text: one,
        value: checker.restore(kind.type, JSON.parse(one)),
        read: () => runtime.readShort(one, read),
        parse: () => runtime.tryDecode(one, slow),
        names,
      }),
    );
  });
}

let calls = 0;

test.each<[string, PropertyDescriptor]>([
  ["that is listed", { value: "x", enumerable: true }],
  ["that is listed, a number", { value: 1, enumerable: true }],
  ["that is hidden", { value: "x" }],
  ["that can't be written", { value: null, writable: false }],
  ["with a setter", { get: () => "x", set: () => calls++ }],
  ["with a setter, listed", { get: () => undefined, set: () => calls++, enumerable: true }],
])("a property of all objects %s, named like a field, changes no frame", async (_, descriptor) => {
  readings ??= makeSubjects().then((subjects) => subjects.flatMap(readingsOf));
  calls = 0;
  let reads = 0;
  const failures: string[] = [];
  for (const { text, value, names, read, parse } of await readings) {
    for (const name of names) {
      const found = withProperty(Object.prototype, name, descriptor, read);
      if (found === undefined) continue;
      reads++;
      if (!isSame(found, value)) failures.push(`another frame with ${name}: ${text}`);
      const { status } = withProperty(Object.prototype, name, descriptor, parse);
      if (status !== "frame") failures.push(`${status} with ${name}: ${text}`);
    }
  }
  expect.soft(failures.slice(0, 5)).toEqual([]);
  expect.soft(failures.length).toBe(0);
  expect.soft(calls).toBe(0);
  expect.soft(reads).toBeGreaterThan(400);
});

/** Prints how many frames are read of texts once all prototypes are frozen, and those texts of which others are. */
const frozenProgram = `
  import { isDeepStrictEqual } from "node:util";
  import { readFileSync } from "node:fs";
  const subjects = JSON.parse(readFileSync(0, "utf8"));
  const readings = [];
  for (const { url, texts } of subjects) {
    const readers = Object.values(await import(url)).flatMap(({ read }) => read ?? []);
    for (const read of readers) for (const text of texts) readings.push({ read, text, first: read(text) });
  }
  for (const { prototype } of [Object, Array, String, Number, RegExp, Map, BigInt]) Object.freeze(prototype);
  const wrong = readings.filter(({ read, text, first }) => !isDeepStrictEqual(read(text), first));
  const frames = readings.filter(({ first }) => first !== undefined).length;
  console.log(JSON.stringify({ frames, wrong: wrong.map(({ text }) => text) }));
`;

test("frozen prototypes change no frame", async () => {
  const input = (await makeSubjects()).map((subject) => {
    const samples = [...samplesOf(subject, subject.kinds.slice(0, 8), 2)];
    return { url: subject.url, texts: samples.map(({ text }) => text) };
  });
  const parameters = ["--input-type=module", "-e", frozenProgram];
  const output = execFileSync(process.execPath, parameters, {
    input: JSON.stringify(input),
    encoding: "utf8",
  });
  const { frames, wrong } = JSON.parse(output) as { frames: number; wrong: readonly string[] };
  expect(wrong).toEqual([]);
  expect(frames).toBeGreaterThan(100);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Every name of a property in a value, however deep, but for those of elements: where objects have such, no array works. */
function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const names = Object.keys(value).filter((name) => !/^\d+$/.test(name));
  return [...new Set([...names, ...Object.values(value).flatMap(namesIn)])];
}

/** What `act` gives while an object has a property. */
function withProperty<T>(target: object, name: string, descriptor: PropertyDescriptor, act: () => T): T {
  const before = Object.getOwnPropertyDescriptor(target, name);
  // Without a prototype, as it would else have what is put there.
  const whole = Object.assign(Object.create(null), descriptor, { configurable: true });
  if (before) Object.setPrototypeOf(before, null);
  Object.defineProperty(target, name, whole);
  try {
    return act();
  } finally {
    Reflect.deleteProperty(target, name);
    if (before) Object.defineProperty(target, name, before);
  }
}

test("what is parsed of a text has no fields that all objects have", async () => {
  const part = {
    type: "object",
    properties: { a: { type: "string" }, b: { type: "string" } },
    required: ["b"],
  };
  const { decodeFrame, tryDecodeFrame } = await generatedModule<AnyModule>(frame("k", { part }));
  const lent = { value: "lent", enumerable: true };
  const decoded = withProperty(Object.prototype, "b", lent, () => tryDecodeFrame('{"kind":"k","part":{}}'));
  expect(decoded.status).toBe("invalid");
  expect(decodeFrame('{"kind":"k","part":{"b":""}}')).toEqual({ kind: "k", part: { b: "" } });
});

/*
 * Runs generated modules in a process of its own, and tells what they touched and what came out wrong.
 *
 *   node --disallow-code-generation-from-strings observer.mjs jobs.json result.json
 *
 * Jobs are `[{ name, module, expectations }]`, with expectations as in `positions.ts`; the result is
 * `{ touched, wrong }`, both lists of sentences. Every global that generated code has no business with tells when it is
 * read, those of the language are frozen, and at the end there must be as many globals as before.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

const [, , jobsFile, resultFile] = process.argv;
const jobs = JSON.parse(readFileSync(jobsFile, "utf8"));
const touched = new Set();
const wrong = [];

/** What generated code may use, beside the words of the language. */
const allowed = new Set(
  (
    "globalThis Infinity NaN undefined Array ArrayBuffer BigInt Boolean Error JSON Map Math Number Object RangeError " +
    "RegExp String SyntaxError TextDecoder TextEncoder TypeError Uint8Array decodeURIComponent encodeURIComponent " +
    "structuredClone Symbol Promise Set WeakMap WeakSet Date Proxy Reflect Iterator"
  ).split(" "),
);

const frozen = [...allowed]
  .map((name) => globalThis[name])
  .filter((one) => typeof one === "function" || one === Math);
for (const one of [...frozen, JSON, Reflect]) {
  for (const object of [one, one.prototype]) if (object && one !== globalThis) Object.freeze(object);
}
watchConstructorsOfFunctions();
const names = Object.getOwnPropertyNames(globalThis);
for (const name of names) if (!allowed.has(name)) watch(globalThis, name, name);
const before = listed();

for (const { name, module, expectations } of jobs) {
  let loaded;
  try {
    loaded = await import(module);
  } catch (error) {
    wrong.push(`${name}: can't be imported: ${error}`);
    continue;
  }
  for (const expectation of expectations) {
    try {
      for (const found of unmet(loaded, expectation))
        wrong.push(`${name}, ${JSON.stringify(expectation.text)}: ${found}`);
    } catch (error) {
      wrong.push(`${name}, ${JSON.stringify(expectation.text)}: ${error}`);
    }
  }
}
for (const name of listed()) if (!before.includes(name)) touched.add(`there is a new global: ${name}`);
writeFileSync(resultFile, JSON.stringify({ touched: [...touched], wrong }));

function* unmet(module, { codec, frames = [], values = [], url }) {
  const { encodeFrame: encode, decodeFrame: decode, frameFromObject: from } = module;
  const own = codec === undefined ? { encode, decode, from } : module[codec];
  for (const text of frames) {
    const frame = own.decode(text);
    if (own.encode(frame) !== text) yield `${text} is written as ${own.encode(frame)}`;
    const parsed = JSON.parse(text);
    const hasBig = /:\d{16}/.test(text);
    if (!hasBig && !isDeepStrictEqual(frame, withBigints(parsed, frame)))
      yield `${text} is read as something else`;
    if (!isDeepStrictEqual(own.from(frame), frame)) yield `${text} is not taken as it is`;
  }
  for (const { steps, value } of values) {
    let found = module;
    for (const step of steps) found = Object.hasOwn(found, step) ? found[step] : undefined;
    if (!isDeepStrictEqual(found, value)) yield `${JSON.stringify(steps)} is not ${JSON.stringify(value)}`;
  }
  if (url) {
    const found = module.channels[url.channel].url(url.parameters);
    if (found !== url.value) yield `the address is ${found}, not ${url.value}`;
  }
}

/** A parsed value with bigints where `model` has them. */
function withBigints(value, model) {
  if (typeof model === "bigint") return BigInt(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withBigints(part, model?.[key])]);
  return Object.fromEntries(entries);
}

/** Tells when `object[name]` is read, written or deleted. */
function watch(object, name, shown) {
  const descriptor = Object.getOwnPropertyDescriptor(object, name);
  if (descriptor?.configurable === false) return;
  const { value } = descriptor ?? {};
  Object.defineProperty(object, name, {
    configurable: false,
    enumerable: descriptor?.enumerable ?? false,
    get() {
      touched.add(`reads ${shown}`);
      return descriptor?.get ? descriptor.get.call(this) : value;
    },
    set() {
      touched.add(`writes ${shown}`);
    },
  });
}

/** Every function leads to a constructor that makes functions of text. */
function watchConstructorsOfFunctions() {
  const kinds = [() => {}, async () => {}, function* () {}, async function* () {}];
  for (const kind of kinds) {
    const prototype = Object.getPrototypeOf(kind);
    watch(prototype, "constructor", `the constructor of ${Object.prototype.toString.call(kind)}`);
    Object.freeze(prototype);
  }
}

function listed() {
  return Reflect.ownKeys(globalThis).map(String);
}

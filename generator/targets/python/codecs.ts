import { type Code, identifier, joined, py } from "./code.js";
import type { Context } from "./context.js";
import { docstring } from "./docs.js";
import { exportsOf, importFrom } from "./imports.js";
import { atom, call, type Expression, laidOut, pair } from "./layout.js";
import { constantName, Scope } from "./names.js";
import { framesByTag } from "./tags.js";
import { snakeName } from "./words.js";

/** What has a codec: all frames, a union, or a frame that a channel carries alone. */
export interface Coded {
  /** The name of the type. */
  readonly type: Code;
  /** The name in functions: `session_event`. */
  readonly stem: Code;
  /** What it is, for people. */
  readonly words: string;
}

/** Everything in a protocol that has a codec. */
export function codedIn(context: Context): Coded[] {
  const { frames, unions, channels } = context.protocol;
  const carried = channels.flatMap(({ serverToClient, clientToServer }) =>
    [serverToClient, clientToServer].flatMap((union) => union?.name ?? []),
  );
  requireFrames(context);
  const names = new Set([...unions.map(({ name }) => name), ...carried]);
  const scope = new Scope();
  const all: Coded[] =
    "members" in frames ? [{ type: py`Frame`, stem: py`frame`, words: "a frame of the protocol" }] : [];
  for (const coded of all) {
    for (const own of namesOf(coded)) scope.declare(own, undefined, "union of all frames");
  }
  for (const name of names) {
    const coded = codedOf(name, context);
    for (const own of namesOf(coded)) scope.declare(own, context.definition(name).source);
    all.push(coded);
  }
  return all;
}

/** What has the codec of a definition. */
export function codedOf(name: string, context: Context): Coded {
  const type = context.nameOf(name);
  return {
    type,
    stem: identifier(snakeName(type) as string),
    words: `${/^[AEIOU]/.test(type) ? "an" : "a"} \`\`${type}\`\``,
  };
}

/** The names of what reads and writes something. */
export function namesOf(coded: Coded): Code[] {
  const { stem } = coded;
  return [codecName(coded), py`decode_${stem}`, py`encode_${stem}`, py`${stem}_from_dict`];
}

/** The name of the codec of something. */
export function codecName({ stem }: Coded): Code {
  return identifier(constantName(`${stem} codec`));
}

/** Refuses frames that can't be classes of msgspec. */
function requireFrames(context: Context): void {
  for (const { tag, frames } of framesByTag(context.protocol)) {
    for (const { name } of frames) {
      const own = context.tagOf(name);
      if (!context.isStruct(name)) context.refuseFrame(name, "is one of several objects of the same kind");
      else if (own !== tag) context.refuseFrame(name, `has the tags \`${own}\` and \`${tag}\``);
    }
  }
}

/**
 * `codecs.py`: functions that read, write and check frames.
 *
 * @param whole - the names of the frames that are checked as they are on the wire.
 */
export function codecsModule(context: Context, whole: readonly string[]): Code {
  const coded = codedIn(context);
  const classes = whole.map((name) => context.nameOf(name));
  const checks =
    whole.length > 0
      ? py`${importFrom(py`.`, [py`_checks`])}${importFrom(py`._check`, [py`as_written`])}`
      : py``;
  const head = docstring(["Reads, writes and checks the frames of the protocol."], 0);
  const imports = joined(
    [
      py`from __future__ import annotations\n`,
      py`from collections.abc import Mapping\nfrom typing import Any, Final\n`,
      py`${checks}${importFrom(py`._codec`, [
        py`Codec`,
        py`UnknownKindError`,
      ])}${importFrom(py`.frames`, [...coded.map(({ type }) => type), ...classes])}`,
    ],
    "\n",
  );
  const codecs = coded.map((one) => {
    const value = call(py`Codec`, atom(one.type), ...(whole.length > 0 ? [atom(py`_whole`)] : []));
    return py`${laidOut(py`${codecName(one)}: Final[Codec[${one.type}]] = `, value, py``, 0)}\n`;
  });
  const exported = [...coded.flatMap(namesOf), py`UnknownKindError`];
  return joined(
    [
      py`${head}\n${imports}\n${exportsOf(exported)}\n${tableOf(whole, context)}${joined(codecs, "")}`,
      ...coded.flatMap((one) => functionsOf(one)),
    ],
    "\n\n",
  );
}

/** What is checked of frames as they are on the wire, as their classes do not see all of it. */
function tableOf(whole: readonly string[], context: Context): Code {
  if (whole.length === 0) return py``;
  const items = whole.map((name) =>
    pair(py`${context.nameOf(name)}: `, call(py`as_written`, atom(py`_checks.${context.checkName(name)}`))),
  );
  const table: Expression = { is: "brackets", head: py``, brackets: "{}", items };
  return py`# What these are on the wire is more than msgspec looks at.\n${laidOut(py`_whole: Final = `, table, py``, 0)}\n\n`;
}

function functionsOf(one: Coded): Code[] {
  const { type, stem, words } = one;
  const codec = codecName(one);
  const data = py`bytes | bytearray | memoryview | str`;
  const function_ = (signature: Code, text: string, body: Code) =>
    py`def ${signature}:\n${docstring([text], 4)}    ${body}\n`;
  return [
    function_(
      py`decode_${stem}(data: ${data}) -> ${type}`,
      `Read ${words}.`,
      py`return ${codec}.decode(data)`,
    ),
    function_(
      py`encode_${stem}(frame: ${type}) -> bytes`,
      `Write ${words} as its canonical text.`,
      py`return ${codec}.encode(frame)`,
    ),
    function_(
      py`${stem}_from_dict(payload: Mapping[str, Any]) -> ${type}`,
      `Check ${words} that is a plain dict.`,
      py`return ${codec}.from_dict(payload)`,
    ),
  ];
}

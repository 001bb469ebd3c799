import { inOrderOfUse, namesLeadingTo, referencesIn } from "../../model/references.js";
import type { Annotations, Definition } from "../../model/types.js";
import { type Code, joined, py } from "./code.js";
import { type Context, Place } from "./context.js";
import { docstring } from "./docs.js";
import { importsOf } from "./imports.js";
import { atom, laidOut, union } from "./layout.js";
import { structOf } from "./structs.js";
import { annotationOf } from "./types.js";

/** `frames.py`: every type of the protocol. */
export function framesModule(context: Context): Code {
  const { definitions } = context.protocol;
  const edges = new Map(definitions.map(({ name, type }) => [name, referencesIn(type)]));
  const structs = definitions.filter((definition) => context.isStruct(definition));
  const behind = namesLeadingTo(
    structs.map(({ name }) => name),
    edges,
  );
  const order = inOrderOfUse(edges);
  const aliases = definitions
    .filter((definition) => !structs.includes(definition))
    .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  const texts = [
    ...aliases.filter(({ name }) => !behind.has(name)).map((one) => aliasOf(one, context)),
    ...structs.flatMap((one) => classesOf(one, context)),
    ...aliases.filter(({ name }) => behind.has(name)).map((one) => aliasOf(one, context)),
    ...frameOf(context),
  ];
  const head = docstring([`The frames of ${context.protocol.name}, as they are on the wire.`], 0);
  const safe = context.imports.has("SafeInt") ? [safeInteger(context)] : [];
  const statements = [...safe, ...texts].map(({ text, isClass }, index, all) => {
    const gap = isClass || all[index - 1]?.isClass ? py`\n\n` : py`\n`;
    return py`${gap}${text}`;
  });
  return py`${head}\n${importsOf(context.imports)}${joined(statements, "")}`;
}

/** A statement, and whether two empty lines belong around it. */
interface Statement {
  readonly text: Code;
  readonly isClass: boolean;
}

function classesOf(definition: Definition, context: Context): Statement[] {
  const object = context.objectOf(definition);
  if (!object) return [];
  const before = context.structs.length;
  const place = new Place(definition.name, definition.source);
  const text = structOf(
    {
      name: context.nameOf(definition.name),
      object,
      place,
      tag: context.tagOf(definition.name),
      docs: textsOf(definition.annotations),
    },
    context,
  );
  return [...innerClasses(before, context), { text, isClass: true }];
}

/** The classes that have been asked for since there were so many, with those that they ask for in front of them. */
function innerClasses(start: number, context: Context): Statement[] {
  return context.structs.slice(start).flatMap(({ name, object, place }) => {
    const before = context.structs.length;
    const text = structOf({ name, object, place, tag: undefined, docs: [] }, context);
    return [...innerClasses(before, context), { text, isClass: true }];
  });
}

function aliasOf(definition: Definition, context: Context): Statement {
  const { name, type, source, annotations } = definition;
  const annotation = annotationOf(type, new Place(name, source), context);
  const line = laidOut(
    py`${context.nameOf(name)}: ${context.imported("TypeAlias").code} = `,
    annotation,
    py``,
    0,
  );
  return { text: py`${line}\n${docstring(textsOf(annotations), 0)}`, isClass: false };
}

/** The alias of all frames, where one table of them holds. */
function frameOf(context: Context): Statement[] {
  const { frames } = context.protocol;
  if (!("members" in frames)) return [];
  const parts = frames.parts.map((name) => atom(context.nameOf(name)));
  const line = laidOut(py`Frame: ${context.imported("TypeAlias").code} = `, union(parts), py``, 0);
  return [{ text: py`${line}\n${docstring(["Every frame of the protocol."], 0)}`, isClass: false }];
}

function safeInteger(context: Context): Statement {
  const { code: annotated } = context.imported("Annotated");
  const { code: meta } = context.imported("Meta");
  const line = py`SafeInt: ${context.imported("TypeAlias").code} = ${annotated}[int, ${meta}(ge=-(2**53) + 1, le=2**53 - 1)]`;
  return {
    text: py`${line}\n${docstring(["An integer that the other end can hold without losing digits."], 0)}`,
    isClass: false,
  };
}

/** What a schema says of a definition for readers. */
function textsOf({ description, title }: Annotations): string[] {
  return [description ?? title ?? ""];
}

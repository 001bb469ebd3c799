import { inOrderOfUse, namesLeadingTo } from "../../model/references.js";
import type { Definition, Rule, Type } from "../../model/types.js";
import type { StructCheck } from "./checks.js";
import { type Code, joined, py } from "./code.js";
import type { Context } from "./context.js";
import { docstring } from "./docs.js";
import { importsOf } from "./imports.js";
import { atom, atomsIn, type Expression, laidOut, union } from "./layout.js";
import { Place } from "./place.js";
import { structOf } from "./structs.js";
import { textsOf } from "./texts.js";
import { aliasOf } from "./types.js";

/** A statement, and what is to be checked of it beside, where it is a class. */
interface Statement {
  readonly text: Code;
  readonly isClass: boolean;
  readonly check?: StructCheck;
}

/** `frames.py`: every type of the protocol; and what is to be checked of its classes beside. */
export function framesModule(context: Context): {
  readonly text: Code;
  readonly checks: readonly StructCheck[];
} {
  const { definitions } = context.protocol;
  const structs = definitions.filter(({ name }) => context.isStruct(name));
  const aliases = definitions
    .filter(({ name }) => !context.isStruct(name))
    .map((definition) => aliasOfDefinition(definition, context));
  const classes = [
    ...aliases.flatMap((one) => one.classes),
    ...structs.flatMap((definition) => classesOf(definition, context)),
  ];
  // Annotations of classes are looked up when all is there; those of aliases at once.
  const [first, behind] = inOrder(aliases, context.classNames);
  const statements = [...first, ...classes, ...behind, ...frameOf(context)];
  const all = [...(context.imports.has("SafeInt") ? [safeInteger(context)] : []), ...statements];
  const body = all.map(({ text, isClass }, index) => {
    const gap = isClass || all[index - 1]?.isClass ? py`\n\n` : py`\n`;
    return py`${gap}${text}`;
  });
  const head = docstring([`The frames of ${context.protocol.name}, as they are on the wire.`], 0);
  return {
    text: py`${head}\n${importsOf(context.imports)}${joined(body, "")}`,
    checks: statements.flatMap(({ check }) => check ?? []),
  };
}

/** Aliases that mention no class, and those that do; each behind those that it mentions. */
function inOrder(
  aliases: readonly Alias[],
  classNames: ReadonlySet<string>,
): [first: Statement[], behind: Statement[]] {
  const names = new Set<string>(aliases.map(({ name }) => name));
  const edges = aliases.map(
    ({ name, mentions }) => [name, mentions.filter((one) => names.has(one))] as const,
  );
  const withClasses = aliases.filter(({ mentions }) => mentions.some((one) => classNames.has(one)));
  const behind = namesLeadingTo(
    withClasses.map(({ name }) => name),
    new Map(edges),
  );
  const order = inOrderOfUse(new Map(edges)).flatMap(
    (name) => aliases.find((one) => one.name === name) ?? [],
  );
  return [order.filter(({ name }) => !behind.has(name)), order.filter(({ name }) => behind.has(name))];
}

function classesOf(definition: Definition, context: Context): Statement[] {
  const { name, type, annotations, source } = definition;
  const object = context.objectOf(name);
  if (!object) return [];
  const start = context.innerStructs.length;
  const place = new Place(name, source, context.notesOn(name), context.tagOf(name));
  const texts = () => textsOf(annotations, type, place.notes, name);
  const made = structOf({ name: context.nameOf(name), object, rules: rulesOf(type), place, texts }, context);
  return [...innerClasses(start, context), { ...made, isClass: true }];
}

function rulesOf(type: Type): readonly Rule[] {
  return type.kind === "constrained" ? type.rules : [];
}

/** The classes that have been asked for since there were so many, with those that they ask for in front of them. */
function innerClasses(start: number, context: Context): Statement[] {
  return context.innerStructs.splice(start).flatMap(({ name, object, place, opened }) => {
    const before = context.innerStructs.length;
    // What is noted of it is not to be told again where it stands.
    const own = new Place(place.name, place.source, [], place.tag);
    const texts = () => textsOf({}, object, own.notes);
    const made = context.opening(opened, () =>
      structOf({ name, object, rules: [], place: own, texts }, context),
    );
    return [...innerClasses(before, context), { ...made, isClass: true }];
  });
}

/** An alias, the names in it, and the classes that were made for it. */
interface Alias extends Statement {
  readonly name: Code;
  readonly mentions: readonly Code[];
  readonly classes: readonly Statement[];
}

function aliasOfDefinition(definition: Definition, context: Context): Alias {
  const { name, type, annotations } = definition;
  const start = context.innerStructs.length;
  const { expression } = aliasOf(name, context);
  const code = context.nameOf(name);
  const text = docstring(textsOf(annotations, type, context.notesOn(name), name), 0);
  const line = aliasLine(code, expression, context);
  return {
    name: code,
    text: py`${line}\n${text}`,
    isClass: false,
    mentions: atomsIn(expression),
    classes: innerClasses(start, context),
  };
}

/** So many types with `|` between them are more than Python's compiler takes without complaint. */
const mostOperands = 200;

function aliasLine(name: Code, expression: Expression, context: Context): Code {
  const head = py`${name}: ${context.imported("TypeAlias")} = `;
  if (expression.is !== "union" || expression.members.length <= mostOperands) {
    return laidOut(head, expression, py``, 0);
  }
  const lines = expression.members.map((member) => py`    ${laidOut(py``, member, py`,`, 4, true)}\n`);
  return py`${head}${context.imported("Union")}[  # noqa: UP007\n${joined(lines, "")}]`;
}

/** The alias of all frames, where one table of them holds. */
function frameOf(context: Context): Statement[] {
  const { frames } = context.protocol;
  if (!("members" in frames)) return [];
  const parts = frames.parts.map((name) => atom(context.nameOf(name)));
  const line = aliasLine(py`Frame`, union(parts), context);
  return [{ text: py`${line}\n${docstring(["Every frame of the protocol."], 0)}`, isClass: false }];
}

function safeInteger(context: Context): Statement {
  const [annotated, meta, alias] = ["Annotated", "Meta", "TypeAlias"].map((name) =>
    context.imported(name),
  ) as [Code, Code, Code];
  const line = py`SafeInt: ${alias} = ${annotated}[int, ${meta}(ge=-(2**53) + 1, le=2**53 - 1)]`;
  const text = docstring(["An integer that the other end can hold without losing digits."], 0);
  return { text: py`${line}\n${text}`, isClass: false };
}

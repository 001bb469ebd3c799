import { inOrderOfUse, referencesIn } from "../../model/references.js";
import type { Json, Source, Type } from "../../model/types.js";
import { checkOf } from "../../plan/check.js";
import type { Expression as Plan } from "../../plan/expression.js";
import { type Code, joined, literal, py, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { docstring } from "./docs.js";
import { atom, call, type Expression, keyword, laidOut, pair } from "./layout.js";
import { pythonPattern } from "./patterns.js";

/** What is checked of a class beside its annotations. */
export interface StructCheck {
  /** The name of the check. */
  readonly name: Code;
  readonly type: Type;
  readonly source: Source;
}

/** Functions of the runtime whose names are not those of the plan. */
const renamed: Readonly<Record<string, Code>> = {
  json: py`anything`,
  isNull: py`null`,
  tuple: py`tuple_`,
  object: py`object_`,
  bigint: py`big_integer`,
  all: py`all_of`,
  not: py`not_`,
  optional: py`Optional`,
  undefined: py`None`,
};

/** `_patterns.py`: the patterns that would hide what they are for. */
export function patternsModule({ patterns }: Context): Code {
  const head = docstring(["Patterns, made of those of the schema to match the same in Python."], 0);
  const lines = [...patterns].map(([code, name]) => py`${name}: Final = ${code}\n`);
  return py`${head}\nfrom __future__ import annotations\n\nfrom typing import Final\n\n${joined(lines, "")}`;
}

/**
 * `_checks.py`: what is checked of classes, and of the definitions that these checks ask.
 *
 * @param whole - the names of the definitions that are checked as they are on the wire.
 */
export function checksModule(
  checks: readonly StructCheck[],
  whole: readonly string[],
  context: Context,
): Code {
  const named = new Set<string>();
  const add = (name: string): void => {
    if (named.has(name)) return;
    named.add(name);
    for (const inner of referencesIn(context.resolve(name))) add(inner);
  };
  for (const name of whole) add(name);
  for (const { type } of checks) for (const name of referencesIn(type)) add(name);
  const edges = new Map([...named].map((name) => [name, referencesIn(context.resolve(name))]));
  const done = new Set<string>();
  context.beginModule();
  const definitions = inOrderOfUse(edges).map((name) => {
    const { type, source } = context.definition(name);
    const line = checkLine(context.checkName(name), type, source, (other) => !done.has(other), context);
    done.add(name);
    return line;
  });
  const own = checks.map(({ name, type, source }) => checkLine(name, type, source, () => false, context));
  const head = docstring(["What schemas ask of frames and msgspec does not."], 0);
  const imports = py`from __future__ import annotations\n\nfrom typing import Final\n\nfrom . import _check as check\n${
    context.imports.has("_patterns") ? py`from . import _patterns\n` : py``
  }`;
  return py`${head}\n${imports}\n${joined([...definitions, ...own], "")}`;
}

function checkLine(
  name: Code,
  type: Type,
  source: Source,
  isLater: (name: string) => boolean,
  context: Context,
): Code {
  const plan = checkOf(type, { resolve: context.resolve, isLater });
  return py`${laidOut(py`${name}: Final[check.Check] = `, printed(plan, source, context), py``, 0)}\n`;
}

/** A plan as code. */
function printed(plan: Plan, source: Source, context: Context): Expression {
  const inner = (part: Plan) => printed(part, source, context);
  switch (plan.is) {
    case "name":
      return atom(plan.name === "undefined" ? py`None` : py`check.${functionName(plan.name)}`);
    case "value":
      return constantOf(plan.value);
    case "pattern": {
      const found = pythonPattern(plan.pattern);
      if ("text" in found) return call(py`check.pattern`, atom(context.pattern(found.text, "pattern")));
      context.refusePattern(plan.pattern, found.problem, source);
      return atom(py`None`);
    }
    case "list":
      return listOf(plan.items.map(inner));
    case "record":
      return table(plan.entries.map(([key, part]) => pair(py`${stringLiteral(key)}: `, inner(part))));
    case "map":
      return table(plan.entries.map(([key, part]) => pair(py`${literal(key)}: `, inner(part))));
    case "definition": {
      const name = context.checkName(plan.name);
      return plan.isLater ? call(py`check.lazy`, atom(py`lambda: ${name}`)) : atom(name);
    }
    case "call":
      return ofCall(plan, inner);
  }
}

function constantOf(value: Json): Expression {
  if (Array.isArray(value)) return listOf((value as readonly Json[]).map(constantOf));
  if (typeof value !== "object" || value === null) return atom(literal(value));
  return table(
    Object.entries(value).map(([key, part]) => pair(py`${stringLiteral(key)}: `, constantOf(part))),
  );
}

function ofCall(plan: Extract<Plan, { is: "call" }>, inner: (part: Plan) => Expression): Expression {
  const head = py`check.${functionName(plan.name)}`;
  const [first, ...rest] = plan.arguments;
  // Limits are told by their names.
  if (first?.is === "record" && /Limits$|^inRange$/.test(plan.name))
    return call(head, ...named(first, inner));
  if (first?.is === "record" && plan.name.startsWith("unevaluated")) {
    return call(head, evaluated(first, inner), ...rest.map(inner));
  }
  if (plan.name === "fieldsMatching" && first?.is === "list") {
    const pairs = first.items.map((item) => tuple(item.is === "list" ? item.items.map(inner) : []));
    return call(head, listOf(pairs), ...rest.map(inner));
  }
  // What is equal is not for the caller to say; nor is how an integer is held.
  const given = /^(literal|enumeration)$/.test(plan.name)
    ? plan.arguments.slice(0, 1)
    : plan.name === "bigint"
      ? rest
      : plan.arguments;
  return call(head, ...given.map(inner));
}

function named(
  { entries }: Extract<Plan, { is: "record" }>,
  inner: (part: Plan) => Expression,
): Expression[] {
  return entries
    .filter(([key]) => key !== "formats")
    .map(([key, part]) =>
      keyword(functionName(key), key === "dependencies" ? dependencies(part) : inner(part)),
    );
}

function dependencies(plan: Plan): Expression {
  const all = plan.is === "value" ? (plan.value as readonly (readonly Json[])[]) : [];
  return listOf(all.map((one) => tuple(one.map(constantOf))));
}

/** What is evaluated: a record in records. */
function evaluated(record: Extract<Plan, { is: "record" }>, inner: (part: Plan) => Expression): Expression {
  const fields = record.entries.map(([key, part]) => {
    if (key !== "branches" || part.is !== "list") return keyword(functionName(key), inner(part));
    const branches = part.items.map((branch) => {
      const entries = branch.is === "record" ? branch.entries : [];
      const parts = entries.map(([name, one]) =>
        keyword(functionName(name), one.is === "record" ? evaluated(one, inner) : inner(one)),
      );
      return call(py`check.Branch`, ...parts);
    });
    return keyword(py`branches`, listOf(branches));
  });
  return call(py`check.Evaluated`, ...fields);
}

function tuple(items: readonly Expression[]): Expression {
  return call(py``, ...items);
}

function listOf(items: readonly Expression[]): Expression {
  return { is: "brackets", head: py``, brackets: "[]", items };
}

function table(items: readonly Expression[]): Expression {
  return { is: "brackets", head: py``, brackets: "{}", items };
}

function functionName(name: string): Code {
  return renamed[name] ?? (name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as Code);
}

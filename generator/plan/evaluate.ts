import { assertedFormats } from "../model/formats.js";
import * as checks from "../runtime/check.js";
import * as limits from "../runtime/check-limits.js";
import * as choices from "../runtime/choice.js";
import { isSame } from "../runtime/equal.js";
import * as restores from "../runtime/restore.js";
import * as rules from "../runtime/rules.js";
import type { Expression, Purpose } from "./expression.js";

const runtime: Readonly<Record<string, unknown>> = {
  ...checks,
  ...limits,
  ...choices,
  ...rules,
  ...restores,
  ...Object.fromEntries([...assertedFormats.values()].map((fits) => [fits.name, fits])),
  isSame,
  undefined,
};

/** Puts an expression together; `definition` gives that of another definition, when it is asked for. */
export function evaluate(
  expression: Expression,
  definition: (name: string, purpose: Purpose) => unknown,
): unknown {
  const inner = (part: Expression) => evaluate(part, definition);
  switch (expression.is) {
    case "name":
      return runtime[expression.name];
    case "call": {
      const called = runtime[expression.name] as (...parameters: readonly unknown[]) => unknown;
      return called(...expression.arguments.map(inner));
    }
    case "value":
      return expression.value;
    case "pattern":
      return new RegExp(expression.pattern, "u");
    case "list":
      return expression.items.map(inner);
    case "record":
      return Object.fromEntries(expression.entries.map(([key, part]) => [key, inner(part)]));
    case "map":
      return new Map(expression.entries.map(([key, part]) => [key, inner(part)]));
    case "definition":
      return definition(expression.name, expression.purpose);
  }
}

import type { Definition } from "../../model/types.js";
import { checkOf } from "../../plan/check.js";
import type { Expression, Purpose } from "../../plan/expression.js";
import { restoreOf } from "../../plan/restore.js";
import { type Code, code } from "./code.js";
import type { Context } from "./context.js";
import { print } from "./expressions.js";
import { constant, type Statement } from "./statements.js";

/** `checks.ts`: for each definition a check that says what is wrong with a value. */
export function checksModule(context: Context): Statement[] {
  return planned(context, "check", code`ValueCheck`, ({ type }, isLater) =>
    checkOf(type, { resolve: context.resolve, isLater }),
  );
}

/** `restores.ts`: for each definition that needs it, how parsed numbers get the form of their types. */
export function restoresModule(context: Context): Statement[] {
  return planned(context, "restore", code`Restorer`, ({ type }, isLater) =>
    restoreOf(type, context.restorable, { resolve: context.resolve, isLater }),
  );
}

function planned(
  context: Context,
  purpose: Purpose,
  type: Code,
  plan: (definition: Definition, isLater: (name: string) => boolean) => Expression | undefined,
): Statement[] {
  const done = new Set<string>();
  return context.inOrderOfUse().flatMap((definition) => {
    const expression = plan(definition, (name) => !done.has(name));
    done.add(definition.name);
    if (!expression) return [];
    const printed = print(expression, (one) => definitionCode(one, context));
    const value = expression.is === "call" ? code`/* @__PURE__ */ ${printed}` : printed;
    return [constant(nameFor(purpose, definition.name, context), type, value)];
  });
}

/** A definition as it is written in an expression: put off where it may not exist yet. */
function definitionCode(expression: Extract<Expression, { is: "definition" }>, context: Context): Code {
  const { name, purpose, isLater } = expression;
  const own = nameFor(purpose, name, context);
  if (!isLater) return own;
  return purpose === "check" ? code`lazy(() => ${own})` : code`restoreLazily(() => ${own})`;
}

function nameFor(purpose: Purpose, name: string, context: Context): Code {
  return purpose === "check" ? context.checkName(name) : context.restoreName(name);
}

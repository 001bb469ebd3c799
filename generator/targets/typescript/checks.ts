import type { Definition } from "../../model/types.js";
import { checkOf } from "../../plan/check.js";
import type { Expression } from "../../plan/expression.js";
import { restoreOf } from "../../plan/restore.js";
import { type Code, code } from "./code.js";
import type { Context } from "./context.js";
import { type DefinitionNames, print } from "./expressions.js";
import { constant, type Statement } from "./statements.js";

/** `checks.ts`: for each definition a check that says what is wrong with a value. */
export function checksModule(context: Context): Statement[] {
  const names = {
    now: (name: string) => context.checkName(name),
    later: (name: string) => code`lazy(() => ${context.checkName(name)})`,
  };
  return planned(context, code`Check`, names, (definition, isLater) =>
    checkOf(definition.type, { resolve: context.resolve, isLater }),
  );
}

/** `restores.ts`: for each definition that needs it, how parsed numbers get the form of their types. */
export function restoresModule(context: Context): Statement[] {
  const names = {
    now: (name: string) => context.restoreName(name),
    later: (name: string) => code`restoreLazily(() => ${context.restoreName(name)})`,
  };
  return planned(context, code`Restore`, names, (definition, isLater) =>
    restoreOf(definition.type, context.restorable, { resolve: context.resolve, isLater }),
  );
}

function planned(
  context: Context,
  type: Code,
  names: DefinitionNames,
  plan: (definition: Definition, isLater: (name: string) => boolean) => Expression | undefined,
): Statement[] {
  const done = new Set<string>();
  return context.inOrderOfUse().flatMap((definition) => {
    const expression = plan(definition, (name) => !done.has(name));
    done.add(definition.name);
    if (!expression) return [];
    const printed = print(expression, names);
    const value = expression.is === "call" ? code`/* @__PURE__ */ ${printed}` : printed;
    return [constant(names.now(definition.name), type, value)];
  });
}

import type { Definition } from "../../model/types.js";
import { checkOf, type PlanContext, rulesCheckOf } from "../../plan/check.js";
import type { Expression, Purpose } from "../../plan/expression.js";
import { restoreOf } from "../../plan/restore.js";
import { type Code, code } from "./code.js";
import type { Context } from "./context.js";
import { print } from "./expressions.js";
import { mostCases } from "./guards.js";
import { constant, indented, pure, type Statement } from "./statements.js";

/** `checks.ts`: for each definition a check that says what is wrong with a value, with its rules in front. */
export function checksModule(context: Context): Statement[] {
  return planned(context, code`ValueCheck`, ({ name, type }, isLater) => {
    const around = planContext(context, isLater);
    return [
      ...context
        .ruledTypesIn(name)
        .map((ruled) => [context.rulesName(ruled) as Code, rulesCheckOf(ruled, around)] as const),
      [context.checkName(name), checkOf(type, around)],
    ];
  });
}

/** `restores.ts`: for each definition that needs it, how parsed numbers get the form of their types. */
export function restoresModule(context: Context): Statement[] {
  return planned(context, code`Restorer`, ({ name, type }, isLater) => {
    const rule = restoreOf(type, context.restorable, planContext(context, isLater));
    return rule ? [[context.restoreName(name), rule]] : [];
  });
}

function planContext(context: Context, isLater: PlanContext["isLater"]): PlanContext {
  return { resolve: context.resolve, isLater, rulesName: (type) => context.rulesName(type) };
}

function planned(
  context: Context,
  type: Code,
  plan: (
    definition: Definition,
    isLater: (name: string) => boolean,
  ) => readonly (readonly [name: Code, expression: Expression])[],
): Statement[] {
  const done = new Set<string>();
  return context.inOrderOfUse().flatMap((definition) => {
    const constants = plan(definition, (name) => !done.has(name));
    done.add(definition.name);
    return constants.flatMap(([name, expression]) => {
      const printed = print(expression, (one) => definitionCode(one, context));
      if (!hasManyKinds(expression)) {
        return constant(name, type, expression.is === "call" ? pure(printed) : printed);
      }
      // Of a constant that an arrow function mentions, the compiler asks all others in front as well.
      // No name in a schema has an underscore inside when it is a name here.
      const make = code`${name}_byKind`;
      return [
        constant(name, type, code`/* @__PURE__ */ made(${make})`),
        code`\nfunction ${make}(): ${type} {\n${indented(code`return ${printed};`)}\n}`,
      ];
    });
  });
}

function hasManyKinds(expression: Expression): boolean {
  return (
    expression.is === "call" &&
    expression.arguments.some((part) => part.is === "map" && part.entries.length > mostCases)
  );
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

import type { Expression } from "../../plan/expression.js";
import { type Code, code, identifier, joined, literal, literalKey, regularExpression } from "./code.js";
import { bracketed, tableOf } from "./statements.js";

/** How a definition is written in an expression. */
export type DefinitionCode = (definition: Extract<Expression, { is: "definition" }>) => Code;

/** The code of an expression. */
export function print(expression: Expression, definition: DefinitionCode): Code {
  const inner = (part: Expression) => print(part, definition);
  switch (expression.is) {
    case "name":
      return identifier(expression.name);
    case "call": {
      const parameters = joined(expression.arguments.map(inner), ", ");
      return code`${identifier(expression.name)}(${parameters})`;
    }
    case "value":
      return literal(expression.value);
    case "pattern":
      return regularExpression(expression.pattern);
    case "list":
      return bracketed(code`[`, expression.items.map(inner), code`]`);
    case "record": {
      const entries = expression.entries.map(([key, part]) => code`${literalKey(key)}: ${inner(part)}`);
      return bracketed(code`{`, entries, code`}`);
    }
    case "map":
      return tableOf(
        expression.holds === "check" ? code`ValueCheck` : code`Restorer`,
        expression.entries.map(([key, part]) => [key, inner(part)]),
      );
    case "definition":
      return definition(expression);
  }
}

import { type Code, joined, py } from "./code.js";

/** The longest line, as the formatters of Python have it. */
export const width = 88;

/** An expression, which is laid out on one line where that holds it, else as the formatters do. */
export type Expression =
  | { readonly is: "atom"; readonly code: Code }
  | {
      readonly is: "brackets";
      readonly head: Code;
      readonly brackets: "()" | "[]" | "{}";
      readonly items: readonly Expression[];
    }
  | { readonly is: "pair"; readonly head: Code; readonly value: Expression }
  | { readonly is: "union"; readonly members: readonly Expression[] };

/** What has no parts, and never breaks. */
export function atom(code: Code): Expression {
  return { is: "atom", code };
}

/** `head(…)` */
export function call(head: Code, ...items: readonly Expression[]): Expression {
  return { is: "brackets", head, brackets: "()", items };
}

/** `head[…]` */
export function subscript(head: Code, ...items: readonly Expression[]): Expression {
  return { is: "brackets", head, brackets: "[]", items };
}

/** `name=value` */
export function keyword(name: Code, value: Expression): Expression {
  return { is: "pair", head: py`${name}=`, value };
}

/** `a | b` */
export function union(members: readonly Expression[]): Expression {
  const [only] = members;
  return only && members.length === 1 ? only : { is: "union", members };
}

/** An expression on one line. */
export function flat(expression: Expression): Code {
  switch (expression.is) {
    case "atom":
      return expression.code;
    case "pair":
      return py`${expression.head}${flat(expression.value)}`;
    case "union":
      return joined(expression.members.map(flat), " | ");
    case "brackets": {
      const [open, close] = expression.brackets as unknown as [Code, Code];
      return py`${expression.head}${open}${joined(expression.items.map(flat), ", ")}${close}`;
    }
  }
}

/**
 * An expression behind `before` and in front of `after`, on lines of which the first is indented by `indent` already.
 *
 * @param isEnclosed - whether it stands in brackets, so that it may break without some of its own.
 */
export function laidOut(
  before: Code,
  expression: Expression,
  after: Code,
  indent: number,
  isEnclosed = false,
): Code {
  const line = py`${before}${flat(expression)}${after}`;
  const [first = "", last = first] = [line.split("\n")[0], line.split("\n").at(-1)];
  if (indent + first.length <= width && last.length <= width) return line;
  const inner = indent + 4;
  switch (expression.is) {
    case "atom":
      return line;
    case "pair":
      return laidOut(py`${before}${expression.head}`, expression.value, after, indent);
    case "brackets": {
      const { head, items, brackets } = expression;
      if (items.length === 0) return line;
      const [open, close] = brackets as unknown as [Code, Code];
      // A comma behind the only index would make it a tuple.
      const comma = brackets === "[]" && items.length === 1 ? py`` : py`,`;
      const lines = items.map((item) => py`${spaces(inner)}${laidOut(py``, item, comma, inner, true)}\n`);
      return py`${before}${head}${open}\n${joined(lines, "")}${spaces(indent)}${close}${after}`;
    }
    case "union": {
      const { members } = expression;
      const at = isEnclosed ? indent : inner;
      const lines = members.map((member, index) =>
        laidOut(index === 0 ? py`` : py`| `, member, py``, at, true),
      );
      const body = joined(lines, `\n${spaces(at)}`);
      if (isEnclosed) return py`${before}${body}${after}`;
      return py`${before}(\n${spaces(at)}${body}\n${spaces(indent)})${after}`;
    }
  }
}

/** As many spaces. */
export function spaces(count: number): Code {
  return " ".repeat(count) as Code;
}

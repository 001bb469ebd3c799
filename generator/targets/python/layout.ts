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

/** `"name": value`, or anything else in front of a value. */
export function pair(head: Code, value: Expression): Expression {
  return { is: "pair", head, value };
}

/** `a | b`, each once, with `None` behind all others, as linters want it. */
export function union(members: readonly Expression[]): Expression {
  const all = members.flatMap((member) => (member.is === "union" ? member.members : [member]));
  const isNone = (member: Expression) => flat(member) === "None";
  const once = [...new Map(all.map((one) => [flat(one), one])).values()];
  const sorted = [...once.filter((one) => !isNone(one)), ...once.filter(isNone)];
  const [only] = sorted;
  return only && sorted.length === 1 ? only : { is: "union", members: sorted };
}

/** The atoms in an expression. */
export function atomsIn(expression: Expression): Code[] {
  switch (expression.is) {
    case "atom":
      return [expression.code];
    case "pair":
      return atomsIn(expression.value);
    case "union":
      return expression.members.flatMap(atomsIn);
    case "brackets":
      return expression.items.flatMap(atomsIn);
  }
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
      if (isEnclosed)
        return py`${before}${joined(brokenUnion(expression.members, indent), `\n${spaces(indent)}`)}${after}`;
      const whole = flat(expression);
      const body =
        inner + whole.length <= width
          ? whole
          : joined(brokenUnion(expression.members, inner), `\n${spaces(inner)}`);
      return py`${before}(\n${spaces(inner)}${body}\n${spaces(indent)})${after}`;
    }
  }
}

function brokenUnion(members: readonly Expression[], indent: number): Code[] {
  return members.map((member, index) => laidOut(index === 0 ? py`` : py`| `, member, py``, indent, true));
}

/**
 * `name: annotation = value`, on lines of which the first is indented by `indent` already: where it is too long, the
 * value is broken rather than the annotation.
 */
export function assignment(
  name: Code,
  annotation: Expression,
  value: Expression | undefined,
  indent: number,
): Code {
  if (!value) return laidOut(py`${name}: `, annotation, py``, indent);
  const head = py`${name}: ${flat(annotation)} = `;
  const fits = (text: Code) => indent + head.length + text.length <= width;
  if (fits(flat(value))) return py`${head}${flat(value)}`;
  if (value.is === "brackets" && fits(py`${value.head}(`)) return laidOut(head, value, py``, indent);
  if (fits(py`(`) && indent + 4 + flat(value).length <= width) {
    return py`${head}(\n${spaces(indent + 4)}${flat(value)}\n${spaces(indent)})`;
  }
  return laidOut(py`${name}: `, annotation, py` = ${flat(value)}`, indent);
}

/** As many spaces. */
export function spaces(count: number): Code {
  return " ".repeat(count) as Code;
}

import { partsOf } from "../../model/parts.js";
import type { Type } from "../../model/types.js";
import type { Order } from "../../plan/orders.js";
import { type Code, code, stringLiteral } from "./code.js";
import type { Context } from "./context.js";
import { bracketed, constant, pure, type Statement } from "./statements.js";

/**
 * `orders.ts`: for each definition of which there are lists, the order of its properties. The text that `JSON.stringify` gives plain
 * data of that order is the canonical one.
 */
export function ordersModule(context: Context): Statement[] {
  const wanted = new Set<string>();
  const want = (order: Order | undefined): void => {
    if (order?.is === "object") for (const [, inner] of order.properties) want(inner);
    if (order?.is !== "definition" || wanted.has(order.name)) return;
    wanted.add(order.name);
    want(context.orders.of(context.resolve(order.name)));
  };
  for (const { type } of context.definitions)
    for (const items of listsIn(type)) want(context.orders.of(items));
  return context
    .inOrderOfUse()
    .filter(({ name }) => wanted.has(name))
    .map(({ name, type }) => {
      const order = orderCode(context.orders.of(type), context) ?? code`orderOf()`;
      return code`\n${constant(context.orderName(name), code`Order`, pure(order))}`;
    });
}

/** The types of the elements of all lists in a type. */
function listsIn(type: Type): Type[] {
  const items = type.kind === "array" ? [type.items] : [];
  return [...items, ...partsOf(type).flatMap(listsIn)];
}

/** An expression for what is asked of values; nothing where they are primitive. */
export function orderCode(order: Order | undefined, context: Context): Code | undefined {
  switch (order?.is) {
    case "data":
      return code`DATA`;
    case "float":
      return code`FLOAT`;
    case "definition":
      return context.orderName(order.name);
    case "object": {
      const names = order.properties.map(([name, inner]) => {
        const part = orderCode(inner, context);
        return part === undefined ? stringLiteral(name) : code`[${stringLiteral(name)}, ${part}]`;
      });
      return bracketed(code`orderOf(`, names, code`)`);
    }
    default:
      return undefined;
  }
}

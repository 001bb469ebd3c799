import type { Type } from "../../model/types.js";
import { jsonTypesOf } from "../../plan/members.js";
import { type Annotation, loose } from "./annotation.js";
import { type Code, py } from "./code.js";
import type { Context } from "./context.js";
import { atom, type Expression, subscript, union } from "./layout.js";
import type { Place } from "./place.js";

const words: Readonly<Record<string, Code>> = {
  null: py`None`,
  boolean: py`bool`,
  string: py`str`,
  number: py`int | float`,
};

/** A type whose objects can't be classes, as what is asked of them is more than what classes have: all of it is checked beside. */
export function plainOf(type: Type, place: Place, context: Context): Annotation {
  context.weaken(
    place,
    "objects are dicts here: what the schema asks of them goes beyond declared fields. They are checked.",
  );
  const any = () => atom(context.imported("Any"));
  const expressions = [...jsonTypesOf(type, context.resolve)].map((jsonType): Expression => {
    if (jsonType === "array") return subscript(py`list`, any());
    if (jsonType === "object") return subscript(py`dict`, atom(py`str`), any());
    return atom(words[jsonType] as Code);
  });
  return loose(union(expressions), type);
}

import type { Definition, Type } from "../model/types.js";

/** How many steps the smallest value of a type takes to draw; infinite where it has none that ends. */
export type HeightOf = (type: Type) => number;

/**
 * Measures types, so that a value can be brought to its end: choosing what is lowest leads to something lower each time.
 *
 * A reference is one higher than what it stands for, and so is what holds something.
 */
export function heightsOf(definitions: readonly Definition[]): HeightOf {
  const heights = new Map<string, number>();
  const heightOf: HeightOf = (type) => {
    switch (type.kind) {
      case "never":
        return Number.POSITIVE_INFINITY;
      case "reference":
        return 1 + (heights.get(type.name) ?? Number.POSITIVE_INFINITY);
      case "union":
        return Math.min(...type.members.map(heightOf));
      case "constrained":
        return 1 + heightOf(type.type);
      case "array": {
        const needed = [...type.prefix, type.items].slice(0, type.minItems);
        return 1 + Math.max(0, ...needed.map(heightOf));
      }
      case "object": {
        const needed = type.properties.filter(({ isRequired }) => isRequired);
        return 1 + Math.max(0, ...needed.map((property) => heightOf(property.type)));
      }
      default:
        return 0;
    }
  };
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const { name, type } of definitions) {
      const height = heightOf(type);
      if (height >= (heights.get(name) ?? Number.POSITIVE_INFINITY)) continue;
      heights.set(name, height);
      isChanged = true;
    }
  }
  return heightOf;
}

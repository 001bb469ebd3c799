/**
 * Whether two values can't be told apart by any program: equal to the sign of zero and the order of properties, with
 * the same own properties, `__proto__` among them, and the same prototypes.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return Object.is(one, other);
  }
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  const keys = Reflect.ownKeys(one);
  const others = Reflect.ownKeys(other);
  return (
    keys.length === others.length && keys.every((key, at) => key === others[at] && isAlike(one, other, key))
  );
}

/** Whether two objects have the same property under a name that both have. */
function isAlike(one: object, other: object, key: PropertyKey): boolean {
  const { value, ...attributes } = Object.getOwnPropertyDescriptor(one, key) as PropertyDescriptor;
  const { value: otherValue, ...others } = Object.getOwnPropertyDescriptor(other, key) as PropertyDescriptor;
  return (
    attributes.writable === others.writable &&
    attributes.enumerable === others.enumerable &&
    attributes.configurable === others.configurable &&
    attributes.get === others.get &&
    isSame(value, otherValue)
  );
}

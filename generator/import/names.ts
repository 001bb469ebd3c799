import { Names } from "../infer/naming.js";
import { typeName, valueName } from "../model/names.js";
import type { DescribedUnion } from "./python.js";

/** What a union is called in the schema. */
export interface UnionNames {
  /** As a type. */
  readonly title: string;
  /** As a channel, and as a file. */
  readonly channel: string;
  /** The path of the channel, which no module tells of. */
  readonly path: string;
}

/** Ends of names that say nothing of which channel it is. */
const general = /(?<=.)(?:Events?|Frames?|Messages?|Union)$/;

/** The manifest, and the file of what more than one union is made of: no channel is called so. */
const files = ["protocol", "shared"];

/** Names unions after what they are called in their modules: `SessionEvent` is the channel `session`, where no other one is. */
export function namesOf(unions: readonly DescribedUnion[]): UnionNames[] {
  const wishes = unions.map(({ module, name }) => {
    const own = typeName(name) ?? "";
    return { own, long: `${typeName(module) ?? ""}${own}` };
  });
  const titles = new Names([]).give(wishes.map((item) => ({ item, wishes: [item.own, item.long] })));
  const channels = new Names(files).give(
    wishes.map((item) => ({
      item,
      wishes: [item.own.replace(general, ""), item.own, item.long].map(valueName),
    })),
  );
  return wishes.map((one) => {
    const channel = channels.get(one) ?? valueName(one.long);
    return { title: titles.get(one) ?? one.long, channel, path: `/${channel}` };
  });
}

/** What there is a threshold for. */
export type Threshold =
  | "tagShare"
  | "kinds"
  | "enumValues"
  | "enumSeen"
  | "closedSeen"
  | "fields"
  | "mapNames"
  | "mapShare"
  | "mapWords"
  | "mapWordsShare"
  | "fewSeen"
  | "variantSeen"
  | "variants"
  | "sampleFrames"
  | "sampleLength"
  | "sampledLength"
  | "exampleLength";

/** From how much evidence on something is taken for a rule, and how much of it is kept. The docs and the report quote these. */
export const thresholds: Readonly<Record<Threshold, number>> = {
  /** The tag must be in at least this share of the frames. */
  tagShare: 0.9,
  /** A tag has no more values than this. */
  kinds: 1000,
  /** A string that has no more values than this, each a short word, may be an enum. */
  enumValues: 16,
  /** It is one where it was seen at least so often for each of its values: an open one. */
  enumSeen: 8,
  /** A closed one where every single value was seen at least so often. */
  closedSeen: 40,
  /** Objects at one place with more properties than this in all are maps. */
  fields: 256,
  /** Objects with at least so many properties in all, each in no more than this share of them on average, may be maps. */
  mapNames: 20,
  mapShare: 0.2,
  /** So are those with at least so many, none of them in more than half of the objects, whose values are all of one type. */
  mapWords: 8,
  mapWordsShare: 0.35,
  /** A field, or a kind, that was seen less often than this is told of as a guess. */
  fewSeen: 10,
  /** Each variant of a nested union was seen at least so often. */
  variantSeen: 3,
  /** A nested union has no more variants than this. */
  variants: 32,
  /** So many frames of a kind, of so many characters in all, are looked at for what counting can't show. */
  sampleFrames: 100,
  sampleLength: 2 ** 19,
  /** A frame with a longer text than this is not part of a sample. */
  sampledLength: 2 ** 16,
  /** A frame with a longer text than this is no example. */
  exampleLength: 4000,
};

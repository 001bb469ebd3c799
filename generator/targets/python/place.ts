import type { Source } from "../../model/types.js";

/** Where a type stands: what a class would be called there, where to point at, and what there is to say about it. */
export class Place {
  readonly name: string;
  readonly source: Source;
  /** What is said of it beside what the schema says; parts of it add to that. */
  readonly notes: string[];
  /** The property that tells an object here from others in a union, where one does. */
  readonly tag: string | undefined;

  constructor(name: string, source: Source, notes: string[] = [], tag?: string) {
    this.name = name;
    this.source = source;
    this.notes = notes;
    this.tag = tag;
  }

  /** A part of it, such as its elements. */
  inside(word: string, tag?: string): Place {
    return new Place(`${this.name}${word}`, this.source, this.notes, tag);
  }

  /** The place of a property, which has docs of its own. */
  property(word: string, source: Source): Place {
    return new Place(`${this.name}${word}`, source);
  }
}

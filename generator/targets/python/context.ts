import type { Definition, ObjectType, Protocol, Source, Type } from "../../model/types.js";
import { bodyOf, type Resolve } from "../../model/values.js";
import { type Code, identifier, py } from "./code.js";
import { atom, type Expression } from "./layout.js";
import { Scope, typeName } from "./names.js";

/** Where a type stands: what a class would be called there, and where to point at. */
export class Place {
  readonly name: string;
  readonly source: Source;

  constructor(name: string, source: Source) {
    this.name = name;
    this.source = source;
  }

  /** A place in this one. */
  inside(word: string): Place {
    return new Place(`${this.name}${word}`, this.source);
  }

  /** The place of a property. */
  at(word: string, source: Source): Place {
    return new Place(`${this.name}${word}`, source);
  }
}

/** An object that becomes a class. */
export interface StructPlan {
  readonly name: Code;
  readonly object: ObjectType;
  readonly place: Place;
  /** The definition that it is, where it has a name of its own in the schema. */
  readonly definition?: Definition;
}

/** Whether an object is a dict rather than a class: it has no properties of its own, but others that count. */
export function isMap({ properties, others }: ObjectType): boolean {
  return properties.length === 0 && typeof others !== "string";
}

/** What is known of a protocol while its module is written. */
export class Context {
  readonly protocol: Protocol;
  /** The classes, in the order in which they were asked for. */
  readonly structs: StructPlan[] = [];
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #names: ReadonlyMap<string, Code>;
  readonly #scope = new Scope();
  readonly #imports = new Set<string>();
  /** The property by which a frame is known, and its kind. */
  readonly #tags = new Map<string, string>();

  constructor(protocol: Protocol) {
    this.protocol = protocol;
    this.#definitions = new Map(protocol.definitions.map((definition) => [definition.name, definition]));
    this.#names = new Map(
      protocol.definitions.map(({ name, source }) => [name, this.#scope.declare(typeName(name), source)]),
    );
    const { frames, unions, channels } = protocol;
    const sets = [
      ...("members" in frames ? [{ tag: frames.tag, frames: frames.members }] : []),
      ...channels.flatMap(({ serverToClient, clientToServer }) =>
        [serverToClient ?? [], clientToServer ?? []].flat(),
      ),
      ...unions,
    ];
    for (const { tag, frames: members } of sets) {
      for (const { name } of members) if (!this.#tags.has(name)) this.#tags.set(name, tag);
    }
  }

  readonly resolve: Resolve = (name) => (this.#definitions.get(name) as Definition).type;

  /** The name of a definition in Python. */
  nameOf(definition: string): Code {
    return this.#names.get(definition) as Code;
  }

  /** The tag of a definition that is a frame. */
  tagOf(definition: string): string | undefined {
    return this.#tags.get(definition);
  }

  /** What the module imports, by the names that have been used. */
  get imports(): ReadonlySet<string> {
    return this.#imports;
  }

  /** A name that has to be imported. */
  imported(name: string): Extract<Expression, { is: "atom" }> {
    this.#imports.add(name);
    return { is: "atom", code: identifier(name) };
  }

  /** An integer that both ends can hold. */
  safeInteger(): Expression {
    this.imported("SafeInt");
    return atom(py`SafeInt`);
  }

  /** Makes a class of an object that has no name in the schema, and gives its name. */
  addStruct(object: ObjectType, place: Place): Code {
    const name = this.#scope.declare(typeName(place.name), place.source);
    this.structs.push({ name, object, place });
    return name;
  }

  /** Whether a definition becomes a class: it is an object that is more than a dict. */
  isStruct(definition: Definition): boolean {
    const object = this.objectOf(definition);
    return object !== undefined && !isMap(object);
  }

  /** The object that a definition is, where it becomes a class. */
  objectOf({ type }: Definition): ObjectType | undefined {
    const body: Type = bodyOf(type);
    return body.kind === "object" ? body : undefined;
  }
}

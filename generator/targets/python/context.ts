import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import { namesInCycles, referencesIn } from "../../model/references.js";
import type { Definition, Kind, ObjectType, Protocol, Source, Type } from "../../model/types.js";
import { bodyOf, type Resolve } from "../../model/values.js";
import type { Annotation } from "./annotation.js";
import { type Code, identifier, patternLiteral, py } from "./code.js";
import { atom, type Expression } from "./layout.js";
import { constantName, Scope, typeName, valueName } from "./names.js";
import { isMap, needsOthers } from "./others.js";
import type { Place } from "./place.js";
import { framesByTag, tagsOf } from "./tags.js";

/** An object that has no name in the schema, and becomes a class. */
export interface InnerStruct {
  readonly name: Code;
  readonly object: ObjectType;
  readonly place: Place;
  /** The definitions that are written without their names where it stands. */
  readonly opened: ReadonlySet<string>;
}

/** The longest pattern that stands where it is used. */
const longestPattern = 200;

/** What is known of a protocol while its modules are written. */
export class Context {
  readonly protocol: Protocol;
  /** The classes that have no name in the schema, in the order in which they were asked for. */
  readonly innerStructs: InnerStruct[] = [];
  /** What there is to say about the schema. */
  readonly diagnostics: Diagnostic[] = [];
  /** What aliases stand for, by the names of their definitions. */
  readonly aliases: Map<string, Annotation> = new Map();
  /** Patterns that have a name, by their code. */
  readonly patterns: Map<Code, Code> = new Map();
  readonly #notes = new Map<string, string[]>();
  readonly #definitions: ReadonlyMap<string, Definition>;
  readonly #names: ReadonlyMap<string, Code>;
  readonly #typeNames: ReadonlySet<string>;
  readonly #frames: ReadonlySet<string>;
  readonly #tags: ReadonlyMap<string, string>;
  /** Aliases that contain themselves without a class in between, which no alias of Python can. */
  readonly #endless: ReadonlySet<string>;
  readonly #innerNames = new Set<Code>();
  #isInEndless = false;
  #opened: ReadonlySet<string> = new Set();
  readonly #scope = new Scope();
  readonly #checkNames = new Map<string, Code>();
  readonly #checkScope = new Scope();
  readonly #patternScope = new Scope();
  readonly #imports = new Set<string>();

  constructor(protocol: Protocol) {
    this.protocol = protocol;
    const { definitions } = protocol;
    this.#definitions = new Map(definitions.map((definition) => [definition.name, definition]));
    this.#names = new Map(
      definitions.map(({ name, source }) => [name, this.#scope.declare(typeName(name), source)]),
    );
    this.#typeNames = new Set(this.#names.values());
    this.#frames = new Set(framesByTag(protocol).flatMap(({ frames }) => frames.map(({ name }) => name)));
    this.#tags = tagsOf(protocol, this.resolve);
    const aliases = definitions.filter(({ name }) => !this.isStruct(name));
    const edges = aliases.map(({ name, type }) => {
      const targets = referencesIn(type).filter((target) => !this.isStruct(target));
      return [name, targets] as const;
    });
    this.#endless = namesInCycles(new Map(edges));
  }

  readonly resolve: Resolve = (name) => this.definition(name).type;

  definition(name: string): Definition {
    return this.#definitions.get(name) as Definition;
  }

  /** The name of a definition in Python. */
  nameOf(definition: string): Code {
    return this.#names.get(definition) as Code;
  }

  /** Whether a definition has this name. */
  hasName(name: string): boolean {
    return this.#definitions.has(name);
  }

  /** The name of what checks a definition as a whole. */
  checkName(definition: string): Code {
    const known = this.#checkNames.get(definition);
    if (known !== undefined) return known;
    const name = this.#checkScope.free(valueName(`whole ${definition}`, definition));
    this.#checkNames.set(definition, name);
    return name;
  }

  /** The name of what checks a class beside its annotations. */
  structCheckName(name: Code): Code {
    return this.#checkScope.free(valueName(name, name));
  }

  /** The property that tells a definition from others in unions, which msgspec reads and writes itself. */
  tagOf(definition: string): string | undefined {
    return this.#tags.get(definition);
  }

  /** The object that a definition is, where it is one. */
  objectOf(definition: string): ObjectType | undefined {
    const body: Type = bodyOf(this.resolve(definition));
    return body.kind === "object" ? body : undefined;
  }

  /** The tag of a definition that is a union of frames. */
  unionTagOf(definition: string): string | undefined {
    return this.protocol.unions.find(({ name }) => name === definition)?.tag;
  }

  /** The names of the frames of a definition that is a union of them. */
  framesOf(definition: string): string[] | undefined {
    const found = this.protocol.unions.find(({ name }) => name === definition);
    return found?.frames.map(({ name }) => name);
  }

  /** Whether a definition is a union of frames whose kinds are strings and integers, which no field can have. */
  isMixed(definition: string): boolean {
    const found = this.protocol.unions.find(({ name }) => name === definition);
    return found !== undefined && kindTypeOf(found.frames.map(({ kind }) => kind)) === undefined;
  }

  /** Whether a definition becomes a class: it is an object that is more than a dict, and nothing asks for more of it. */
  isStruct(definition: string): boolean {
    const object = this.objectOf(definition);
    if (object === undefined) return false;
    // A codec of msgspec has no other frames than classes.
    if (this.#frames.has(definition)) return true;
    const type = this.resolve(definition);
    return !isMap(object) && !(type.kind === "constrained" && needsOthers(type, this.resolve));
  }

  /** The names of all definitions in Python. */
  get typeNames(): ReadonlySet<string> {
    return this.#typeNames;
  }

  /** The names of all classes that there are so far. */
  get classNames(): ReadonlySet<string> {
    const structs = this.protocol.definitions.filter(({ name }) => this.isStruct(name));
    return new Set([...structs.map(({ name }) => this.nameOf(name)), ...this.#innerNames]);
  }

  /** Whether a definition can't be referred to here, as that would be an alias that contains itself. */
  isEndless(definition: string): boolean {
    return this.#isInEndless && this.#endless.has(definition);
  }

  /** Does something for a definition: what an alias that contains itself refers to is left open in it. */
  within<T>(definition: string, act: () => T): T {
    const before = this.#isInEndless;
    this.#isInEndless = this.#endless.has(definition);
    const done = act();
    this.#isInEndless = before;
    return done;
  }

  /** The definitions that are written here without their names. */
  get opened(): ReadonlySet<string> {
    return this.#opened;
  }

  /** Does something where definitions are written without their names. */
  opening<T>(names: ReadonlySet<string>, act: () => T): T {
    const before = this.#opened;
    this.#opened = new Set([...before, ...names]);
    const done = act();
    this.#opened = before;
    return done;
  }

  /** What the module imports, by the names that have been used. */
  get imports(): ReadonlySet<string> {
    return this.#imports;
  }

  /** Begins another module, which imports what it uses itself. */
  beginModule(): void {
    this.#imports.clear();
  }

  /** A name that has to be imported. */
  imported(name: string): Code {
    this.#imports.add(name);
    return identifier(name);
  }

  /** An integer that both ends can hold. */
  safeInteger(): Expression {
    this.#imports.add("SafeInt");
    return atom(py`SafeInt`);
  }

  /** What there is to say of a definition beside what the schema says. */
  notesOn(definition: string): string[] {
    const notes = this.#notes.get(definition) ?? [];
    this.#notes.set(definition, notes);
    return notes;
  }

  /** A pattern as it is written where it is used; what would hide the rest gets a name. */
  pattern(text: string, wish: string): Code {
    const code = patternLiteral(text);
    if (code.length <= longestPattern) return code;
    const name = this.patterns.get(code) ?? this.#patternScope.free(constantName(wish));
    this.patterns.set(code, name);
    return py`${this.imported("_patterns")}.${name}`;
  }

  /** Makes a class of an object that has no name in the schema, and gives its name. */
  addStruct(object: ObjectType, place: Place): Code {
    const name = this.#scope.declare(typeName(place.name), place.source);
    this.#innerNames.add(name);
    this.innerStructs.push({ name, object, place, opened: this.#opened });
    return name;
  }

  /** Says what Python does less of than the schema says, to whoever generates and to whoever reads the class. */
  weaken(place: Place, message: string): void {
    place.notes.push(message);
    this.diagnostics.push(diagnostic("target-weaker", `In Python: ${message}`, place.source));
  }

  /** Says that a frame can't be a class, so that nothing is generated. */
  refuseFrame(name: string, reason: string): void {
    const message = `\`${name}\` ${reason}, which a class of msgspec can't be: take it apart.`;
    const { source } = this.definition(name);
    this.diagnostics.push(diagnostic("target-unsupported", message, source));
  }

  /** Says that a property has a name that can't be given to a field, so that nothing is generated. */
  refuseName(name: string, source: Source): void {
    const message = `msgspec takes no quotes, backslashes and control characters in the name of a field, as ${JSON.stringify(name)} has: rename it.`;
    this.diagnostics.push(diagnostic("target-unsupported", message, source));
  }

  /** Says that frames can't be told apart by a property of that name, so that nothing is generated. */
  refuseTag(tag: string, source: Source): void {
    const message = `msgspec does not find the tag ${JSON.stringify(tag)} where it is escaped, as what is not in ASCII may be: rename it.`;
    this.diagnostics.push(diagnostic("target-unsupported", message, source));
  }

  /** Says that a pattern can't be said in Python, so that nothing is generated. */
  refusePattern(pattern: string, problem: string, source: Source): void {
    const message = `The pattern ${JSON.stringify(pattern)} can't be said in Python, as ${problem}: write it in another way.`;
    this.diagnostics.push(diagnostic("target-unsupported", message, source));
  }
}

/** A kind as the tag of a class may be: both are told apart in one union only where they are of one type. */
export type KindType = "string" | "number";

/** The type of the kinds of a union, where they are all of one. */
export function kindTypeOf(kinds: readonly Kind[]): KindType | undefined {
  const types = new Set(kinds.map((kind) => typeof kind));
  return types.size === 1 ? ([...types][0] as KindType) : undefined;
}

import {
  emptyTypeAttributes,
  type Input,
  makeNamesTypeAttributes,
  StringTypes,
  TypeAttributeKind,
  type TypeAttributes,
  type TypeBuilder,
  type TypeRef,
} from "quicktype-core";
import { DiagnosticsError, diagnostic } from "../../diagnostics.js";
import { typeName } from "../../model/names.js";
import type {
  Definition,
  Frame,
  Kind,
  ObjectType,
  Property,
  Protocol,
  Source,
  Type,
} from "../../model/types.js";
import { objectsOf } from "../../model/values.js";
import { docsOf, notesOn } from "./docs.js";
import type { Language } from "./languages.js";
import { countOf, type Resolve, type Shape, shapeOf } from "./shape.js";

/** A type with a name in the output. */
export interface NamedType {
  readonly docs: readonly string[];
  readonly isDeprecated: boolean;
  readonly source: Source;
  readonly properties: ReadonlyMap<string, NamedProperty>;
}

/** A property of such a type. */
export interface NamedProperty {
  readonly docs: readonly string[];
  readonly isDeprecated: boolean;
  readonly isRequired: boolean;
  readonly isNullable: boolean;
}

/** What languages differ in. */
export interface Features {
  readonly language: Language;
  /** The name of the target. */
  readonly target: string;
  /** Whether the tag is no property of the frames, as a snippet reads and writes it. */
  readonly isTagOutside: boolean;
  /** Whether quicktype tells optional from nullable for it. */
  readonly hasOptional: boolean;
  /** Whether a union may have an integer and a double. */
  readonly hasBothNumbers: boolean;
}

/** A name of a type by which it is known through all that quicktype does with it. */
class NameKind extends TypeAttributeKind<string> {
  override get inIdentity(): boolean {
    return true;
  }
  override combine([first]: string[]): string | undefined {
    return first;
  }
  override makeInferred(name: string): string {
    return name;
  }
}

/** The attribute with the name of a type, which keeps types apart that look the same. */
export const nameKind: TypeAttributeKind<string> = new NameKind("framewright name");

/** The attribute of an integer that may be beyond 2^63 - 1; there is no other use of it than to be there. */
export const unsignedKind: TypeAttributeKind<string> = new NameKind("framewright unsigned");

/** A place for a type: what it is called after where it needs a name, and where it comes from. */
interface Place {
  readonly name: string;
  /** The definition whose name this is; absent where the name is made up, and has to give way. */
  readonly definition?: Definition;
  readonly source: Source;
}

/**
 * What quicktype is given: its own graph of types, made from the model. A JSON Schema would have it guess names,
 * merge types that look the same, and merge the members of a union.
 */
export class ProtocolInput implements Input<never> {
  readonly kind = "framewright";
  readonly needIR = true;
  /** Keeps quicktype from inferring anything. */
  readonly needSchemaProcessing = true;
  /** The types by their names. */
  readonly types: Map<string, NamedType> = new Map();
  /** The tags of each frame, by the name of its definition, with the kinds that it has under them. */
  readonly tags: Map<string, Map<string, Kind>> = new Map();
  readonly #protocol: Protocol;
  readonly #features: Features;
  readonly #definitions: ReadonlyMap<string, Definition>;
  /** The names that generated code has for itself. */
  readonly #taken: ReadonlySet<string>;
  /** Every name of a type that there is. */
  readonly #names: Set<string>;
  /** What definitions come to, with null added or without. */
  readonly #made = new Map<string, TypeRef>();
  /** The classes that have the name of a definition. */
  readonly #classes = new Map<string, TypeRef>();
  readonly #expanding = new Set<string>();
  #builder!: TypeBuilder;

  constructor(protocol: Protocol, features: Features) {
    this.#protocol = protocol;
    this.#features = features;
    this.#definitions = new Map(protocol.definitions.map((definition) => [definition.name, definition]));
    const { taken, prefixes = [] } = features.language;
    const groups = ["Frame", ...protocol.unions.map(({ name }) => name)];
    this.#taken = new Set([
      ...taken,
      ...prefixes.flatMap((prefix) => groups.map((name) => `${prefix}${name}`)),
    ]);
    this.#names = new Set([...protocol.definitions.map(({ name }) => this.nameOf(name)), ...this.#taken]);
    for (const { tag, frames } of framesByTag(protocol)) {
      for (const { name, kind } of frames) this.tags.set(name, new Map(this.tags.get(name)).set(tag, kind));
    }
  }

  /** The name of a definition in the output, short of words that quicktype knows to be reserved. */
  nameOf(definition: string): string {
    return this.#taken.has(definition) ? `${definition}_` : definition;
  }

  /** The properties of a frame that are fields of its type, in the order in which they are written. */
  fieldsOf(name: string): Property[] {
    const [object] = objectsOf({ kind: "reference", name }, this.#resolve);
    return object ? this.#fields(object, name) : [];
  }

  /** What the schema says of a definition, as lines of a comment. */
  docsOf(name: string): string[] {
    const { annotations } = this.#definitions.get(name) as Definition;
    const { title, ...others } = annotations;
    // A title that is the name, or what the name was made of, says nothing new.
    const isSaid = title !== undefined && typeName(title) === name;
    return docsOf(isSaid ? others : annotations, [], this.#features.language.comments);
  }

  /** Whether a place may be null. */
  isNullable(type: Type): boolean {
    const { isAny, isNullable } = shapeOf([type], this.#resolve);
    return isAny || isNullable;
  }

  addTypesSync(_: unknown, builder: TypeBuilder): void {
    this.#builder = builder;
    for (const { name } of this.#protocol.definitions) this.#definition(name, false);
    // What is no class is reached from one, or not used: some renderers make a class of everything at the top.
    for (const [name, ref] of this.#classes) builder.addTopLevel(name, ref);
  }

  async addTypes(context: unknown, builder: TypeBuilder): Promise<void> {
    this.addTypesSync(context, builder);
  }

  async addSource(): Promise<void> {}

  addSourceSync(): void {}

  singleStringSchemaSource(): undefined {
    return undefined;
  }

  readonly #resolve: Resolve = (name) => (this.#definitions.get(name) as Definition).type;

  /** What a reference comes to; or null, where that is added. */
  #reference(name: string, isNullable: boolean): TypeRef {
    // A frame whose tag is not in its type would lose it.
    if (this.#features.isTagOutside && this.tags.has(name))
      return this.#orNull(this.#freeObject(), isNullable);
    return this.#definition(name, isNullable);
  }

  #definition(name: string, isNullable: boolean): TypeRef {
    const definition = this.#definitions.get(name) as Definition;
    const shape = this.#withoutMixedNumbers(shapeOf([definition.type], this.#resolve));
    // Only a union of several types is another type where null is added to it.
    const isOther = isNullable && !shape.isNullable && !shape.isAny && countOf(shape) > 1;
    if (isNullable && !isOther) return this.#orNull(this.#definition(name, false), !shape.isNullable);
    const key = `${name}${isOther ? " or null" : ""}`;
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    // What has no name in the output can't contain itself there.
    if (this.#expanding.has(key)) return this.#builder.getPrimitiveType("any");
    this.#expanding.add(key);
    const place: Place = { name: this.nameOf(name), definition, source: definition.source };
    const type = this.#type(definition.type, place, isOther, (ref) => this.#made.set(key, ref));
    this.#expanding.delete(key);
    this.#made.set(key, type);
    return type;
  }

  /** @param onMade - told of the type before what it is made of, so that this may contain it. */
  #type(type: Type, place: Place, isNullable: boolean, onMade: (ref: TypeRef) => void = () => {}): TypeRef {
    const { name, hasNull } = onlyReference(type);
    if (name !== undefined) return this.#reference(name, isNullable || hasNull);
    return this.#shape([type], place, isNullable, onMade);
  }

  #shape(types: readonly Type[], place: Place, isNullable: boolean, onMade: (ref: TypeRef) => void): TypeRef {
    const shape = this.#withoutMixedNumbers(shapeOf(types, this.#resolve));
    if (shape.isAny) return this.#builder.getPrimitiveType("any");
    const isOrNull = shape.isNullable || isNullable;
    const count = countOf(shape);
    if (count === 0) return this.#builder.getPrimitiveType("null");
    if (count === 1)
      return this.#orNull(this.#members(shape, place, isOrNull ? () => {} : onMade)[0] as TypeRef, isOrNull);
    const isOther = isNullable && !shape.isNullable;
    const union = this.#declare(
      isOther ? { name: `${place.name}OrNull`, source: place.source } : place,
      [],
      (attributes) => this.#builder.getUniqueUnionType(attributes, undefined),
    );
    onMade(union);
    const members = this.#members(shape, { name: `${place.name}Value`, source: place.source }, () => {});
    if (isOrNull) members.push(this.#builder.getPrimitiveType("null"));
    this.#builder.setSetOperationMembers(union, new Set(members));
    return union;
  }

  #withoutMixedNumbers(shape: Shape): Shape {
    if (!shape.hasDouble || this.#features.hasBothNumbers) return shape;
    const { integer: _, ...others } = shape;
    return others;
  }

  #orNull(ref: TypeRef, isNullable: boolean): TypeRef {
    if (!isNullable || ref === this.#builder.getPrimitiveType("any")) return ref;
    const members = new Set([ref, this.#builder.getPrimitiveType("null")]);
    return this.#builder.getUnionType(emptyTypeAttributes, members);
  }

  #freeObject(): TypeRef {
    return this.#builder.getMapType(emptyTypeAttributes, this.#builder.getPrimitiveType("any"));
  }

  /** The types in a shape, null apart: one for each type of JSON, as quicktype would merge others. */
  #members(shape: Shape, place: Place, onMade: (ref: TypeRef) => void): TypeRef[] {
    const builder = this.#builder;
    const { strings, elements, objects } = shape;
    const members: TypeRef[] = [];
    if (shape.hasBoolean) members.push(builder.getPrimitiveType("bool"));
    if (shape.integer) {
      const isUnsigned = shape.integer === "uint64" && countOf(shape) === 1;
      members.push(
        builder.getPrimitiveType("integer", isUnsigned ? unsignedKind.makeAttributes("") : undefined),
      );
    }
    if (shape.hasDouble) members.push(builder.getPrimitiveType("double"));
    if (strings === "text")
      members.push(builder.getStringType(emptyTypeAttributes, StringTypes.unrestricted));
    else if (strings) members.push(this.#enum(strings, place));
    if (elements) members.push(builder.getArrayType(emptyTypeAttributes, this.#elements(elements, place)));
    const [object] = objects;
    if (objects.length === 1 && object?.kind === "reference")
      members.push(this.#reference(object.name, false));
    else if (objects.length === 1 && object?.kind === "object")
      members.push(this.#object(object, place, onMade));
    else if (object) members.push(this.#freeObject());
    return members;
  }

  #enum(cases: readonly string[], place: Place): TypeRef {
    return this.#declare(place, [], (attributes) => this.#builder.getEnumType(attributes, new Set(cases)));
  }

  #elements(types: readonly Type[], { name, source }: Place): TypeRef {
    return this.#parts(types, { name: `${name}Item`, source });
  }

  /** The type of what is any of several types. */
  #parts(types: readonly Type[], place: Place): TypeRef {
    const [only] = types;
    if (only && types.length === 1) return this.#type(only, place, false);
    return this.#shape(types, place, false, () => {});
  }

  #object(object: ObjectType, place: Place, onMade: (ref: TypeRef) => void): TypeRef {
    const { properties, others, patterns = [] } = object;
    const values = [...(typeof others === "string" ? [] : [others]), ...patterns.map(({ type }) => type)];
    if (properties.length === 0 && values.length > 0) {
      const value = this.#parts(values, { name: `${place.name}Value`, source: place.source });
      return this.#builder.getMapType(emptyTypeAttributes, value);
    }
    const definition = place.definition?.name;
    const fields = this.#fields(object, definition);
    const made = this.#declare(place, fields, (attributes) =>
      this.#builder.getUniqueClassType(attributes, true, undefined),
    );
    onMade(made);
    if (place.definition) this.#classes.set(place.name, made);
    const entries = fields.map((field, index) => {
      const { isRequired, type } = field;
      const hasOptional = this.#features.hasOptional;
      const word = typeName(field.name) ?? `Property${index + 1}`;
      const fieldPlace: Place = { name: `${place.name}${word}`, source: field.source };
      const tag = this.#isTag(field, definition);
      const ref = tag
        ? this.#tag(type, fieldPlace)
        : this.#type(type, fieldPlace, !isRequired && !hasOptional);
      return [field.name, this.#builder.makeClassProperty(ref, !isRequired && hasOptional)] as const;
    });
    this.#builder.setObjectProperties(made, new Map(entries), undefined);
    return made;
  }

  /** The properties that are fields, the tag first. */
  #fields({ properties }: ObjectType, definition: string | undefined): Property[] {
    const possible = properties.filter(({ type }) => type.kind !== "never");
    const isTag = (property: Property) => this.#isTag(property, definition);
    const others = possible.filter((property) => !isTag(property));
    return this.#features.isTagOutside ? others : [...possible.filter(isTag), ...others];
  }

  #isTag({ name }: Property, definition: string | undefined): boolean {
    return definition !== undefined && this.tags.get(definition)?.has(name) === true;
  }

  /** The type of the tag: all kinds that there are, where one table of them holds throughout. */
  #tag(type: Type, place: Place): TypeRef {
    const { frames } = this.#protocol;
    const kinds = "members" in frames ? frames.members.map(({ kind }) => kind) : [];
    const texts = kinds.filter((kind) => typeof kind === "string");
    if (texts.length > 0 && texts.length === kinds.length) {
      const name = "FrameKind";
      this.types.set(name, {
        docs: ["The kinds of frame that there are."],
        isDeprecated: false,
        source: place.source,
        properties: new Map(),
      });
      return this.#builder.getEnumType(attributesOf(name), new Set(texts));
    }
    const isText = type.kind === "literal" && typeof type.value === "string";
    return isText
      ? this.#builder.getStringType(emptyTypeAttributes, StringTypes.unrestricted)
      : this.#type(type, place, false);
  }

  /** Makes a type that has a name. */
  #declare(
    place: Place,
    fields: readonly Property[],
    make: (attributes: TypeAttributes) => TypeRef,
  ): TypeRef {
    const { definition, source } = place;
    const { names } = this.#features.language;
    const name = definition ? place.name : this.#unused(place.name);
    if (!names.test(name)) {
      throw unsupported(
        `\`${name}\` can't be the name of a type in this language: give it another one.`,
        source,
        this.#features,
      );
    }
    const docs = definition ? this.docsOf(definition.name) : [];
    const isDeprecated = definition?.annotations.deprecated === true;
    this.types.set(name, {
      docs,
      isDeprecated,
      source,
      properties: new Map(fields.map((field) => [field.name, this.#described(field)])),
    });
    return make(attributesOf(name));
  }

  #described(field: Property): NamedProperty {
    const { name, isRequired, type, annotations, source } = field;
    const { comments, properties } = this.#features.language;
    if (properties && !properties.pattern.test(name)) {
      throw unsupported(
        `The property ${JSON.stringify(name)} can't be read or written: ${properties.reason}.`,
        source,
        this.#features,
      );
    }
    const docs = docsOf(annotations, notesOn(type), comments);
    return {
      docs,
      isDeprecated: annotations.deprecated === true,
      isRequired,
      isNullable: this.isNullable(type),
    };
  }

  #unused(name: string): string {
    for (let number = 1; ; number++) {
      const wish = number === 1 ? name : `${name}${number}`;
      if (this.#names.has(wish)) continue;
      this.#names.add(wish);
      return wish;
    }
  }
}

/** The frames of every union and channel, by the tag that they have there. */
function framesByTag({
  frames,
  unions,
  channels,
}: Protocol): { readonly tag: string; readonly frames: readonly Frame[] }[] {
  const carried = channels.flatMap(({ serverToClient, clientToServer }) =>
    [serverToClient ?? [], clientToServer ?? []].flat(),
  );
  return [
    ...("members" in frames ? [{ tag: frames.tag, frames: frames.members }] : []),
    ...unions,
    ...carried,
  ];
}

/** The definition that a type refers to and nothing else, null apart. */
function onlyReference(type: Type): { readonly name?: string; readonly hasNull: boolean } {
  if (type.kind === "reference") return { name: type.name, hasNull: false };
  if (type.kind === "constrained") return onlyReference(type.type);
  if (type.kind !== "union") return { hasNull: false };
  const others = type.members.filter(({ kind }) => kind !== "null");
  const [only] = others;
  if (others.length !== 1 || only === undefined) return { hasNull: false };
  return { ...onlyReference(only), hasNull: others.length < type.members.length };
}

function attributesOf(name: string): TypeAttributes {
  return new Map([...makeNamesTypeAttributes(name, false), ...nameKind.makeAttributes(name)]);
}

function unsupported(message: string, source: Source, { target }: Features): DiagnosticsError {
  return new DiagnosticsError([
    diagnostic("target-unsupported", `${message} (target \`${target}\`)`, source),
  ]);
}

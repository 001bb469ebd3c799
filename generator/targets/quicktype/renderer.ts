import {
  type ConvenienceRenderer,
  type EnumType,
  type Name,
  Namer,
  nullableFromUnion,
  type ObjectType,
  type RenderContext,
  type Sourcelike,
  type TargetLanguage,
  type Type,
  UnionType,
} from "quicktype-core";
import { typeName } from "../../model/names.js";
import { type NamedType, nameKind, unsignedKind } from "./graph.js";

/** What a snippet needs to know of the types that were printed. */
export interface Printed {
  /** The name in the output of each type, by the name that it was given. */
  readonly names: ReadonlyMap<string, string>;
}

/** Names that something may not have. */
interface Forbidden {
  readonly names: readonly (Name | string)[];
  readonly includeGlobalForbidden: boolean;
}

/** What quicktype's renderers do inside, as far as it is replaced here. */
interface Insides {
  forbiddenNamesForGlobalNamespace(): readonly string[];
  emitSingleFileHeaderComments(): void;
  makeNamedTypeNamer(): Namer;
  descriptionForType(type: Type): string[] | undefined;
  descriptionForClassProperty(type: ObjectType, property: string): string[] | undefined;
  nameForNamedType(type: Type): Name;
  forbiddenForEnumCases(type: EnumType, name: Name): Forbidden;
  makeNameForEnumCase(type: EnumType, name: Name, text: string, assigned: string | undefined): Name;
  readonly typeGraph: { allNamedTypes(): ReadonlySet<Type> };
  emitSourceStructure(file: string): void;
  emitLine(...parts: Sourcelike[]): void;
  sourcelikeToString(source: Sourcelike): string;
}

interface GoInsides extends Insides {
  emitTopLevel(): void;
  emitPackageDefinitons(): void;
  emitBlock(line: Sourcelike, body: () => void): void;
  emitMultiline(text: string): void;
  emitTable(rows: Sourcelike[][]): void;
  emitStruct(name: Name, rows: Sourcelike[][]): void;
  goType(type: Type, withIssues?: boolean): Sourcelike;
  propertyGoType(property: { readonly type: Type; readonly isOptional: boolean }): Sourcelike;
}

interface RustInsides extends Insides {
  getIntegerType(type: Type): string;
  emitStructDefinition(type: ObjectType, name: Name): void;
  emitRenameAttribute(name: Name, property: string, usual: string, preferred: string): void;
}

interface JavaInsides extends Insides {
  emitConverterClass(): void;
  emitBlock(line: Sourcelike, body: () => void): void;
  javaType(isReference: boolean, type: Type, withIssues?: boolean): Sourcelike;
  javaTypeWithoutGenerics(isReference: boolean, type: Type): Sourcelike;
  emitClassDefinition(type: ObjectType, name: Name): void;
  emitClassAttributes(type: ObjectType, name: Name): void;
  javaImport(type: Type): string[];
  annotationsForAccessor(
    ...accessor: readonly [ObjectType, Name, Name, property: string, ...unknown[]]
  ): string[];
}

/** The interfaces that classes implement, by the names that the classes were given. */
export type Interfaces = ReadonlyMap<string, readonly string[]>;

/**
 * A language of quicktype with what it would get wrong put right. Its renderers are taken as they are; what is
 * replaced is where they would rename a type, wrap a comment their way, or write null for what is absent.
 */
export function mended(
  language: TargetLanguage,
  target: string,
  types: ReadonlyMap<string, NamedType>,
  interfaces: Interfaces,
  onPrinted: (printed: Printed) => void,
): TargetLanguage {
  const { makeRenderer } = language as unknown as {
    makeRenderer: (context: RenderContext, options: object) => ConvenienceRenderer;
  };
  const make = (context: RenderContext, options: object): ConvenienceRenderer => {
    const renderer = makeRenderer.call(language, context, options);
    const insides = renderer as unknown as Insides;
    mendAll(insides, types);
    if (target === "go") mendGo(insides as GoInsides);
    if (target === "rust") mendRust(insides as RustInsides, types);
    if (target === "kotlin") mendKotlin(insides);
    if (target === "java") mendJava(insides as JavaInsides, types, interfaces);
    watch(insides, onPrinted);
    return renderer;
  };
  return Object.create(language, { makeRenderer: { value: make } });
}

/** The name that a type was given. */
function nameOf(type: Type): string | undefined {
  return nameKind.tryGetInAttributes(type.getAttributes());
}

/** Types keep the names that they were given, and comments the lines; there is no head of quicktype's own. */
function mendAll(insides: Insides, types: ReadonlyMap<string, NamedType>): void {
  const reserved = new Set(insides.forbiddenNamesForGlobalNamespace());
  const namer = new Namer("names of the schema", (name) => (reserved.has(name) ? `${name}_` : name), []);
  insides.makeNamedTypeNamer = () => namer;
  insides.emitSingleFileHeaderComments = () => {};
  // A text without letters would give its constant the name of the enum.
  const makeCase = insides.makeNameForEnumCase.bind(insides);
  insides.makeNameForEnumCase = (type, name, text, assigned) =>
    makeCase(type, name, text, assigned ?? (typeName(text) === undefined ? caseName(type, text) : undefined));
  const lines = (docs: readonly string[] | undefined) => (docs && docs.length > 0 ? [...docs] : undefined);
  insides.descriptionForType = (type) => lines(types.get(nameOf(type) ?? "")?.docs);
  insides.descriptionForClassProperty = (type, property) =>
    lines(types.get(nameOf(type) ?? "")?.properties.get(property)?.docs);
}

/** A name that says only which of the constants it is. */
function caseName({ cases }: EnumType, text: string): string {
  return `case_${[...cases].indexOf(text) + 1}`;
}

/** Tells the names that types have in the output, once they are known. */
function watch(insides: Insides, onPrinted: (printed: Printed) => void): void {
  const emit = insides.emitSourceStructure.bind(insides);
  insides.emitSourceStructure = (file) => {
    const names = new Map<string, string>();
    for (const type of insides.typeGraph.allNamedTypes()) {
      const name = nameOf(type);
      if (name !== undefined) names.set(name, insides.sourcelikeToString(insides.nameForNamedType(type)));
    }
    onPrinted({ names });
    emit(file);
  };
}

function isUnsigned(type: Type): boolean {
  return unsignedKind.tryGetInAttributes(type.getAttributes()) !== undefined;
}

function mendGo(insides: GoInsides): void {
  // A snippet has one function for all types instead of two for each, and the head of the file.
  insides.emitTopLevel = () => {};
  insides.emitPackageDefinitons = () => {};
  insides.emitStruct = (name, rows) =>
    insides.emitBlock(["type ", name, " struct"], () => emitStruct(insides, rows));
  // Its functions for unions are indented by two tabs a level.
  const emitMultiline = insides.emitMultiline.bind(insides);
  insides.emitMultiline = (text) =>
    emitMultiline(text.replace(/^\t+/gm, ({ length }) => "\t".repeat(Math.ceil(length / 2))));
  // The constants of all enums are in one namespace.
  const makeCase = insides.makeNameForEnumCase.bind(insides);
  insides.makeNameForEnumCase = (type, name, text) => {
    const own = typeName(text) === undefined ? caseName(type, text) : text;
    return makeCase(type, name, text, `${nameOf(type)}_${own}`);
  };
  const goType = insides.goType.bind(insides);
  insides.goType = (type, withIssues) => (isUnsigned(type) ? "uint64" : goType(type, withIssues));
  // `omitempty` would drop an empty array or map that is there: a pointer to it is dropped where it is nil only.
  const propertyType = insides.propertyGoType.bind(insides);
  insides.propertyGoType = (property) => {
    const isReplaced = property.isOptional && ["array", "map"].includes(property.type.kind);
    return isReplaced ? ["*", insides.goType(property.type, true)] : propertyType(property);
  };
}

/** A struct as `gofmt` has it: fields are aligned with those above and below, but not across comments. */
function emitStruct(insides: GoInsides, rows: readonly Sourcelike[][]): void {
  let fields: Sourcelike[][] = [];
  const flush = () => {
    insides.emitTable(fields);
    fields = [];
  };
  for (const row of rows) {
    const [comment, ...others] = row;
    if (comment === undefined || others.length > 0) fields.push(row);
    else {
      flush();
      insides.emitLine(comment);
    }
  }
  flush();
}

function mendRust(insides: RustInsides, types: ReadonlyMap<string, NamedType>): void {
  insides.getIntegerType = (type) => (isUnsigned(type) ? "u64" : "i64");
  let current: NamedType | undefined;
  const emitStruct = insides.emitStructDefinition.bind(insides);
  insides.emitStructDefinition = (type, name) => {
    current = types.get(nameOf(type) ?? "");
    emitStruct(type, name);
    current = undefined;
  };
  // The renderer's own option leaves out what is null and has to be there, too.
  const emitRename = insides.emitRenameAttribute.bind(insides);
  insides.emitRenameAttribute = (name, property, usual, preferred) => {
    emitRename(name, property, usual, preferred);
    if (current?.properties.get(property)?.isRequired === false) {
      insides.emitLine('#[serde(skip_serializing_if = "Option::is_none")]');
    }
  };
}

/** Constants of an enum hide what has their name in it: the enum itself, and what its members are made of. */
function mendKotlin(insides: Insides): void {
  const forbidden = insides.forbiddenForEnumCases.bind(insides);
  insides.forbiddenForEnumCases = (type, name) => {
    const found = forbidden(type, name);
    return { ...found, names: [...found.names, name, "String", "Companion"] };
  };
}

function mendJava(insides: JavaInsides, types: ReadonlyMap<string, NamedType>, interfaces: Interfaces): void {
  // Its literals have control characters as they are: a carriage return would end the literal, and begin code.
  const emitLine = insides.emitLine.bind(insides);
  insides.emitLine = (...parts) => emitLine(...parts.map(withoutControls));
  // What it has for each type, a snippet has once.
  insides.emitConverterClass = () => {};
  const javaType = insides.javaType.bind(insides);
  insides.javaType = (isReference, type, withIssues) =>
    isUnsigned(type) ? "java.math.BigInteger" : javaType(isReference, type, withIssues);
  // A union that contains itself would be looked into for ever; what is in it is imported where it is.
  const javaImport = insides.javaImport.bind(insides);
  insides.javaImport = (type) =>
    type instanceof UnionType && nullableFromUnion(type) === null ? [] : javaImport(type);
  const annotations = insides.annotationsForAccessor.bind(insides);
  insides.annotationsForAccessor = (...accessor) => {
    const [type, , , property] = accessor;
    const found = annotations(...accessor);
    const { isRequired = true, isDeprecated = false } =
      types.get(nameOf(type) ?? "")?.properties.get(property) ?? {};
    return [
      ...found,
      ...(isRequired ? [] : ["@JsonInclude(JsonInclude.Include.NON_NULL)"]),
      ...(isDeprecated ? ["@Deprecated"] : []),
    ];
  };
  const emitAttributes = insides.emitClassAttributes.bind(insides);
  insides.emitClassAttributes = (type, name) => {
    emitAttributes(type, name);
    if (types.get(nameOf(type) ?? "")?.isDeprecated) insides.emitLine("@Deprecated");
  };
  let implemented: readonly string[] = [];
  const emitClass = insides.emitClassDefinition.bind(insides);
  insides.emitClassDefinition = (type, name) => {
    implemented = interfaces.get(nameOf(type) ?? "") ?? [];
    emitClass(type, name);
    implemented = [];
  };
  const emitBlock = insides.emitBlock.bind(insides);
  insides.emitBlock = (line, body) => {
    const [start, name] = Array.isArray(line) ? line : [];
    if (start !== "public class " || name === undefined || implemented.length === 0)
      return emitBlock(line, body);
    // Sealed interfaces want final classes.
    emitBlock(["public final class ", name, ` implements ${implemented.join(", ")}`], body);
  };
}

/** Writes control characters as escapes; nothing but text in literals has them. */
function withoutControls(part: Sourcelike): Sourcelike {
  if (Array.isArray(part)) return part.map(withoutControls);
  if (typeof part !== "string") return part;
  return part.replace(/\p{Cc}/gu, (character) =>
    character === "\r" ? "\\r" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

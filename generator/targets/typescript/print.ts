import type { ExportDeclarationStructure, ProjectOptions, ts as TypeScript } from "ts-morph";
import { type Code, code } from "./code.js";
import { IndentationText, Project, QuoteKind, StructureKind, ts } from "./morph.js";
import { type RuntimeModule, withExtension } from "./runtime.js";
import { bracketed, made, type Statement } from "./statements.js";
import { exportsOf, mentionedIn, requireStatements } from "./syntax.js";

/** How modules refer to each other. */
export type ImportExtension = "js" | "ts" | "none";

/** A module of the output, before it is text. */
export interface Module {
  /** The path in the output folder, without extension: `guards`. */
  readonly path: string;
  readonly statements: readonly Statement[];
  /** Whether no other module of the output imports anything from it, other than to pass it on. */
  readonly isLeaf?: boolean;
}

interface Export {
  readonly path: string;
  readonly isType: boolean;
}

/** A module as text, but for its imports. */
interface Printed {
  readonly text: string;
  /** The names in it that it does not export itself. */
  readonly mentioned: readonly string[];
}

const exportKind: ExportDeclarationStructure["kind"] = StructureKind.ExportDeclaration;

const projectOptions: ProjectOptions = {
  useInMemoryFileSystem: true,
  skipLoadingLibFiles: true,
  compilerOptions: { target: ts.ScriptTarget.ES2022 },
  manipulationSettings: {
    indentationText: IndentationText.TwoSpaces,
    quoteKind: QuoteKind.Double,
    useTrailingCommas: true,
  },
};

/** Prints modules: the only place where ts-morph has projects. */
export class Printer {
  readonly #exports = new Map<string, Export>();
  readonly #runtime: ReadonlyMap<string, RuntimeModule>;
  readonly #modules = new Map<string, Printed>();
  /** The modules of the runtime that others use. */
  readonly #used = new Set<string>();
  readonly #header: Code;
  readonly #extension: string;

  /** @param runtime - the modules that are printed where another one uses them. */
  constructor(header: Code, extension: ImportExtension, runtime: readonly RuntimeModule[]) {
    this.#header = header;
    this.#extension = extension === "none" ? "" : `.${extension}`;
    this.#runtime = new Map(runtime.map((module) => [module.path, module]));
    for (const { path, exports } of runtime) this.#addExports(path, exports);
  }

  /** All that can be imported by now. */
  get exportedNames(): string[] {
    return [...this.#exports.keys()];
  }

  /** Takes in a module; others can import what it exports unless it `isLeaf`. */
  add({ path, statements, isLeaf = false }: Module): void {
    const file = this.#parsed(statements);
    const exports = exportsOf(file);
    if (!isLeaf) this.#addExports(path, exports);
    const mentioned = [...mentionedIn(file)].filter((name) => !exports.has(name));
    const text = mentioned.includes("made") ? `${file.text}${made}` : file.text;
    this.#modules.set(path, { text, mentioned });
  }

  /** Adds a module that passes on what `names` are, as far as they exist. */
  addIndex(path: string, modules: readonly string[], runtime: ReadonlyMap<string, readonly string[]>): void {
    const own = modules.filter((module) => this.#modules.has(module));
    const { text } = this.#parsed([
      ...own.map((module) => ({ kind: exportKind, moduleSpecifier: this.#specifier(module) })),
      ...[...runtime].flatMap(([module, names]) => this.#passOn(this.#specifier(module), names)),
    ]);
    this.#modules.set(path, { text, mentioned: [] });
    for (const module of runtime.keys()) this.#use(module);
  }

  /** All modules as texts, by path, with those of the runtime that they use. */
  print(): Map<string, string> {
    const texts = new Map<string, string>();
    const print = (path: string, text: string) =>
      texts.set(`${path}.ts`, `// ${this.#header}\n\n${text.trim()}\n`);
    for (const [path, { text, mentioned }] of this.#modules) {
      const imports = this.#importsOf(mentioned);
      print(path, imports === "" ? text : `${imports}\n${text}`);
    }
    for (const path of this.#used) {
      const module = this.#runtime.get(path);
      if (module) print(path, withExtension(module, this.#extension));
    }
    return texts;
  }

  /** Statements as a file of their own, which is parsed as soon as it is printed, and not kept. */
  #parsed(statements: readonly Statement[]): TypeScript.SourceFile {
    // A file takes its project along: to have it forgotten takes longer than a new one.
    const project = new Project(projectOptions);
    const { compilerNode } = project.createSourceFile("/module.ts", { statements: spaced(statements) });
    requireStatements(compilerNode, statements.length);
    return compilerNode;
  }

  #addExports(path: string, exports: ReadonlyMap<string, boolean>): void {
    for (const [name, isType] of exports) {
      if (this.#exports.has(name)) throw new Error(`two exports of the name ${name}`);
      this.#exports.set(name, { path, isType });
    }
  }

  /** A module of the runtime is used, and so is what it imports from. */
  #use(path: string): void {
    if (this.#used.has(path)) return;
    this.#used.add(path);
    for (const next of this.#runtime.get(path)?.imports ?? []) this.#use(next);
  }

  /** Imports come from what the code mentions, so no module has to keep a list of them. */
  #importsOf(mentioned: readonly string[]): string {
    const wanted = new Map<string, Map<string, Export>>();
    for (const name of mentioned) {
      const found = this.#exports.get(name);
      if (!found) continue;
      const names = wanted.get(found.path) ?? new Map<string, Export>();
      wanted.set(found.path, names.set(name, found));
    }
    const declarations = [...wanted].sort(byKey).map(([from, names]) => {
      if (this.#runtime.has(from)) this.#use(from);
      const sorted = [...names].sort(byKey);
      const isTypeOnly = sorted.every(([, { isType }]) => isType);
      const items = sorted.map(([name, { isType }]) => (isType && !isTypeOnly ? `type ${name}` : name));
      const list = bracketed(code`{`, items as Code[], code`}`);
      return `import ${isTypeOnly ? "type " : ""}${list} from "${this.#specifier(from)}";\n` as Code;
    });
    return declarations.length === 0 ? "" : this.#parsed(declarations).text;
  }

  /** Exports that pass on names of another module. */
  #passOn(moduleSpecifier: string, names: readonly string[]): ExportDeclarationStructure[] {
    const types = names.filter((name) => this.#exports.get(name)?.isType);
    const values = names.filter((name) => !types.includes(name));
    const kind = exportKind;
    return [
      ...(types.length > 0 ? [{ kind, moduleSpecifier, isTypeOnly: true, namedExports: types }] : []),
      ...(values.length > 0 ? [{ kind, moduleSpecifier, namedExports: values }] : []),
    ];
  }

  /** How a module of the output folder itself refers to another one. */
  #specifier(path: string): string {
    return `./${path}${this.#extension}`;
  }
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** ts-morph leaves a line free after its own structures; code says for itself where it wants one. */
function spaced(statements: readonly Statement[]): Statement[] {
  return statements.map((statement, index) => {
    const hasSpace = index === 0 || typeof statements[index - 1] !== "string";
    return typeof statement === "string" && hasSpace ? (statement.trimStart() as Code) : statement;
  });
}

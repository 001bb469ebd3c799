import {
  type ExportDeclarationStructure,
  IndentationText,
  Node,
  Project,
  QuoteKind,
  type SourceFile,
  StructureKind,
  ts,
} from "ts-morph";
import { type Code, code } from "./code.js";
import { bracketed, type Statement } from "./statements.js";

/** How modules refer to each other. */
export type ImportExtension = "js" | "ts" | "none";

/** A module of the output, before it is text. */
export interface Module {
  /** The path in the output folder, without extension: `guards`, `runtime/guard`. */
  readonly path: string;
  readonly statements: readonly Statement[];
  /** Whether no other module of the output imports anything from it, other than to pass it on. */
  readonly isLeaf?: boolean;
}

interface Export {
  readonly path: string;
  readonly isType: boolean;
}

/** Prints modules: the only place where ts-morph has a project. */
export class Printer {
  readonly #project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Double,
      useTrailingCommas: true,
    },
  });
  readonly #exports = new Map<string, Export>();
  readonly #files: SourceFile[] = [];
  readonly #indexes: SourceFile[] = [];
  readonly #header: Code;
  readonly #extension: ImportExtension;

  constructor(header: Code, extension: ImportExtension) {
    this.#header = header;
    this.#extension = extension;
  }

  /** All that can be imported by now. */
  get exportedNames(): string[] {
    return [...this.#exports.keys()];
  }

  /** Takes in a module that is TypeScript already; it is printed where another one uses it. */
  addSource(path: string, text: string): void {
    const file = this.#project.createSourceFile(`/${path}.ts`, text);
    this.#addExports(path, file);
  }

  /** Takes in a module; others can import what it exports unless it `isLeaf`. */
  add({ path, statements, isLeaf = false }: Module): void {
    const file = this.#project.createSourceFile(`/${path}.ts`, { statements: spaced(statements) });
    checkStatements(file, statements);
    if (!isLeaf) this.#addExports(path, file);
    this.#files.push(file);
  }

  /** Adds a module that passes on what `names` are, as far as they exist. */
  addIndex(path: string, modules: readonly string[], runtime: ReadonlyMap<string, readonly string[]>): void {
    const all = modules.filter((module) => this.#project.getSourceFile(`/${module}.ts`));
    const file = this.#project.createSourceFile(`/${path}.ts`, {
      statements: [
        ...all.map(
          (module) =>
            ({
              kind: StructureKind.ExportDeclaration,
              moduleSpecifier: this.#specifier(path, module),
            }) as const,
        ),
        ...[...runtime].flatMap(([module, names]) => this.#passOn(this.#specifier(path, module), names)),
      ],
    });
    this.#indexes.push(file);
  }

  /** All modules as texts, by path, with those that they use. */
  print(): Map<string, string> {
    for (const file of this.#files) this.#addImports(file);
    const printed = new Map<string, string>();
    const queue = [...this.#files, ...this.#indexes];
    for (const file of queue) {
      const path = file.getFilePath().slice(1);
      if (printed.has(path)) continue;
      printed.set(path, "");
      const isGenerated = !path.startsWith("runtime/");
      for (const declaration of [...file.getImportDeclarations(), ...file.getExportDeclarations()]) {
        const specifier = declaration.getModuleSpecifierValue();
        if (specifier === undefined) continue;
        const target = resolvePath(path, specifier);
        const next = this.#project.getSourceFile(`/${target}.ts`);
        if (next) queue.push(next);
        const wanted = this.#specifier(path.replace(/\.ts$/, ""), target);
        // The whole file is parsed again where one is set.
        if (!isGenerated && wanted !== specifier) declaration.setModuleSpecifier(wanted);
      }
      printed.set(path, `// ${this.#header}\n\n${file.getFullText().trim()}\n`);
    }
    return printed;
  }

  #addExports(path: string, file: SourceFile): void {
    for (const [name, isType] of exportedBy(file)) {
      if (this.#exports.has(name)) throw new Error(`two exports of the name ${name}`);
      this.#exports.set(name, { path, isType });
    }
  }

  /** Imports come from what the code mentions, so no module has to keep a list of them. */
  #addImports(file: SourceFile): void {
    const path = file.getFilePath().slice(1).replace(/\.ts$/, "");
    const wanted = new Map<string, Map<string, Export>>();
    const own = new Set(exportedBy(file).map(([name]) => name));
    for (const name of mentionedIn(file)) {
      const found = this.#exports.get(name);
      if (!found || own.has(name)) continue;
      wanted.set(found.path, (wanted.get(found.path) ?? new Map<string, Export>()).set(name, found));
    }
    const declarations = [...wanted].sort(byKey).map(([from, names]) => {
      const sorted = [...names].sort(byKey);
      const isTypeOnly = sorted.every(([, { isType }]) => isType);
      const items = sorted.map(([name, { isType }]) => (isType && !isTypeOnly ? `type ${name}` : name));
      const list = bracketed(code`{`, items as Code[], code`}`);
      return `import ${isTypeOnly ? "type " : ""}${list} from "${this.#specifier(path, from)}";\n`;
    });
    if (declarations.length > 0) file.insertText(0, `${declarations.join("")}\n`);
  }

  /** Exports that pass on names of another module. */
  #passOn(moduleSpecifier: string, names: readonly string[]): ExportDeclarationStructure[] {
    const kind = StructureKind.ExportDeclaration as const;
    const types = names.filter((name) => this.#exports.get(name)?.isType);
    const values = names.filter((name) => !types.includes(name));
    return [
      ...(types.length > 0 ? [{ kind, moduleSpecifier, isTypeOnly: true, namedExports: types }] : []),
      ...(values.length > 0 ? [{ kind, moduleSpecifier, namedExports: values }] : []),
    ];
  }

  #specifier(from: string, to: string): string {
    const depth = from.split("/").length - 1;
    const way =
      depth === 0
        ? `./${to}`
        : from.split("/")[0] === to.split("/")[0]
          ? `./${to.split("/").slice(1).join("/")}`
          : `../${to}`;
    return this.#extension === "none" ? way : `${way}.${this.#extension}`;
  }
}

/** The exports of a file, and whether each is a type. */
function exportedBy(file: SourceFile): [name: string, isType: boolean][] {
  return file.getStatements().flatMap((statement): [string, boolean][] => {
    if (!Node.isExportable(statement) || !statement.isExported()) return [];
    if (Node.isVariableStatement(statement)) {
      return statement.getDeclarations().map((declaration) => [declaration.getName(), false]);
    }
    const isType = Node.isInterfaceDeclaration(statement) || Node.isTypeAliasDeclaration(statement);
    const name = Node.hasName(statement) ? statement.getName() : undefined;
    return name === undefined ? [] : [[name, isType]];
  });
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

function resolvePath(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1).replace(/\.[jt]s$/, "");
}

/** The names that a file mentions as values or types, its own declarations among them. */
function mentionedIn(file: SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else if (ts.isPropertyAssignment(node)) {
      if (ts.isComputedPropertyName(node.name)) visit(node.name);
      visit(node.initializer);
    } else if (ts.isPropertySignature(node)) {
      if (node.type) visit(node.type);
    } else node.forEachChild(visit);
  };
  file.compilerNode.forEachChild(visit);
  return names;
}

/** Makes sure that what was printed is what was meant: as many statements, of the same kinds and names. */
function checkStatements(file: SourceFile, statements: readonly Statement[]): void {
  const printed = file.getStatements();
  const { parseDiagnostics } = file.compilerNode as unknown as { parseDiagnostics: readonly unknown[] };
  if (printed.length !== statements.length || parseDiagnostics.length > 0) {
    throw new Error(`what was printed for ${file.getBaseName()} is not what was meant`);
  }
}

import { ts } from "ts-morph";

/** What a module is made of. */
export interface Syntax {
  /** Each kind of node with the kind of what it stands in: `CallExpression in ReturnStatement`. */
  readonly nodes: ReadonlySet<string>;
  /** The names that it mentions and does not declare: globals. */
  readonly globals: ReadonlySet<string>;
  /** The tags in its comments: `deprecated`. */
  readonly tags: ReadonlySet<string>;
  /** The modules that it imports. */
  readonly imports: ReadonlySet<string>;
}

/** Takes the text of a module apart. */
export function syntaxOf(text: string): Syntax {
  const file = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ESNext, true);
  const nodes = new Set<string>();
  const declared = new Set<string>();
  const mentioned = new Set<string>();
  const tags = new Set<string>();
  const imports = new Set<string>();
  const visit = (node: ts.Node): void => {
    nodes.add(`${ts.SyntaxKind[node.kind]} in ${ts.SyntaxKind[(node.parent ?? node).kind]}`);
    for (const comment of commentsBefore(node, text)) {
      for (const [, tag = ""] of comment.matchAll(/^\s*@(\S*)/gm)) tags.add(tag);
    }
    if (ts.isIdentifier(node)) (isDeclared(node) ? declared : mentioned).add(node.text);
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
      imports.add(node.moduleSpecifier?.getText(file) ?? "");
    }
    node.forEachChild(visit);
  };
  visit(file);
  const globals = new Set([...mentioned].filter((name) => !declared.has(name)));
  return { nodes, globals, tags, imports };
}

/** Everything in some modules that is not in `known`, for a person to read. */
export function foreignTo(known: Syntax, texts: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    const syntax = syntaxOf(text);
    for (const part of ["nodes", "globals", "tags", "imports"] as const) {
      for (const one of syntax[part]) if (!known[part].has(one)) found.add(`${part}: ${one}`);
    }
  }
  return [...found];
}

/** What several modules are made of, taken together. */
export function union(all: readonly Syntax[]): Syntax {
  const of = (part: keyof Syntax) => new Set(all.flatMap((syntax) => [...syntax[part]]));
  return { nodes: of("nodes"), globals: of("globals"), tags: of("tags"), imports: of("imports") };
}

/** Whether a name is given here rather than used: a declaration, a parameter, an import, or the name of a property. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent))
    return parent.getLastToken() === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  if (ts.isMappedTypeNode(parent)) return true;
  return (
    ts.isIdentifier(node) &&
    "name" in parent &&
    parent.name === node &&
    !ts.isShorthandPropertyAssignment(parent)
  );
}

/** The texts of the comments in a module, each under the names of the declarations that it stands in. */
export function commentsOf(text: string): Map<string, string[]> {
  const file = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ESNext, true);
  const comments = new Map<string, string[]>();
  const add = (name: string, found: string) => comments.set(name, [...(comments.get(name) ?? []), found]);
  const visit = (node: ts.Node, names: readonly string[]): void => {
    const { name } = node as { readonly name?: ts.Node };
    const inside = name && ts.isIdentifier(name) ? [...names, name.text] : names;
    for (const comment of commentsBefore(node, text)) for (const one of inside) add(one, comment);
    node.forEachChild((child) => visit(child, inside));
  };
  file.forEachChild((child) => visit(child, []));
  return comments;
}

/** The comments in front of a node, without the marks around them. */
function commentsBefore(node: ts.Node, text: string): string[] {
  const behind = ts.getTrailingCommentRanges(text, node.pos) ?? []; // what stands before it on this line
  const above = ts.getLeadingCommentRanges(text, node.pos) ?? [];
  return [...behind, ...above].map(({ pos, end }) =>
    text
      .slice(pos, end)
      .replace(/^\/[/*]+|\*\/$/g, "")
      .split("\n")
      .map((line, index) => (index === 0 ? line : line.replace(/^\s*\* ?/, "")).trim())
      .join("\n"),
  );
}

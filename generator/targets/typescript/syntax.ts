import type { ts as TypeScript } from "ts-morph";
import { ts } from "./morph.js";

/** What a module exports, and whether that is a type. */
export function exportsOf(file: TypeScript.SourceFile): Map<string, boolean> {
  return new Map(file.statements.filter(isExported).flatMap(declaredBy));
}

function isExported(statement: TypeScript.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function declaredBy(statement: TypeScript.Statement): [name: string, isType: boolean][] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => [
      (name as TypeScript.Identifier).text,
      false,
    ]);
  }
  const isType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  if (isType || ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    return statement.name ? [[statement.name.text, isType]] : [];
  }
  return [];
}

/** The names that a module mentions as values or types, its own declarations among them. */
export function mentionedIn(file: TypeScript.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else if (ts.isPropertyAssignment(node)) {
      if (ts.isComputedPropertyName(node.name)) visit(node.name);
      visit(node.initializer);
    } else if (ts.isPropertySignature(node)) {
      if (node.type) visit(node.type);
    } else node.forEachChild(visit);
  };
  file.forEachChild(visit);
  return names;
}

/**
 * Makes sure that what was printed is what was meant: as many statements, and nothing that is no TypeScript.
 *
 * @throws Error where it is not.
 */
export function requireStatements(file: TypeScript.SourceFile, count: number): void {
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly unknown[] };
  if (file.statements.length !== count || parseDiagnostics.length > 0) {
    throw new Error(`what was printed is not what was meant:\n${file.text.slice(0, 200)}`);
  }
}

import type { Type } from "../../model/types.js";
import { type Code, code, joined, templateText } from "./code.js";
import type { Context } from "./context.js";
import { merged, type Piece, piecesOf } from "./pieces.js";
import { indented, mentionsValue, pure } from "./statements.js";

/** The statements that put the bytes of a value of a definition, piece by piece. */
export class PutterBody {
  readonly statements: readonly Code[];
  /** The definitions whose putters are called. */
  readonly parts: Set<string> = new Set<string>();
  readonly #texts: string[] = [];
  readonly #name: Code;
  readonly #context: Context;

  constructor(name: string, context: Context) {
    this.#name = context.valueName(name);
    this.#context = context;
    this.statements = this.#function(context.resolve(name), code`value`);
  }

  /** The texts that are the same in all values, as bytes. */
  constants(): Code[] {
    return this.#texts.map(
      (text, index) =>
        code`\nconst ${this.#constant(index)} = ${pure(code`utf8(\`${templateText(text)}\`)`)};`,
    );
  }

  #constant(index: number): Code {
    // No name in a schema has an underscore inside when it is a name here.
    return code`${this.#name}_${String(index + 1) as Code}`;
  }

  /** Statements that put all pieces of a value, from `start` on, and give back where they end. */
  #function(type: Type, value: Code): Code[] {
    const pieces = merged(piecesOf(type, value, this.#context));
    const statements: Code[] = [];
    let at = code`start`;
    for (const [index, piece] of pieces.entries()) {
      if (piece.is === "plain" || piece.is === "choice") {
        if (piece.is === "choice" && at === "start") {
          statements.push(code`let at = start;`);
          at = code`at`;
        }
        statements.push(this.#statement(piece));
        continue;
      }
      const call = this.#call(piece, at);
      if (index === pieces.length - 1) return [...statements, code`return ${call};`];
      statements.push(at === "start" ? code`let at = ${call};` : code`at = ${call};`);
      at = code`at`;
    }
    return [...statements, code`return at;`];
  }

  /** A statement that moves `at` behind a piece. */
  #statement(piece: Piece): Code {
    switch (piece.is) {
      case "plain":
        return code`requirePlain(${piece.value});`;
      case "choice": {
        const [then, otherwise] = [this.#branch(piece.then), this.#branch(piece.otherwise)];
        return code`if (${piece.when}) ${then}${otherwise === "{\n}" ? code`` : code` else ${otherwise}`}`;
      }
      default:
        return code`at = ${this.#call(piece, code`at`)};`;
    }
  }

  #branch(pieces: readonly Piece[]): Code {
    const statements = merged(pieces).map((piece) => this.#statement(piece));
    return code`{\n${joined(
      statements.map((statement) => code`${indented(statement)}\n`),
      "",
    )}}`;
  }

  #call(piece: Exclude<Piece, { readonly is: "plain" | "choice" }>, at: Code): Code {
    switch (piece.is) {
      case "text":
        return code`bytesInto(${this.#bytes(piece.text)}, to, ${at})`;
      case "array":
        return code`arrayInto(${piece.value}, to, ${at}, ${this.#putterOf(piece.items)})`;
      case "value":
        if (piece.part !== undefined) this.parts.add(piece.part);
        return code`${piece.put}(${piece.value}, to, ${at})`;
    }
  }

  #bytes(text: string): Code {
    const known = this.#texts.indexOf(text);
    return this.#constant(known >= 0 ? known : this.#texts.push(text) - 1);
  }

  /** A function that puts an element. */
  #putterOf(type: Type): Code {
    const [first, ...others] = merged(piecesOf(type, code`value`, this.#context));
    if (first?.is === "value" && first.value === "value" && others.length === 0) {
      if (first.part !== undefined) this.parts.add(first.part);
      return first.put;
    }
    const statements = this.#function(type, code`value`);
    const parameter = statements.some(mentionsValue) ? code`value` : code`_value`;
    return code`(${parameter}, to, start) => {\n${joined(
      statements.map((statement) => code`${indented(statement)}\n`),
      "",
    )}}`;
  }
}

import type { Property } from "../../model/types.js";
import { access, type Code, code, joined, templateText } from "./code.js";
import type { Context } from "./context.js";
import { mayBeString, type Piece, piecesOf } from "./pieces.js";
import { indented, pure } from "./statements.js";

/** The statements that put the bytes of a frame, piece by piece. */
export class PutterBody {
  readonly statements: readonly Code[];
  readonly #texts: string[] = [];
  readonly #name: Code;

  constructor(name: string, properties: readonly Property[], context: Context) {
    this.#name = context.valueName(name);
    // What would be found out in the middle is found out before anything is put.
    const conditions = properties
      .filter((property) => mayBeString(property, context))
      .map((property) => code`hasText(${access(code`value`, property.name)})`);
    const refused = [code`!${context.guardName(name)}(value)`, code`!isPlain(value)`].concat(
      conditions.map((condition) => code`!${condition}`),
    );
    this.statements = [
      code`if (${joined(refused, " || ")}) return NOT_PUT;`,
      ...this.#puttingAll(piecesOf(properties, code`value`, context)),
    ];
  }

  /** The texts that are the same in all frames, as bytes. */
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

  /** Statements that put all pieces, from `start` on, and give back where they end: text stands first and last. */
  #puttingAll(pieces: readonly Piece[]): Code[] {
    const last = pieces.length - 1;
    return pieces.map((piece, index) => {
      if (piece.is === "choice") return this.#statement(piece);
      const call = this.#call(piece, index === 0 ? code`start` : code`at`);
      if (index === last) return code`return ${call};`;
      return index === 0 ? code`let at = ${call};` : code`at = ${call};`;
    });
  }

  /** A statement that moves `at` behind a piece. */
  #statement(piece: Piece): Code {
    if (piece.is !== "choice") return code`at = ${this.#call(piece, code`at`)};`;
    const [then, otherwise] = [this.#block(piece.then), this.#block(piece.otherwise)];
    return code`if (${piece.when}) ${then}${piece.otherwise.length === 0 ? code`` : code` else ${otherwise}`}`;
  }

  #block(pieces: readonly Piece[]): Code {
    const lines = pieces.map((piece) => code`${indented(this.#statement(piece))}\n`);
    return code`{\n${joined(lines, "")}}`;
  }

  #call(piece: Exclude<Piece, { readonly is: "choice" }>, at: Code): Code {
    if (piece.is === "text") return code`bytesInto(${this.#bytes(piece.text)}, to, ${at})`;
    return code`${piece.put}(${piece.value}, to, ${at})`;
  }

  #bytes(text: string): Code {
    const known = this.#texts.indexOf(text);
    return this.#constant(known >= 0 ? known : this.#texts.push(text) - 1);
  }
}

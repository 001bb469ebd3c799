import { DiagnosticsError, diagnostic } from "../../diagnostics.js";
import type { Source } from "../../model/types.js";
import { type Code, identifier, isIdentifier } from "./code.js";
import { className, snakeName } from "./words.js";

const keywords = (
  "False None True and as assert async await break case class continue def del elif else except finally for from global " +
  "if import in is lambda match nonlocal not or pass raise return self try type while with yield"
).split(" ");

/** Built-in names that a class would hide, and those that generated modules import or declare for every protocol. */
const takenClasses = new Set(
  (
    "ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError " +
    "BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError " +
    "ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception ExceptionGroup " +
    "False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError " +
    "ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError " +
    "MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError " +
    "OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError " +
    "ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError " +
    "SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError " +
    "UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError " +
    "Annotated Any Codec Final Frame Literal Mapping Meta SafeInt Struct TypeAlias UNSET UnknownKindError UnsetType"
  ).split(" "),
);

/** Names by which annotations refer to something else: an attribute of such a name would stand before that. */
const takenAttributes = new Set([
  ...keywords,
  ..."bool bytes checks dict field float int list msgspec object str tuple".split(" "),
]);

/** Built-ins that a parameter or a function would hide. */
const takenValues = new Set([
  ...takenAttributes,
  ...(
    "abs aiter all anext any ascii bin breakpoint bytearray callable chr classmethod compile complex copyright credits " +
    "delattr dir divmod enumerate eval exec exit filter format frozenset getattr globals hasattr hash help hex id input " +
    "isinstance issubclass iter len license locals map max memoryview min next oct open ord pow print property quit range " +
    "repr reversed round set setattr slice sorted staticmethod sum super vars zip " +
    "channels codec codecs frames path_segment"
  ).split(" "),
]);

/** The name of an attribute; one that is taken, or a keyword, gets an underscore. */
export function attributeName(text: string, fallback: string): string {
  return mended(snakeName(text) ?? fallback, takenAttributes);
}

/** The name of a function, variable or parameter. */
export function valueName(text: string, fallback: string): string {
  return mended(snakeName(text) ?? fallback, takenValues);
}

/** The name of a constant; what would be none is left in small letters. */
export function constantName(text: string): string {
  const name = snakeName(text) ?? text;
  const wish = name.toUpperCase().normalize("NFKC");
  return isIdentifier(wish) ? wish : name;
}

/** The name of a class or of a type alias; one that is taken is told from what has it by a word behind it. */
export function typeName(text: string): string {
  const name = className(text);
  return takenClasses.has(name) ? `${name}Type` : name;
}

function mended(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? `${name}_` : name;
}

/** Gives names in one scope, and takes care that no two things get the same. */
export class Scope {
  readonly #owners = new Map<string, Source | undefined>();

  /** @throws DiagnosticsError where something else has the name. */
  declare(name: string, source?: Source): Code {
    if (this.#owners.has(name)) {
      const other = this.#owners.get(name);
      const where = other ? `${other.file}#${other.pointer}` : "another part of the protocol";
      const message = `This and ${where} would both be named \`${name}\` in Python: rename one of the two.`;
      throw new DiagnosticsError([diagnostic("name-collision", message, source)]);
    }
    this.#owners.set(name, source);
    return identifier(name);
  }
}

/** The name of the package of a protocol. */
export function packageName(protocol: string): string {
  return mended(snakeName(protocol) ?? "frames", takenValues);
}

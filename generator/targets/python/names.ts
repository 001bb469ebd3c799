import { DiagnosticsError, diagnostic } from "../../diagnostics.js";
import type { Source } from "../../model/types.js";
import { type Code, identifier, isIdentifier } from "./code.js";
import { className, snakeName } from "./words.js";

const keywords = (
  "False None True and as assert async await break class continue def del elif else except finally for from global " +
  "if import in is lambda nonlocal not or pass raise return self try while with yield"
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
    "Annotated Any Codec Final Frame Literal Mapping Meta SafeInt Struct TypeAlias UNSET Union UnknownKindError UnsetType"
  ).split(" "),
);

/**
 * Names by which annotations refer to something else: an attribute of such a name would stand before that. Linters take
 * `l` for a one.
 */
const takenAttributes = new Set([
  ...keywords,
  "l",
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
    "case channels check codec codecs frames match path_segment type"
  ).split(" "),
]);

/** Names of packages that would be hidden by one of the same name. */
const takenPackages = new Set([
  ...keywords,
  "msgspec",
  ...(
    "abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect " +
    "builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression " +
    "concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm " +
    "decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp " +
    "fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip " +
    "hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword " +
    "lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt " +
    "multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev " +
    "pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats " +
    "pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource " +
    "rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket " +
    "socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct " +
    "subprocess sunau symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this " +
    "threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types " +
    "typing unicodedata unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref " +
    "xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo"
  ).split(" "),
]);

/**
 * The name of an attribute; one that is taken, or a keyword, gets an underscore.
 *
 * @param classes - the names of classes and aliases, which annotations look up in their class first.
 */
export function attributeName(text: string, fallback: string, classes: ReadonlySet<string>): string {
  const name = mended(snakeName(text) ?? fallback, takenAttributes);
  return classes.has(name) ? `${name}_` : name;
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

/** What has a name: where it stands in the schema, and what it is in words, where that place does not tell. */
interface Owner {
  readonly source?: Source | undefined;
  readonly words?: string | undefined;
}

/** Gives names in one scope, and takes care that no two things get the same. */
export class Scope {
  readonly #owners = new Map<string, Owner>();

  /** @throws DiagnosticsError where something else has the name. */
  declare(name: string, source?: Source, words?: string): Code {
    const other = this.#owners.get(name);
    if (other) {
      const where = other.source && `${other.source.file}#${other.source.pointer}`;
      const what = [other.words && `the ${other.words}`, where].filter((part) => part).join(" at ");
      const message = `${words ? `The ${words}` : "This"} and ${what} would both be named \`${name}\` in Python: rename one of the two.`;
      throw new DiagnosticsError([diagnostic("name-collision", message, source)]);
    }
    this.#owners.set(name, { source, words });
    return identifier(name);
  }

  /** A name that only generated code knows: where something has it, it gets a number. */
  free(name: string): Code {
    const numbered = Array.from(this.#owners, (_, index) => `${name}_${index + 2}`);
    return this.declare([name, ...numbered].find((one) => !this.#owners.has(one)) as string);
  }
}

/**
 * The name of the package of a protocol; one that another has, as the standard library, gets an underscore; what is
 * not in ASCII gets another, as not every file system takes every letter.
 */
export function packageName(protocol: string): string {
  const name = snakeName(protocol) ?? "";
  return mended(/^\w+$/.test(name) ? name : "frames", takenPackages);
}

/** Whether a text can be the name of a package; those with an underscore in front are for Python's own. */
export function isPackageName(text: string): boolean {
  return /^[A-Za-z]\w*$/.test(text) && !takenPackages.has(text);
}

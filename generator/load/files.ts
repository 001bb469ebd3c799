import { existsSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { DiagnosticsError, diagnostic } from "../diagnostics.js";
import type { Failure } from "./failure.js";
import { decode, encodePath, hasScheme, pathOfUri, resolveUri, uriOfPath } from "./uri.js";

/** URIs that stand for the files of a folder. */
interface Remote {
  readonly prefix: string;
  readonly folder: string;
}

/** Which files there are for references to lead to: those below one folder, and nothing else. */
export class Files {
  /** The folder, as it was named. */
  readonly #root: string;
  readonly #realRoot: string;
  readonly #workingFolder: string;
  /** Longest prefix first. */
  readonly #remotes: readonly Remote[];

  /**
   * @param remotes - folders by the beginning of the URIs that they stand for.
   * @throws DiagnosticsError where one of them can't be used.
   */
  constructor(root: string, workingFolder: string, remotes: Readonly<Record<string, string>>) {
    this.#root = root;
    this.#realRoot = existsSync(root) ? realpathSync(root) : root;
    this.#workingFolder = workingFolder;
    this.#remotes = Object.entries(remotes)
      .map(([prefix, folder]) => this.#remote(prefix, folder))
      .sort((a, b) => b.prefix.length - a.prefix.length || (a.prefix < b.prefix ? -1 : 1));
  }

  /** A path as it is shown: relative to the working folder, with `/`. */
  shown(path: string): string {
    return relative(this.#workingFolder, path).split(sep).join("/");
  }

  /** The one path of a file below the root, however links lead to it; of another file, the path itself. */
  canonical(path: string): string {
    const way = wayFrom(this.#realRoot, realPath(path));
    return way === undefined ? path : join(this.#root, way);
  }

  /** The URI of a file: what stands for its folder, else what is made of its path. */
  uriOf(path: string): string {
    const [remote] = this.#remotes
      .filter(({ folder }) => wayFrom(folder, path) !== undefined)
      .sort((a, b) => b.folder.length - a.folder.length);
    return remote
      ? (resolveUri(remote.prefix + encodePath(relative(remote.folder, path)), remote.prefix) ??
          uriOfPath(path))
      : uriOfPath(path);
  }

  /** Whether a folder stands for URIs that begin like this one. */
  isMapped(uri: string): boolean {
    return this.#remotes.some(({ prefix }) => uri.startsWith(prefix));
  }

  /** The file that a URI stands for; nothing where it stands for none. */
  at(uri: string): string | Failure | undefined {
    const remote = this.#remotes.find(({ prefix }) => uri.startsWith(prefix));
    if (remote) return this.#file(uri, wayIn(uri.slice(remote.prefix.length)), remote.folder, remote.folder);
    const path = pathOfUri(uri);
    return path === undefined || path.includes("\\")
      ? undefined
      : this.#file(uri, relative(this.#root, path), this.#root);
  }

  /** The file that a relative address names, seen from another file. */
  beside(address: string, path: string): string | Failure {
    if (decode(address) === undefined) {
      return { code: "ref-not-found", message: `\`${address}\` is not a valid reference.` };
    }
    return this.#file(address, wayIn(address), dirname(path));
  }

  /** The file that `way` leads to from a folder. It must be below the root, and below `limit` where there is one. */
  #file(address: string, way: string | undefined, folder: string, limit?: string): string | Failure {
    const path = resolve(folder, way ?? "");
    const isWay = way !== undefined && !isAbsolute(way);
    const isWithin = limit === undefined || wayFrom(limit, path) !== undefined;
    if (!isWay || !isWithin || wayFrom(this.#realRoot, realPath(path)) === undefined) {
      const message = `\`${address}\` leads out of the schema folder: move the file into it.`;
      return { code: "ref-outside-root", message };
    }
    if (isFile(path)) return this.canonical(path);
    const place = limit === undefined ? "" : ` in ${this.shown(limit)}`;
    return { code: "ref-not-found", message: `\`${address}\` names no file${place}: correct the reference.` };
  }

  #remote(prefix: string, folder: string): Remote {
    const uri = hasScheme(prefix) ? resolveUri(prefix, prefix) : undefined;
    if (uri === undefined || /[?#]/.test(uri)) {
      throw unusable(`\`${prefix}\` is not the beginning of URIs, such as \`https://example.org/schemas/\`.`);
    }
    const path = this.canonical(resolve(this.#workingFolder, folder));
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw unusable(`The folder \`${folder}\` for \`${prefix}\` does not exist.`);
    }
    if (wayFrom(this.#realRoot, realPath(path)) === undefined) {
      throw unusable(`The folder \`${folder}\` for \`${prefix}\` is not in the schema folder.`);
    }
    // `https://example.org` must not stand for `https://example.org.evil/`.
    return { prefix: /[/:]$/.test(uri) ? uri : `${uri}/`, folder: path };
  }
}

/** The relative path in a URI; a backslash is no part of one, on no system. */
function wayIn(address: string): string | undefined {
  const way = decode(address);
  return way?.includes("\\") ? undefined : way;
}

function unusable(message: string): DiagnosticsError {
  return new DiagnosticsError([diagnostic("config-invalid", message)]);
}

/** The relative path of what is in a folder, or is the folder; nothing for what is not. */
function wayFrom(folder: string, path: string): string | undefined {
  const way = relative(folder, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : way;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false; // not there, too long, a circle of links, a NUL in it
  }
}

/** The path with all links in the part of it that exists followed. */
function realPath(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const folder = dirname(path);
  return folder === path ? path : join(realPath(folder), relative(folder, path));
}

/** The name that a recording gives a channel, taken apart. */
export interface ChannelName {
  /** Whether it is a path on the server, or a URL, rather than a name. */
  readonly isPath: boolean;
  /** The segments of the path; or the parts of a name with `:` or `/` in it, as `session:42` is. */
  readonly parts: readonly string[];
}

/** Takes the name of a channel apart. The query of a path, and what comes before it in a URL, are no part of it. */
export function channelName(recorded: string): ChannelName {
  const [, rest] = /^[a-z][a-z\d+.-]*:\/\/[^/?#]*(.*)$/is.exec(recorded) ?? [];
  const name = rest === undefined ? recorded : rest.startsWith("/") ? rest : `/${rest}`;
  if (name.startsWith("/"))
    return {
      isPath: true,
      parts: name
        .replace(/[?#].*$/s, "")
        .split("/")
        .slice(1),
    };
  const parts = name
    .replace(/\?[^?]*=.*$/s, "")
    .split(/[:/]/)
    .filter((part) => part !== "");
  return { isPath: false, parts: parts.length > 0 ? parts : [name] };
}

/**
 * How well the name that a recording gives a channel goes with a path: `/sessions/42`, and `sessions:42`, with `/sessions/{id}`.
 *
 * @returns how many segments are the same; nothing where one does not fit.
 */
export function fitOfPath(recorded: string, path: string): number | undefined {
  const { parts } = channelName(recorded);
  const segments = path.split("/").slice(1);
  if (parts.length !== segments.length) return undefined;
  let same = 0;
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? "";
    if (segment === part || segment === encodeURIComponent(part)) same++;
    else if (!/^\{.*\}$/.test(segment) || part === "") return undefined;
  }
  return same;
}

/**
 * The parts of the name that a recording gives a channel: of a path, or of a name with `:` in it, as `session:42` is. Nothing
 * behind a `?` counts. A path begins with an empty part.
 */
export function channelParts(recorded: string): string[] {
  const name = recorded.replace(/[?#].*$/s, "");
  return name.split(name.startsWith("/") ? "/" : /[:/]/);
}

/** Whether the name that a recording gives a channel is that of a path with parameters: `/sessions/42` of `/sessions/{id}`. */
export function isOnPath(recorded: string, path: string): boolean {
  const parts = channelParts(recorded).filter((part, index) => index > 0 || part !== "");
  const segments = path.split("/").slice(1);
  return (
    parts.length === segments.length &&
    segments.every((segment, index) => {
      const part = parts[index] ?? "";
      return /^\{.*\}$/.test(segment)
        ? part !== ""
        : segment === part || segment === encodeURIComponent(part);
    })
  );
}

import { DiagnosticsError, diagnostic } from "../../diagnostics.js";
import { isPackageName } from "./names.js";

/** Settings of this target. */
export interface PythonOptions {
  /** The name of the package; that of the protocol where it is not given. */
  readonly package?: string;
}

/**
 * The settings that are given, checked.
 *
 * @throws DiagnosticsError where there is no such option, or it can't have that value.
 */
export function pythonOptions(given: Readonly<Record<string, string | boolean>>): PythonOptions {
  const problems = Object.entries(given).flatMap(([option, value]) => {
    const setting = `\`targetOptions.python.${option}\``;
    if (option !== "package") return [`There is no option ${setting}; there is package.`];
    const isRight = typeof value === "string" && isPackageName(value);
    return isRight
      ? []
      : [`${setting} must be a name in ASCII, with a letter in front, that no module of Python has.`];
  });
  if (problems.length > 0) {
    throw new DiagnosticsError(problems.map((message) => diagnostic("config-invalid", message)));
  }
  return given;
}

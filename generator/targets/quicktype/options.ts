import { getTargetLanguage, type OptionDefinition } from "quicktype-core";
import { DiagnosticsError, diagnostic } from "../../diagnostics.js";
import { type LanguageName, languages } from "./languages.js";

/** The options of a language's renderer, by their names. */
export type RendererOptions = Readonly<Record<string, string | boolean>>;

/** What an option that is free text may be: names, and what goes between them. It becomes code as it is. */
const words = /^[\p{L}_][\p{L}\p{Nd}_]*(?:(?:\.|::|, ?)[\p{L}_][\p{L}\p{Nd}_]*)*$/u;

/**
 * The options that a renderer is given: those that are set, checked against what quicktype says that it has, else ours.
 *
 * @throws DiagnosticsError where there is no such option, or it can't have that value.
 */
export function rendererOptions(given: RendererOptions, target: LanguageName): RendererOptions {
  const language = languages[target];
  const all = getTargetLanguage(target).optionDefinitions;
  const definitions = all.filter(({ name }) => !Object.hasOwn(language.fixed, name));
  const problems = Object.entries(given).flatMap(([name, value]) => {
    const definition = definitions.find((one) => one.name === name);
    const setting = `\`targetOptions.${target}.${name}\``;
    if (!definition) {
      const known = definitions.map((one) => one.name).sort();
      return [`There is no option ${setting}; there are ${known.join(", ")}.`];
    }
    const expected = misfit(definition, value);
    return expected === undefined ? [] : [`${setting} must be ${expected}.`];
  });
  if (problems.length > 0)
    throw new DiagnosticsError(problems.map((message) => diagnostic("config-invalid", message)));
  return { ...language.options, ...given, ...language.fixed };
}

function misfit(
  { optionType, values = {} }: OptionDefinition<string, unknown>,
  value: string | boolean,
): string | undefined {
  if (optionType === "boolean") return typeof value === "boolean" ? undefined : "true or false";
  if (optionType === "enum") {
    const isKnown = typeof value === "string" && Object.hasOwn(values, value);
    return isKnown ? undefined : `one of ${Object.keys(values).join(", ")}`;
  }
  return typeof value === "string" && words.test(value)
    ? undefined
    : "a name, or names with dots or commas between them";
}

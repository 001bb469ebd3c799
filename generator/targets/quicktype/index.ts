import { getTargetLanguage, InputData, quicktypeMultiFileSync } from "quicktype-core";
import { DiagnosticsError, diagnostic } from "../../diagnostics.js";
import type { Protocol } from "../../model/types.js";
import { goDispatch } from "./dispatch/go.js";
import { javaDispatch } from "./dispatch/java.js";
import { rustDispatch } from "./dispatch/rust.js";
import { type Dispatch, dispatchOf, groupsOf } from "./dispatch.js";
import { commentLines } from "./docs.js";
import { ProtocolInput } from "./graph.js";
import { type Language, type LanguageName, languages } from "./languages.js";
import { type RendererOptions, rendererOptions } from "./options.js";
import { mended, type Printed } from "./renderer.js";

/** What the types of quicktype are joined with: texts by the name of the file. */
type Snippet = (
  types: ReadonlyMap<string, string>,
  dispatch: Dispatch,
  options: RendererOptions,
) => Map<string, string>;

/** How frames are told apart, in the languages that have that. */
const snippets: Readonly<Partial<Record<LanguageName, Snippet>>> = {
  go: (types, dispatch, options) => {
    const imports = ["bytes", "encoding/json", "errors", "fmt"].map((name) => `\t"${name}"\n`).join("");
    const start = `package ${options.package}\n\nimport (\n${imports})\n`;
    return mapTexts(types, (text) => [start, goDispatch(dispatch), text].join("\n"));
  },
  rust: (types, dispatch, options) =>
    mapTexts(types, (text) => [text, rustDispatch(dispatch, options)].join("\n")),
  java: (types, dispatch, options) => {
    const added = [...javaDispatch(dispatch)].map(
      ([name, text]) => [`${name}.java`, `package ${options.package};\n\n${text}`] as const,
    );
    return new Map([...types, ...added]);
  },
};

/** The files of a protocol in one of the languages of the table. */
export function inLanguage(
  target: LanguageName,
  protocol: Protocol,
  given: RendererOptions,
): Map<string, string> {
  const language = languages[target];
  const renderer = getTargetLanguage(target);
  const options = rendererOptions(given, target);
  const snippet = snippets[target];
  const input = new ProtocolInput(protocol, {
    language,
    target,
    isTagOutside: snippet !== undefined,
    hasOptional: renderer.supportsOptionalClassProperties,
    hasBothNumbers: renderer.supportsUnionsWithBothNumberTypes,
  });
  let printed: Printed = { names: new Map() };
  const interfaces = groupsOf(dispatchOf(protocol, input, new Map()));
  const inputData = new InputData();
  inputData.addInput(input);
  const rendered = quicktypeMultiFileSync({
    inputData,
    lang: mended(renderer, target, input.types, interfaces, (one) => {
      printed = one;
    }),
    rendererOptions: options,
    ...(language.needsHead ? {} : { leadingComments: [] }),
    outputFilename: language.file ?? "",
    combineClasses: false,
    inferMaps: false,
    inferEnums: false,
    inferUuids: false,
    inferDateTimes: false,
    inferIntegerStrings: false,
    inferBooleanStrings: false,
    ignoreJsonRefs: true,
  });
  requireNames(input, printed, target);
  const types = new Map(
    [...rendered].map(([file, { lines }]) => [
      file,
      lines
        .map((line) => line.trimEnd())
        .join("\n")
        .trim(),
    ]),
  );
  const texts = snippet?.(types, dispatchOf(protocol, input, printed.names), options) ?? types;
  const head = headOf(protocol, language, target);
  return mapTexts(texts, (text) => `${head}\n\n${text.trim()}\n`);
}

function mapTexts(texts: ReadonlyMap<string, string>, make: (text: string) => string): Map<string, string> {
  return new Map([...texts].map(([path, text]) => [path, make(text)]));
}

/** Every type must have come out under the name that it was given, or with an underscore where that is reserved. */
function requireNames({ types }: ProtocolInput, { names }: Printed, target: LanguageName): void {
  const files = new Map<string, string>();
  const problems = [...types].flatMap(([name, { source }]) => {
    const found = names.get(name);
    // Not in use: an enum, all of whose places may have other strings as well.
    if (found === undefined) return [];
    if (found !== name && found !== `${name}_`) {
      const message = `\`${name}\` would be \`${found}\` in the target \`${target}\`: rename it.`;
      return [diagnostic("name-collision", message, source)];
    }
    // Some file systems take `A.java` and `a.java` for the same.
    const other = files.get(found.toLowerCase());
    files.set(found.toLowerCase(), found);
    if (other === undefined || languages[target].file !== undefined) return [];
    const message = `\`${found}\` and \`${other}\` would be one file on some systems in the target \`${target}\`: rename one.`;
    return [diagnostic("name-collision", message, source)];
  });
  if (problems.length > 0) throw new DiagnosticsError(problems);
}

function headOf({ files }: Protocol, { comments }: Language, target: LanguageName): string {
  // The name alone, so that the folder in which the command runs makes no difference.
  const file = (files[0] ?? "").replace(/^.*\//s, "");
  const source = commentLines(file, comments).join(" ");
  const header = `// Generated by framewright from ${source}. Do not edit: change the schema, then run \`framewright generate\`.`;
  // The line by which tools of Go know generated code.
  return target === "go" ? `// Code generated by framewright. DO NOT EDIT.\n${header}` : header;
}

import type { Documents } from "./documents.js";
import type { Failure } from "./failure.js";
import { isSchema } from "./keywords.js";
import type { Location } from "./location.js";
import { join, split } from "./pointer.js";
import type { Resource } from "./resources.js";
import { decode, hasScheme, resolveUri, splitReference } from "./uri.js";

/**
 * Where the reference `ref`, found at `from`, leads.
 *
 * @throws DiagnosticsError where it leads to a file that can't be read or is not JSON.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1
 */
export function follow(ref: string, from: Location, documents: Documents): Location | Failure {
  const [address, fragment] = splitReference(ref);
  const around = documents.resourceOf(from);
  const root = address === "" ? around.root : rootOf(address, from, around, documents);
  if ("code" in root) return root;
  const target = within(documents.resourceOf(root), root, fragment);
  const { file } = root.document;
  if (target === "no pointer") {
    return missing(
      `\`${ref}\` does not end in a JSON pointer, such as \`#/$defs/Name\`, or in the name of an anchor.`,
    );
  }
  const schema = target?.document.get(target.pointer);
  if (!target || schema === undefined)
    return missing(`\`${ref}\` points at nothing in ${file}: correct the reference.`);
  return isSchema(schema)
    ? target
    : missing(`\`${ref}\` points at something in ${file} that is not a schema.`);
}

/**
 * The name by which `ref` has led to `target`, where that is a `$dynamicAnchor`: then another schema may be meant, by the same
 * name in a resource that the evaluation has come through.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2
 */
export function dynamicName(ref: string, target: Location, documents: Documents): string | undefined {
  const [, fragment] = splitReference(ref);
  const name = decode(fragment) ?? "";
  return documents.resourceOf(target).dynamicAnchors.get(name)?.pointer === target.pointer ? name : undefined;
}

function missing(message: string): Failure {
  return { code: "ref-not-found", message };
}

/** The schema that a fragment (RFC 6901 §6, or a plain name) stands for. */
function within(resource: Resource, root: Location, fragment: string): Location | "no pointer" | undefined {
  const text = decode(fragment);
  if (text === undefined) return "no pointer";
  if (text !== "" && !text.startsWith("/")) return resource.anchors.get(text);
  return { document: root.document, pointer: join(root.pointer, ...split(text)) };
}

/** The root of the resource, or of the document, that an address names. */
function rootOf(
  address: string,
  from: Location,
  { uri: base, dialect }: Resource,
  documents: Documents,
): Location | Failure {
  const uri = resolveUri(address, base);
  const known = uri === undefined ? undefined : documents.find(uri);
  if (known) return known;
  const refused = refusal(address);
  if (refused && !(uri !== undefined && documents.files.isMapped(uri))) return refused;
  const file = uri === undefined ? undefined : documents.files.at(uri);
  if (typeof file === "string") return documents.open(file, uri, dialect);
  if (refused) return file ?? refused;
  const beside = documents.files.beside(address, from.document.path);
  return typeof beside === "string" ? documents.open(beside, uri, dialect) : beside;
}

/** Why an address that is not relative leads nowhere. */
function refusal(address: string): Failure | undefined {
  if (/^([a-z]:)?[\\/](?!\/)|^file:/i.test(address)) {
    const message = `\`${address}\` is an absolute address: refer to the file by a relative path.`;
    return { code: "ref-outside-root", message };
  }
  if (/^(https?:|\/\/)/i.test(address)) {
    const message = `\`${address}\` would have to be fetched: save a copy beside the schema and refer to it.`;
    return { code: "ref-network", message };
  }
  if (hasScheme(address)) {
    return missing(`No schema that has been read has the \`$id\` \`${address}\`: refer to its file.`);
  }
  return undefined;
}

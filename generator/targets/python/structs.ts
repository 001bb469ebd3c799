import { typeName as wordName } from "../../model/names.js";
import type { ObjectType, Property } from "../../model/types.js";
import { kindIn } from "../../model/values.js";
import { type Code, joined, literal, py, stringLiteral } from "./code.js";
import type { Context, Place } from "./context.js";
import { docstring } from "./docs.js";
import { atom, call, type Expression, keyword, laidOut, union } from "./layout.js";
import { attributeName, Scope } from "./names.js";
import { annotationOf } from "./types.js";

/** What becomes a class. */
export interface Struct {
  readonly name: Code;
  readonly object: ObjectType;
  readonly place: Place;
  /** The property that tells it from others, which msgspec reads and writes itself. */
  readonly tag: string | undefined;
  readonly docs: readonly string[];
}

/** The statement of a class. */
export function structOf({ name, object, place, tag, docs }: Struct, context: Context): Code {
  const kind = tag === undefined ? undefined : kindIn(object, tag);
  const bases: Expression[] = [
    context.imported("Struct"),
    keyword(py`kw_only`, atom(py`True`)),
    ...(tag === undefined || kind === undefined
      ? []
      : [keyword(py`tag_field`, atom(stringLiteral(tag))), keyword(py`tag`, atom(literal(kind)))]),
    ...(object.others === "forbidden" ? [keyword(py`forbid_unknown_fields`, atom(py`True`))] : []),
  ];
  const scope = new Scope();
  const fields = object.properties
    .filter((property) => property.name !== tag)
    .map((property, index) => fieldOf(property, index, place, scope, context));
  const doc = docstring(docs, 4);
  const body = [...(doc === "" ? [] : [doc]), ...(fields.length > 0 ? [joined(fields, "")] : [])];
  const head = laidOut(py`class `, call(name, ...bases), py`:`, 0);
  return py`${head}\n${body.length > 0 ? joined(body, "\n") : py`    pass\n`}`;
}

function fieldOf(property: Property, index: number, place: Place, scope: Scope, context: Context): Code {
  const { name, isRequired, type, annotations, source } = property;
  const attribute = attributeName(name, `field_${index + 1}`);
  const code = scope.declare(attribute, source);
  const inner = place.at(wordName(name) ?? `Field${index + 1}`, source);
  const found = annotationOf(type, inner, context);
  const annotation = isRequired ? found : union([found, context.imported("UnsetType")]);
  const isRenamed = attribute !== name;
  const options = [
    ...(isRequired || !isRenamed ? [] : [keyword(py`default`, context.imported("UNSET"))]),
    ...(isRenamed ? [keyword(py`name`, atom(stringLiteral(name)))] : []),
  ];
  const value = isRenamed
    ? call(context.imported("field").code, ...options)
    : isRequired
      ? undefined
      : context.imported("UNSET");
  const line = laidOut(py`${code}: `, annotation, value ? py` = ${laidOut(py``, value, py``, 4)}` : py``, 4);
  const text = annotations.description ?? annotations.title ?? "";
  return py`    ${line}\n${docstring([text], 4)}`;
}

import { partsOf } from "../../model/parts.js";
import type { Type } from "../../model/types.js";
import { bodyOf } from "../../model/values.js";
import { membersByKind } from "../../plan/members.js";
import type { Context } from "./context.js";
import { countsOthers, isAboutOthers, isClosed } from "./others.js";
import { framesByTag } from "./tags.js";

/** The names of the frames that codecs check as they are on the wire. */
export function wholeFrames(context: Context): string[] {
  const frames = framesByTag(context.protocol).flatMap((one) => one.frames.map(({ name }) => name));
  return [...new Set(frames)].filter((name) => needsWhole(name, context));
}

/**
 * Whether a frame has to be checked as it is on the wire, as its class does not see all of it: fields that are not
 * declared, of it and of frames in it, and the tags of frames in it, for which msgspec asks in unions only.
 */
function needsWhole(frame: string, context: Context): boolean {
  const seen = new Set<string>();
  const look = (type: Type, isTold: boolean): boolean => {
    if (type.kind === "reference") {
      const key = `${isTold} ${type.name}`;
      if (seen.has(key)) return false;
      seen.add(key);
      const isStruct = context.isStruct(type.name);
      const isUntold = isStruct && !isTold && context.tagOf(type.name) !== undefined;
      const target = context.resolve(type.name);
      return isUntold || (isStruct && dropsChecked(target, context)) || look(target, isTold);
    }
    const isUnion =
      type.kind === "union" &&
      type.tag !== undefined &&
      membersByKind(type, type.tag, context.resolve).length > 1;
    return partsOf(type).some((part) => look(part, isUnion));
  };
  return look({ kind: "reference", name: frame }, true);
}

/** Whether a class drops fields of which the schema asks something. */
function dropsChecked(type: Type, context: Context): boolean {
  const object = bodyOf(type);
  if (object.kind !== "object") return false;
  const { others, patterns = [], properties } = object;
  const isAsked = patterns.length > 0 || (typeof others !== "string" && others.kind !== "unknown");
  const rules = type.kind === "constrained" && !isClosed(object) ? type.rules : [];
  return (
    isAsked || countsOthers(object) || rules.some((rule) => isAboutOthers(rule, properties, context.resolve))
  );
}

import * as oracle from "@hyperjump/json-schema-formats";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { assertedFormats } from "../../generator/model/formats.js";
import { seed } from "../differential/random.js";
import { cases } from "./formats.js";
import { fits, type Predicate } from "./predicates.js";

const RUNS = 10_000;

/** The verdict of the library, and where ours is another one with reason. */
interface Other {
  readonly predicate: Predicate;
  /** Characters of which texts are made. */
  readonly characters: string;
  /** Whether the library says something else about this text than the specification does. */
  readonly isElsewhere?: Predicate;
}

/** It knows the days that had a leap second (and for times of day none); that there may be others is RFC 3339 §5.7. */
const hasLeapSecond: Predicate = (text) => /:60/.test(text);
/**
 * It maps what is no label to one that is (UTS 46), as browsers do; RFC 5890 knows labels only as they are. It refuses
 * any two hyphens at the third place, which RFC 1123 does not.
 */
const isMapped: Predicate = (text) =>
  text !== text.normalize("NFKC").toLowerCase() ||
  text.split(/[.@。]/u).some((label) => /^..--/u.test(label));
/** It refuses a part of a domain in ASCII that is no A-label: RFC 6531 leaves that as it was. */
const hasALabel: Predicate = (text) => /xn--/i.test(text);

const others: Readonly<Record<string, Other>> = {
  date: { predicate: oracle.isDate, characters: "0123456789-" },
  "date-time": {
    predicate: oracle.isDateTime,
    characters: "0123456789-:TtZz.+ ",
    isElsewhere: hasLeapSecond,
  },
  duration: { predicate: oracle.isDuration, characters: "PT0123YMDWHS" },
  email: { predicate: oracle.isEmail, characters: 'ab1.@"\\ -_!()[]:é~' },
  hostname: { predicate: oracle.isAsciiIdn, characters: "ab1.-xn_é", isElsewhere: isMapped },
  "idn-email": {
    predicate: oracle.isIdnEmail,
    characters: 'ab1.@"\\ -_![]éü實א例',
    // It takes any kind of address in brackets, registered or not.
    isElsewhere: (text) => isMapped(text) || hasALabel(text) || text.endsWith("]"),
  },
  "idn-hostname": { predicate: oracle.isIdn, characters: "ab1.-üß例א١。·", isElsewhere: isMapped },
  ipv4: { predicate: oracle.isIPv4, characters: "0123456789." },
  ipv6: { predicate: oracle.isIPv6, characters: "0123fF:.g" },
  iri: { predicate: oracle.isIri, characters: "a1:/?#[]@!%2e-._~é\u{E000}\u{10000}" },
  "iri-reference": { predicate: oracle.isIriReference, characters: "a1:/?#[]@!%2e-._~é\u{E000}" },
  "json-pointer": { predicate: oracle.isJsonPointer, characters: "/~01a#é" },
  regex: { predicate: oracle.isRegex, characters: "a(b)[c]{1,2}*+?^$|\\du{}pk<>=!." },
  "relative-json-pointer": {
    predicate: oracle.isRelativeJsonPointer,
    characters: "01#/~a+-",
    // The grammar of the draft leaves `0-1#` out, which its own examples have.
    isElsewhere: (text) => /^\d+[+-]\d+#$/.test(text),
  },
  time: { predicate: oracle.isTime, characters: "0123456789:.Zz+-", isElsewhere: hasLeapSecond },
  uri: { predicate: oracle.isUri, characters: "a1:/?#[]@!%2e-._~v\\ " },
  "uri-reference": { predicate: oracle.isUriReference, characters: "a1:/?#[]@!%2e-._~v\\ " },
  "uri-template": { predicate: oracle.isUriTemplate, characters: "a1{}%2e.,:*+#/;?&=!@| é'" },
  uuid: { predicate: oracle.isUuid, characters: "0aF-g" },
};

/** Texts of random characters, and valid ones of which some have been changed. */
function texts(valid: readonly string[], characters: string): fc.Arbitrary<string> {
  const character = fc.constantFrom(...characters);
  const changes = fc.array(fc.tuple(fc.nat(), fc.nat(1), fc.array(character, { maxLength: 1 })), {
    maxLength: 3,
  });
  const changed = fc.tuple(fc.constantFrom(...valid), changes).map(([text, edits]) => {
    const result = [...text];
    for (const [at, removed, added] of edits) result.splice(at % (result.length + 1), removed, ...added);
    return result.join("");
  });
  return fc.oneof(
    changed,
    fc.array(character, { maxLength: 12 }).map((parts) => parts.join("")),
  );
}

// The library tells of each name that it refuses.
beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

test("every asserted format is compared", () => {
  expect(Object.keys(others).sort()).toEqual([...assertedFormats.keys()].sort());
});

test.each(Object.entries(others))("%s is what another library takes for it", (format, other) => {
  const { predicate, characters, isElsewhere = () => false } = other;
  const found = { true: 0, false: 0 };
  fc.assert(
    fc.property(texts(cases[format]?.valid ?? [], characters), (text) => {
      const theirs = verdict(predicate, text);
      if (theirs === undefined || isElsewhere(text)) return;
      found[`${theirs}`]++;
      expect(fits(format, text)).toBe(theirs);
    }),
    { seed, numRuns: RUNS },
  );
  expect(Math.min(found.true, found.false)).toBeGreaterThan(RUNS / 40);
});

/** What the library says, if it says something: it throws at addresses of kinds that it does not know. */
function verdict(predicate: Predicate, text: string): boolean | undefined {
  try {
    return predicate(text);
  } catch {
    return undefined;
  }
}

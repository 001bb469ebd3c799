import { punycodeLength } from "./format-punycode.js";

// Of the 63 characters that an A-label may have, `xn--` takes four.
const MAX_LENGTH = 59;
// The code points that a label may have (RFC 5892 §2 and §3), those with a rule for what is around them included.
const CHARACTERS =
  /^(?:[-\da-z\xB7\xDF\u0375\u03C2\u05F3\u05F4\u06FD\u06FE\u0F0B\u3007\u30FB\p{Join_Control}]|(?![\p{Changes_When_NFKC_Casefolded}\u0640\u07FA\u1100-\u11FF\u3031-\u3035\u303B\uA960-\uA97C\uD7B0-\uD7FB\u{1D100}-\u{1D24F}]|[\u20D0-\u20FF\u302E\u302F])[\p{L}\p{Mn}\p{Mc}\p{Nd}])+$/u;
// What is not in its place (RFC 5892 appendices A.3 to A.6): a middle dot, a keraia, a geresh or a gershayim.
const MISPLACED =
  /(?:^|[^l])\xB7|\xB7(?!l)|\u0375(?!\p{Script=Greek})|(?:^|\P{Script=Hebrew})[\u05F3\u05F4]/u;
// Letters that join those on both sides, and those that join only the one before (Joining_Type of Unicode).
const JOINS_BOTH =
  /[\u0620\u0626\u0628\u062A-\u062E\u0633-\u063F\u0641-\u0647\u0649\u064A\u066E\u066F\u0678-\u0687\u069A-\u06BF\u06C1\u06C2\u06CC\u06CE\u06D0\u06D1\u06FA-\u06FC\u06FF\u0712-\u0714\u071A-\u071D\u071F-\u0727\u0729\u072B\u072D\u072E\u074E-\u0758\u075C-\u076A\u076D-\u0770\u0772\u0775-\u0777\u077A-\u077F\u07CA-\u07EA\u0841-\u0845\u0848\u084A-\u0853\u0855\u0860\u0862-\u0865\u0868\u0886\u0889-\u088D\u08A0-\u08A9\u08AF\u08B0\u08B3-\u08B8\u08BA-\u08C8\u1820-\u1878\u1887-\u18A8\u18AA\uA840-\uA871\u{10AC0}-\u{10AC4}\u{10AD3}-\u{10AD6}\u{10AD8}-\u{10ADC}\u{10ADE}-\u{10AE0}\u{10B80}\u{10B82}\u{10B86}-\u{10B88}\u{10B8A}\u{10B8B}\u{10B8D}\u{10B90}\u{10D01}-\u{10D21}\u{10D23}\u{10F30}-\u{10F32}\u{10F34}-\u{10F44}\u{10F70}-\u{10F73}\u{10F76}-\u{10F81}\u{10FB0}\u{10FB2}\u{10FB3}\u{10FB8}\u{10FBB}\u{10FBC}\u{10FBE}\u{10FBF}\u{10FC1}\u{10FC4}\u{1E900}-\u{1E943}]/u;
const JOINS_BEFORE =
  /[\u0622-\u0625\u0627\u0629\u062F-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06C0\u06C3-\u06CB\u06CD\u06CF\u06D2\u06D3\u06D5\u06EE\u06EF\u0710\u0715-\u0719\u071E\u0728\u072A\u072C\u072F\u074D\u0759-\u075B\u076B\u076C\u0771\u0773\u0774\u0778\u0779\u0840\u0846\u0847\u0849\u0854\u0856-\u0858\u0867\u0869\u086A\u0870-\u0882\u088E\u08AA-\u08AC\u08AE\u08B1\u08B2\u08B9\u{10AC5}\u{10AC7}\u{10AC9}\u{10ACA}\u{10ACE}-\u{10AD2}\u{10ADD}\u{10AE1}\u{10AE4}\u{10B81}\u{10B83}-\u{10B85}\u{10B89}\u{10B8C}\u{10B8E}\u{10B8F}\u{10B91}\u{10D22}\u{10F33}\u{10F74}\u{10F75}\u{10FB4}-\u{10FB6}\u{10FB9}\u{10FBA}\u{10FBD}\u{10FC2}\u{10FC3}]/u;
const JOINS_AFTER = /[\uA872\u{10ACD}\u{10AD7}\u{10D00}]/u;

/**
 * Whether `label` can be a U-label (RFC 5890 §2.3.2.1, RFC 5891 §4.2), the direction of writing aside.
 *
 * Which characters are letters is as the engine has it; how they join is as in Unicode 14.
 */
export function isULabel(label: string): boolean {
  return (
    // Its Punycode is not shorter than the label itself: a long one is not looked at.
    label.length <= MAX_LENGTH &&
    CHARACTERS.test(label) &&
    /[^\0-\x7F]/.test(label) &&
    label.normalize("NFC") === label &&
    !/^(?:-|\p{M}|..--)|-$/u.test(label) &&
    !MISPLACED.test(label) &&
    (!label.includes("\u30FB") || /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label)) &&
    !(/[\u0660-\u0669]/.test(label) && /[\u06F0-\u06F9]/.test(label)) &&
    areJoinersInPlace(label) &&
    punycodeLength(label) <= MAX_LENGTH
  );
}

/** Whether all joiners follow a virama, or keep letters apart that would join (RFC 5892 appendices A.1 and A.2). */
function areJoinersInPlace(label: string): boolean {
  for (const { 0: joiner, index } of label.matchAll(/[\u200C\u200D]/g)) {
    const before = label.slice(0, index);
    const after = label.slice(index + 1);
    if (!isVirama(/.?$/su.exec(before)?.[0] ?? "") && !(joiner === "\u200C" && wouldJoin(before, after))) {
      return false;
    }
  }
  return true;
}

/**
 * Whether `character` is of canonical combining class 9, which viramas are.
 *
 * Normal form tells: marks are ordered by class there, U+3099 being of class 8 and U+05B0 of class 10.
 */
function isVirama(character: string): boolean {
  return (
    `${character}\u3099`.normalize("NFD") === `\u3099${character}` &&
    `\u05B0${character}`.normalize("NFD") === `${character}\u05B0` &&
    !/^[\u05B0\u3099]?$/.test(character)
  );
}

/** Whether a letter that joins the next one ends `before`, and one that joins the previous one begins `after`, marks aside. */
function wouldJoin(before: string, after: string): boolean {
  const last = /(.)[\p{Mn}\u{1E94B}]*$/u.exec(before)?.[1] ?? "";
  const first = /^[\p{Mn}\u{1E94B}]*(.)/u.exec(after)?.[1] ?? "";
  const joinsNext = JOINS_BOTH.test(last) || JOINS_AFTER.test(last);
  return joinsNext && (JOINS_BOTH.test(first) || JOINS_BEFORE.test(first));
}

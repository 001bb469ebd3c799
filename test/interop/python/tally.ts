import { type Difference, differences, wordings } from "../differences.js";
import { type Case, isSame } from "./outcome.js";

/** What becomes of many texts at both ends, counted. */
export class Tally {
  /** How many were accepted, or refused, with nothing to explain. */
  accepted = 0;
  refused = 0;
  /** What no documented difference explains. */
  readonly unexplained: Case[] = [];
  readonly #explained = new Map<string, number>();

  add(one: Case): void {
    if (isSame(one)) {
      if (one.ours.isAccepted) this.accepted++;
      else this.refused++;
      return;
    }
    const difference = listFor(one).find((candidate) => candidate.explains(one));
    if (!difference) this.unexplained.push(one);
    else this.#explained.set(difference.id, (this.#explained.get(difference.id) ?? 0) + 1);
  }

  toString(): string {
    return [
      `${this.accepted} accepted and ${this.refused} refused by both alike`,
      `${this.unexplained.length} unexplained`,
      ...[...this.#explained].map(([id, count]) => `${count} explained: ${id}`),
    ].join("\n");
  }
}

/** All documented differences that may make the outcomes of a case differ. */
export function explanationsOf(one: Case): string[] {
  return listFor(one)
    .filter((difference) => difference.explains(one))
    .map(({ id }) => id);
}

function listFor({ ours, peers }: Case): readonly Difference[] {
  return ours.isAccepted || peers.isAccepted ? differences : wordings;
}

/** A case as it is shown where it is not as it should be. */
export function shown({ bytes, ours, peers }: Case): object {
  return { bytes: Buffer.from(bytes).toString("latin1").slice(0, 2000), ours, peers };
}

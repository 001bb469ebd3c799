import { channels } from "../../../generated/ts/index.js";
import type { Contestant } from "./contestant.js";

/** The channel that a frame comes by. */
export const contestant: Contestant = {
  tasks: (kind) => {
    if (kind === "report") return {};
    const { decode } = kind === "snapshot" || kind === "delta" ? channels.problems : channels.session;
    return { decode, decodeBytes: decode };
  },
};

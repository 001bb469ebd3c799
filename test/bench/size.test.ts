import { describe, expect, it } from "vitest";
import { sizeOf, wanted } from "./size.js";

describe("what a browser loads", () => {
  it("is nothing at all of types", () => {
    expect(sizeOf(wanted.types).minified).toBe(0);
  });

  it("is little more than one guard, where one is imported", () => {
    expect(sizeOf(wanted["one guard"]).gzipped).toBeLessThanOrEqual(300);
  });

  it("is no more than 4.5 KiB of all that decodes the default protocol", () => {
    expect(sizeOf(wanted.decodeFrame).gzipped).toBeLessThanOrEqual(4608);
  });

  it("counts what is imported", () => {
    expect(sizeOf(wanted.decodeFrame).gzipped).toBeGreaterThan(sizeOf(wanted["one guard"]).gzipped);
  });
});

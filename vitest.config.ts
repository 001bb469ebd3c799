import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/golden/**", "test/consumers/fixture/**", "**/node_modules/**"],
    typecheck: { enabled: true, include: ["test/types/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
    globalSetup: ["test/support/build.ts"],
    testTimeout: 60_000,
    // On two cores the default is one worker; most tests are short of neither.
    maxWorkers: "100%",
  },
});

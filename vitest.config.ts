import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { mutant } from "./tests/mutation/plugin.ts";
import { PATIENCE } from "./tests/support/patience.ts";

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], ...extra },
});

/** Modules stay loaded between files: every test brings its own database rows and no other state. */
const database = {
  isolate: false,
  globalSetup: ["tests/support/image.ts"],
  hookTimeout: 2 * PATIENCE,
  testTimeout: 2 * PATIENCE,
};

export default defineConfig({
  esbuild: { jsx: "automatic" },
  plugins: [mutant()],
  test: {
    expect: { poll: { timeout: PATIENCE } },
    // Vitest would leave one core to itself, of which small machines have two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project("unit", { isolate: false, testTimeout: 2 * PATIENCE }),
      project("db", database),
      project("route", database),
      project("e2e", {
        // A browser by itself, after the others.
        sequence: { groupOrder: 1 },
        globalSetup: ["tests/support/server.ts"],
        maxWorkers: 1,
        fileParallelism: false,
        testTimeout: 4 * PATIENCE,
        hookTimeout: 4 * PATIENCE,
      }),
    ],
    coverage: {
      provider: "v8",
      include: ["app/domain/**/*.ts", "db/**/*.ts"],
      reporter: ["text-summary"],
    },
    reporters: ["default", "./tests/support/coverage.ts"],
  },
});

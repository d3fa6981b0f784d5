import { defineConfig } from "vitest/config";

/** Stories of people who meet nobody but one another, and change nothing that is everybody's. */
const STORIES = [
  "tests/integration/network/**/*.test.ts",
  "tests/integration/door/**/*.test.ts",
  "tests/integration/coaching/**/*.test.ts",
  "tests/integration/data-rights/**/*.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["tests/unit/**/*.test.ts"],
          // Property tests of a busy machine: what hangs is seen all the same.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "integration",
          include: ["tests/integration/**/*.test.ts"],
          exclude: ["tests/integration/stack/**", ...STORIES],
          globalSetup: "tests/integration/shared-stack.ts",
          // All tests share one stack, and with it the machine: one file at a time.
          fileParallelism: false,
          // Of tests that say they may be played side by side.
          maxConcurrency: 12,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // They wait more than they work, so several at a time, on a stack of their own.
          name: "stories",
          include: STORIES,
          globalSetup: "tests/integration/shared-stack.ts",
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // The local stack's own tests start what they need, and mostly wait.
          name: "stack",
          include: ["tests/integration/stack/**/*.test.ts"],
          maxWorkers: 3,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

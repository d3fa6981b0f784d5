import { defineConfig } from "vitest/config";

/** Stories of people who meet nobody but one another, and change nothing that is everybody's. */
const STORIES = [
  "tests/integration/network/**/*.test.ts",
  "tests/integration/door/**/*.test.ts",
  "tests/integration/coaching/**/*.test.ts",
  "tests/integration/data-rights/**/*.test.ts",
];

/** What asks nothing but Postgres, each on a database of its own. */
const DATABASES = [
  "tests/integration/schema/*-at-once.test.ts",
  "tests/integration/engine/{caps,pauses}-at-once.test.ts",
  "tests/integration/engine/{state-machine,status-in-any-order}.test.ts",
  "tests/integration/outreach/{a-week,limits,quiet-hours}.test.ts",
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
          exclude: ["tests/integration/stack/**", ...STORIES, ...DATABASES],
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
          name: "databases",
          include: DATABASES,
          maxWorkers: 2,
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

import { afterEach, describe, expect, test } from "vitest";
import { noFaults } from "../vocabulary.ts";
import type { Case } from "./case.ts";
import { play } from "./play.ts";
import { CALLBACKS } from "./table/callbacks.ts";
import { CONSENT } from "./table/consent.ts";
import { CONTENT } from "./table/content.ts";
import { DUPLICATES } from "./table/duplicates.ts";
import { ERRORS } from "./table/errors.ts";
import { HOURS_AND_CAPS } from "./table/hours-and-caps.ts";
import { IDENTITY } from "./table/identity.ts";
import { LENGTHS } from "./table/lengths.ts";
import { TRANSPORT } from "./table/transport.ts";

const TABLES = {
  transport: TRANSPORT,
  duplicates: DUPLICATES,
  content: CONTENT,
  consent: CONSENT,
  lengths: LENGTHS,
  errors: ERRORS,
  callbacks: CALLBACKS,
  "hours and caps": HOURS_AND_CAPS,
  identity: IDENTITY,
};
const CASE_MS_MAX = 120_000;

const isAlone = (one: Case) => one.steps.some((step) => step !== "quiet" && "fault" in step);
const together = Object.entries(TABLES).flatMap(([table, cases]) =>
  cases.filter((one) => !isAlone(one)).map((one) => ({ ...one, name: `${table}: ${one.name}` })),
);
const alone = Object.entries(TABLES).flatMap(([table, cases]) =>
  cases.filter(isAlone).map((one) => ({ ...one, name: `${table}: ${one.name}` })),
);

test("there are at least 120 cases, each with a name of its own", () => {
  const names = [...together, ...alone].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(120);
});

describe("cases that meet no fault, side by side", { concurrent: true }, () => {
  for (const one of together) test(one.name, { timeout: CASE_MS_MAX }, () => play(one));
});

describe("cases that meet a fault of the carrier's, one by one", () => {
  afterEach(noFaults);
  for (const one of alone) test(one.name, { timeout: CASE_MS_MAX }, () => play(one));
});

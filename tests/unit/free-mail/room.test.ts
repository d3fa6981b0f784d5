import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { freeMailDomains, ROOM, roomWithDomains } from "../../../local/free-mail/room.ts";

test("the migration's rows are those that the data make", () => {
  expect(readFileSync(ROOM, "utf8")).toBe(roomWithDomains());
});

test("they are what everybody knows, and no company's own", () => {
  const domains = new Set(freeMailDomains());
  for (const free of ["gmail.com", "outlook.com", "icloud.com", "gmx.de", "yahoo.co.uk"]) {
    expect(domains.has(free), free).toBe(true);
  }
  for (const own of ["google.com", "microsoft.com", "apple.com", "ibm.com"]) {
    expect(domains.has(own), own).toBe(false);
  }
});

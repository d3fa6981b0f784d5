import { readFileSync } from "node:fs";
import { getCountries, getCountryCallingCode } from "libphonenumber-js/max";
import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { numberZones } from "../../../local/zones/number-zones.ts";
import { ROOM, roomWithRows } from "../../../local/zones/room.ts";

const rows = new Map(numberZones().map(({ prefix, zones }) => [prefix, zones]));

test("the migration's rows are those that the data make", () => {
  expect(readFileSync(ROOM, "utf8")).toBe(roomWithRows());
});

test("every country's calling code has a row", () => {
  const codes = getCountries().map((country) => `+${getCountryCallingCode(country)}`);
  expect(codes.filter((code) => !rows.has(code))).toEqual([]);
});

test.each([
  ["+1", ["America/St_Johns", "Pacific/Honolulu"]],
  ["+1671", ["Pacific/Guam"]],
  ["+1684", ["Pacific/Pago_Pago"]],
  ["+1670", ["Pacific/Saipan"]],
  ["+1787", ["America/Puerto_Rico"]],
  ["+44", ["Europe/London"]],
  ["+52", ["America/Cancun", "America/Tijuana"]],
  ["+56", ["America/Punta_Arenas", "Pacific/Easter"]],
  ["+61", ["Australia/Lord_Howe", "Indian/Cocos"]],
  ["+383", ["Europe/Belgrade"]],
  ["+", ["Pacific/Kiritimati", "Pacific/Pago_Pago"]],
])("%s is between %j", (prefix, zones) => {
  expect(rows.get(prefix)).toEqual(zones);
});

test("zones come from the one furthest ahead to the one furthest behind", () => {
  const january = (zone: string) => DateTime.fromISO("2026-01-01T12:00Z", { zone }).offset;
  for (const [prefix, zones] of rows) {
    const offsets = zones.map(january);
    expect(offsets, prefix).toEqual(offsets.toSorted((a, b) => b - a));
  }
});

test("no area code stands for less than a country, nor any toll-free one for a country", () => {
  expect(rows.has("+1800")).toBe(false);
  expect(rows.has("+1415")).toBe(false);
  expect(rows.has("+1416")).toBe(false);
});

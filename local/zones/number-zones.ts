/// <reference lib="esnext.intl" />
import { type CountryCode, Metadata } from "libphonenumber-js/core";
import metadata from "libphonenumber-js/metadata.max.json";
import { canonicalZone } from "./canonical-zone.ts";
import { outermostZones } from "./outermost-zones.ts";

/** Where whoever has a number with this prefix may be: the zones at both ends. */
export interface NumberZones {
  prefix: string;
  zones: string[];
}

/** The calling code that countries share by area code, and the two that have the rest of it. */
const SHARED_CODE = "1";
const AT_LARGE: readonly string[] = ["US", "CA"];
/** What has a calling code of its own and no zone of its own in CLDR. */
const ZONES_OF_OTHERS: Partial<Record<string, string[]>> = {
  AC: ["Atlantic/St_Helena"],
  XK: ["Europe/Belgrade"],
};

/**
 * A row for each calling code, one for each area code of +1 that is neither the United States'
 * states' nor Canada's, and one for all others.
 *
 * Area codes say no more than the country: a number is kept when its owner moves. What fits no
 * country (satellites, "international networks", codes not given out yet) may be anywhere, and
 * somewhere in the world it is always night: unless they name their zone, or the hours are short
 * or off, nothing proactive reaches such a number. Erring to this side costs a text; to the other,
 * somebody's sleep.
 */
export function numberZones(): NumberZones[] {
  const codes = Object.entries(metadata.country_calling_codes).map(([code, countries]) => ({
    prefix: `+${code}`,
    countries: code === SHARED_CODE ? AT_LARGE : countries,
  }));
  const world = { prefix: "+", countries: Object.keys(metadata.countries) };
  return [world, ...codes, ...areaCodes()]
    .map(({ prefix, countries }) => ({
      prefix,
      zones: outermostZones(countries.flatMap((country) => zonesOf(country))),
    }))
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
}

/** By name from the last: the newest zones, which an older server may lack, mostly come first. */
function zonesOf(country: string): string[] {
  const zones = ZONES_OF_OTHERS[country] ?? new Intl.Locale(`und-${country}`).getTimeZones() ?? [];
  return zones.map(canonicalZone).toSorted().reverse();
}

/** The area codes of +1 by which the metadata tells its smaller countries apart. */
function areaCodes(): { prefix: string; countries: string[] }[] {
  const countries = metadata.country_calling_codes[SHARED_CODE] ?? [];
  return countries.flatMap((country) => {
    const leading = AT_LARGE.includes(country) ? undefined : leadingDigits(country);
    if (leading === undefined) return [];
    const pattern = new RegExp(`^(?:${leading})$`);
    return Array.from({ length: 800 }, (_, n) => String(200 + n))
      .filter((area) => pattern.test(area))
      .map((area) => ({ prefix: `+${SHARED_CODE}${area}`, countries: [country] }));
  });
}

function leadingDigits(country: CountryCode): string | undefined {
  const of = new Metadata(metadata);
  of.selectNumberingPlan(country);
  return of.numberingPlan?.leadingDigits();
}

/// <reference lib="esnext.intl" />
import { getCountries, getCountryCallingCode, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";

/** A number, and every zone in which whoever has it may be. */
export interface NumberPlace {
  phone: string;
  zones: string[];
}

const STATES_AND_CANADA = ["US", "CA"];

/** A mobile number of each country, and the zones of all that share it with that country. */
export function numberPlaces(): NumberPlace[] {
  return getCountries().flatMap((country) => {
    const phone = getExampleNumber(country, examples)?.number;
    const zones = sharersOf(country).flatMap((one) => {
      return new Intl.Locale(`und-${one}`).getTimeZones() ?? [];
    });
    return phone === undefined || zones.length === 0 ? [] : [{ phone, zones }];
  });
}

function sharersOf(country: ReturnType<typeof getCountries>[number]): string[] {
  if (STATES_AND_CANADA.includes(country)) return STATES_AND_CANADA;
  const code = getCountryCallingCode(country);
  return code === "1" ? [country] : getCountries().filter((c) => getCountryCallingCode(c) === code);
}

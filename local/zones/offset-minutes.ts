const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** By how many minutes the clocks of a zone are ahead of UTC. `moment` in milliseconds. */
export function offsetMinutes(zone: string, moment: number): number {
  const parts = formatOf(zone).formatToParts(moment);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  FORMATS.set(timeZone, format);
  return format;
}

/** Between "not" and what it denies nothing stands but these ("not planning to", "no thoughts of"). */
export const carriesNegation: ReadonlySet<string> = new Set(
  `am is are was be been being have had has any thoughts thought thinking about going want wanted
  wanting feel feeling trying tried planning plan plans mean meaning say saying talking would will could
  ever do did or like suicidal intention intent desire wish urge urges need all considering contemplating
  anything getting me se way into quiero voy estoy es he siento pensando ganas intention suggesting implying
  pensado intentado en`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

export const firstPerson: ReadonlySet<string> = new Set(["i", "me", "myself", "yo", "mi", "us"]);

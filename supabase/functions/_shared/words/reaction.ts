export interface Reaction {
  /** Null for what praises and blames nothing: emphasised, questioned, most emoji. */
  rating: "up" | "down" | null;
  /** The person took back what they had said before. */
  removed: boolean;
  /** The text it is about, as the phone shows it; with "…" at its end when the phone cut it. Null: none is named. */
  quoted: string | null;
}

/** Twilio's longest text is 1,600 characters. */
const CHARACTERS_MAX = 2_000;

const UP = ["❤", "😂", "👍", "🔥", "🎉", "💯", "🙏", "👏", "🙌"];
const DOWN = ["👎", "😡", "💩"];

/** Google Messages puts zero-width and hair spaces around what it quotes; no emoji needs these. */
const UNSEEN = /[\u200B\u200C\u200E\u200F\u2060\uFEFF]/g;
const THIN_SPACES = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;
/** Skin tones and the choice of a coloured or plain form. */
const EMOJI_LOOKS = /[\u{1F3FB}-\u{1F3FF}\uFE0E\uFE0F]/gu;

const THING =
  "(?:an?|una?|\\d{1,3}) (?:image|photo|picture|video|movie|gif|attachment|sticker|link|" +
  "(?:voice|audio) message|audio(?: recording)?|contact|location|file|images|photos|videos|attachments|" +
  "imagen|foto|v[ií]deo|archivo adjunto|archivo|adjunto|audio|mensaje de voz|enlace|ubicaci[oó]n|" +
  "contacto|pel[ií]cula|fotos|im[aá]genes)";

/** What is reacted to: a quotation, closed or cut, or a thing that has no words. */
const ABOUT = `(?:[“"«„](?<quoted>.*?)[”"»]?|${THING})`;

const VERBS: ReadonlyArray<[string, Reaction["rating"]]> = [
  ["Liked|Loved|Laughed at", "up"],
  ["Disliked", "down"],
  ["Emphasi[sz]ed|Questioned", null],
  ["Le (?:gust[oó]|encant[oó]|ha gustado|ha encantado)|Se (?:ri[oó]|ha re[ií]do) (?:de|con)", "up"],
  ["No le (?:gust[oó]|ha gustado)", "down"],
  [
    "Enfatiz[oó]|Destac[oó]|Exclam[oó]|Cuestion[oó]|Ha (?:enfatizado|destacado|cuestionado|puesto en duda)",
    null,
  ],
];

/** The marks that "Removed a … from" and "Eliminó un … de" name. */
const MARKS: ReadonlyArray<[RegExp, Reaction["rating"]]> = [
  [/^(?:dislike|no me gusta)$/i, "down"],
  [/^(?:like|heart|love|laugh|me gusta|me encanta|coraz[oó]n|risa|jaja|haha)$/i, "up"],
  [
    /^(?:exclamation(?: mark| point)?|question(?: mark)?|emphasis|(?:admiraci[oó]n)|(?:signo|marca) de .{1,20}|exclamaci[oó]n|pregunta|interrogaci[oó]n)$/i,
    null,
  ],
];

const REACTED = VERBS.map(
  ([verbs, rating]) => [new RegExp(`^(?:${verbs}) ${ABOUT}$`, "isu"), rating] as const,
);
const REACTED_WITH = new RegExp(
  `^(?:Reacted (?:with )?|Reaccion[oó] (?:con )?|Ha reaccionado con )?(?<mark>\\S{1,24}) (?:to|a) ${ABOUT}$`,
  "isu",
);
const REMOVED = new RegExp(
  "^(?:Removed|Elimin[oó]|Quit[oó]|Ha (?:eliminado|quitado))(?: an?| una?| la| el)? " +
    `[“"«]?(?<mark>[^“”"«»]{1,30}?)[”"»]?(?: reaction| emoji)? (?:from|de|a) ${ABOUT}$`,
  "isu",
);
const THUMBS = /^(?:👍(?:\s*👍)*|👎(?:\s*👎)*)$/u;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;

/**
 * The reaction that a phone has spelled out as a text, or a bare thumb. Null for a text that a
 * person wrote: "Liked the demo a lot", "👍 sounds good".
 */
export function readReaction(body: string): Reaction | null {
  const text = body.slice(0, CHARACTERS_MAX).replace(UNSEEN, "").replace(THIN_SPACES, " ").trim();
  const thumbs = plain(text);
  if (THUMBS.test(thumbs))
    return { rating: rate(thumbs.slice(0, 2)), removed: false, quoted: null };
  return readVerb(text) ?? readMark(REMOVED, text, true) ?? readMark(REACTED_WITH, text, false);
}

function readVerb(text: string): Reaction | null {
  for (const [verb, rating] of REACTED) {
    const found = verb.exec(text);
    if (found !== null) return about(found, { rating, removed: false });
  }
  return null;
}

function readMark(said: RegExp, text: string, removed: boolean): Reaction | null {
  const found = said.exec(text);
  const mark = found?.groups?.mark?.trim();
  if (found === null || mark === undefined) return null;
  if (EMOJI.test(mark)) return about(found, { rating: rate(plain(mark)), removed });
  const named = removed ? MARKS.find(([names]) => names.test(mark)) : undefined;
  return named === undefined ? null : about(found, { rating: named[1], removed });
}

function about(
  found: RegExpExecArray,
  reaction: Pick<Reaction, "rating" | "removed">,
): Reaction | null {
  const quoted = found.groups?.quoted;
  if (quoted === undefined) return { ...reaction, quoted: null };
  const isClosed = /[”"»]$/.test(found[0]);
  return isOneQuotation(quoted, isClosed) ? { ...reaction, quoted: quoted.trim() } : null;
}

/** `Liked “A” and “B”` and `Liked "it" a lot` are a person's words: the first quotation ends inside. */
function isOneQuotation(quoted: string, isClosed: boolean): boolean {
  if (quoted.trim() === "") return false;
  let open = 0;
  for (const { 0: mark, index } of quoted.matchAll(/[“”"«»]/g)) {
    const opens =
      mark === '"' ? open === 0 && /(?:^|\s)$/.test(quoted.slice(0, index)) : /[“«]/.test(mark);
    open += opens ? 1 : -1;
    if (open < 0) return false;
  }
  return isClosed || open === 0 || quoted.endsWith("…");
}

function plain(emoji: string): string {
  return emoji.replace(EMOJI_LOOKS, "");
}

function rate(mark: string): Reaction["rating"] {
  if (UP.includes(mark)) return "up";
  return DOWN.includes(mark) ? "down" : null;
}

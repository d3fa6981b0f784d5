/** Pieces that begin many phrases, or look like words that need a second look. */
export const HOSTILE_PIECES: readonly string[] = [
  ..."i |want |he |took |kill |not |my |a|k i l l |*a|k1|iwanttodie|😭|💊|'|. |\u200b|“|> |i want to |".split(
    "|",
  ),
  "took all of my ",
  "he not want to kill my pills tonight. ",
  "suicid",
  "siucide ",
  "\u0301",
  "🏳️‍🌈",
].filter((piece) => piece !== "");

/** One of them over and over, about so many characters of it. */
export function hostileText(piece: string, characters: number): string {
  return piece.repeat(characters / piece.length);
}

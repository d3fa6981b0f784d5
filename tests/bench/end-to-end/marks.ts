/** What a text of the bench says, so that its answer can be told from all others. */
export function markedText(mark: number): string {
  return `Is there a berth free for the night? #${mark}`;
}

/** The texts that these words are of, or answer. */
export function marksIn(words: string): number[] {
  return [...words.matchAll(/#(\d+)/g)].map((match) => Number(match[1]));
}

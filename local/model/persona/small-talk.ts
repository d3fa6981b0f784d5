/** Questions that come back, and what the offline model has to say to them. */
const ANSWERS: Array<[RegExp, (brand: string) => string]> = [
  [
    /\b(?:are you|r u|you're|am i (?:talking|texting|chatting|speaking) (?:to|with)|is (?:this|there))\b.*\b(?:bot|robot|ai|human|real|person|people|machine|automated|computer)\b/i,
    // No yes or no: it would be wrong for one half of these questions.
    (brand) => `I am an AI: ${brand}'s assistant, on its offline model.`,
  ],
  [
    /\bwho (?:are|r) (?:you|u)\b|\bwho(?:'s| is) this\b|\bwhat(?:'s| is) this\b|\bwhat are you\b|\bwhat do you do\b/i,
    (brand) =>
      `I am the AI assistant of ${brand}, a members' network by text, on its offline model.`,
  ],
  [
    /\bwhy\b.*\b(?:need|want|ask|asking|know)\b|\bwhat (?:do you need|is) (?:that|it|this) for\b|\bwhat for\b/i,
    (brand) => `Members of ${brand} meet by introduction, so we check who everyone is.`,
  ],
  [
    /\b(?:how|where) (?:did|do) you (?:get|have|find) (?:my|this) (?:phone )?(?:number|phone)\b|\bwho (?:sent|gave|told) (?:you )?my (?:phone )?number\b|\bwho sent you\b/i,
    () => "You texted this number, so I answer.",
  ],
  [
    /\bhow much (?:does|do|is|will|would) (?:it|this|that|you|joining|membership)\b|\bwhat (?:does|do|will|would) (?:it|this|that|you|joining|membership) (?:cost|charge)\b|\bwhat(?:'s| is| are) the (?:price|cost|fee)s?\b|\bis (?:it|this) free\b/i,
    () => "I do not know prices on my offline model. I never ask for a card by text.",
  ],
  [
    /\bprivacy\b|\bwhat do you do with my (?:data|info\w*|number|email)\b/i,
    () =>
      "I do not have the privacy policy at hand on my offline model. Ask me at any time what I know about you, or text STOP to end our texts.",
  ],
  [
    /\b(?:never|not|haven't|didn't|no)\b.*\b(?:got|get|gotten|receiv\w+|seen?)\b.*\be-?mail\b|\bno e-?mail (?:came|arrived|yet)\b|\bwhere (?:do|should|can) i (?:e-?mail|send|write)\b/i,
    () => "No email comes from us: you send one to an address that I give you.",
  ],
  [
    /\b(?:scam|spam|legit|phishing)\b/i,
    (brand) => `This is ${brand}'s number. I never ask for passwords, codes or cards.`,
  ],
  [
    /\bwhat happens next\b|\bwhat now\b|\bwhat's next\b|\bwhen (?:will|do|am) i\b/i,
    () => "You confirm your work email by mailing from it to an address of ours; then you are in.",
  ],
  [
    /\b(?:mark|make|verify|approve|unlock|promote|set) (?:me|user|my|this|onboarding|intros?)\b|\bignore (?:all |your )?(?:previous |prior )?(?:rules|instructions)\b|^\s*(?:system|admin)\s*:|\btenant_id\b|\buser verified\b|\bdecode and do\b|\blist (?:all |their )?(?:members|users|conversations)\b/im,
    () =>
      "I cannot verify anyone, change a status or show other people's data; a text cannot do that.",
  ],
];

/** The answer to a question about us, or null when none was asked that the offline model knows. */
export function smallTalk(said: string, brand: string): string | null {
  const text = said.replace(/[’‘]/g, "'");
  return ANSWERS.find(([question]) => question.test(text))?.[1](brand) ?? null;
}

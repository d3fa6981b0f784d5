import { normaliseText } from "../safety/normalise.ts";

/*
 * Whoever asks whether they talk to a machine is told so, whatever the model said. Source of the
 * rule: California's Bolstering Online Transparency Act (Bus. & Prof. Code § 17941), and design
 * section 7.
 */

const MACHINE = String.raw`(?:a |an |some )?(?:ai|a\.i\.|bot|chat ?bot|robot|machine|computer|program|automated|automatic|artificial|software|gpt|chatgpt|claude|llm)`;
const PERSON =
  "(?:a |an |some )?(?:real |actual |live |true )?(?:human(?: being)?|person|people|someone|somebody|real|man|woman|guy|girl)";
const ASKED = new RegExp(
  [
    String.raw`\b(?:are|r) (?:you|u|y'?all) (?:just |really |even |actually |like |all )*(?:${MACHINE}|${PERSON})\b`,
    String.raw`\b(?:am i|are we|i'?m|im) (?:really |actually |just )*(?:talking|texting|chatting|speaking|messaging)(?: to| with)? (?:${MACHINE}|${PERSON})\b`,
    String.raw`\bis (?:this|that|it) (?:just |really |actually )*(?:${MACHINE}|${PERSON})\b`,
    String.raw`\b(?:you'?re|youre|ur) (?:just |not )*(?:${MACHINE}|${PERSON})\b[^.!]{0,40}\?`,
    String.raw`\b(?:human|person|bot|robot|ai|machine) or (?:a |an )?(?:human|person|bot|robot|ai|machine|real)\b`,
    String.raw`(?:^|[^\p{L}])(?:eres|es usted|sos|esto es|hablo con|estoy hablando con)(?: con)? (?:un |una )?(?:ia|bot|robot|maquina|máquina|persona|humano|humana|real|inteligencia)(?![\p{L}])`,
  ].join("|"),
  "iu",
);
const ADMITTED =
  /\b(?:ai|a\.i\.|artificial intelligence|bot|robot|automated|virtual assistant|language model|machine|software|ia|inteligencia artificial)\b/i;
const CLAIMS_A_PERSON =
  /\b(?:i am|i'm|im|this is|you'?re (?:talking|texting|chatting) (?:to|with)|soy) (?:really |actually |indeed |just )*(?:not (?:a |an )?(?:ai|bot|robot|machine|computer|automated)|(?:a |an |una? )?(?:real |actual |live )?(?:human|person|human being|persona|humano|humana))\b|\bno soy (?:una? )?(?:ia|bot|robot|maquina|máquina)\b/i;
const DISCLOSURE = "I am an AI.";

/** Whether somebody asks if they talk to a machine. */
export function asksWhetherMachine(text: string): boolean {
  return ASKED.test(normaliseText(text).replace(/[’‘]/g, "'"));
}

/** The reply, beginning with the truth when it was asked for and is not in it, or is denied. */
export function withDisclosure(reply: string, asked: boolean): string {
  const denies = CLAIMS_A_PERSON.test(reply.replace(/[’‘]/g, "'"));
  if (denies) return DISCLOSURE;
  if (!asked || ADMITTED.test(reply)) return reply;
  return `${DISCLOSURE} ${reply}`;
}

import { normaliseText } from "../safety/normalise.ts";

/*
 * Whoever asks whether they talk to a machine is told so, whatever the model said. Source of the
 * rule: California's Bolstering Online Transparency Act (Bus. & Prof. Code § 17941), and design
 * section 7.
 */

const MACHINE = String.raw`(?:ai|a\.i\.|bots?|chat ?bots?|robots?|machines?|computers?|programs?|automated|automatic|artificial|software|gpt|chatgpt|claude|llm)`;
const PERSON = `(?:human(?: being)?s?|(?:real |actual |live )?(?:person|people|someone|somebody|man|woman|guy|girl)|real)`;
/** With nothing behind it that would make it the subject of a question about something else. */
const EITHER = String.raw`(?:${MACHINE}|${PERSON})(?=\W*(?:$|[?.!,]|(?:or|right|isn'?t|aren'?t|that|by|there|here|replies|texting|and)\b))`;

const ASKED = new RegExp(
  [
    String.raw`\b(?:are|r) (?:you|u|y'?all|these|those|the texts|the replies) (?:(?:just|really|even|actually|like|all|an?|some|actual|real|live|secretly|truly|only|still) ){0,3}${EITHER}`,
    String.raw`\b(?:am i|are we|i'?m|im) (?:[\w']+ ){0,1}(?:talking|texting|chatting|speaking|messaging)(?: to| with)? (?:an? |some )?(?:real |actual |live )?${EITHER}`,
    String.raw`\bis (?:this|that|it|\p{L}{2,20}) (?:just |really |actually |all |an? |some |even )*${EITHER}`,
    String.raw`\bis there (?:an? |any )?(?:real |actual |live )?(?:human|person|somebody|someone) (?:there|here|behind|on|reading|at)\b`,
    String.raw`\bis (?:somebody|someone|anybody|anyone|a human|a person) (?:\w+ )?(?:reading|writing|answering|typing|behind)\b`,
    String.raw`\bwho am i (?:really |actually )?(?:talking|texting|speaking|chatting)\b`,
    String.raw`\b(?:you|u|you'?re|youre|ur) (?:just |not )*(?:an? )?${EITHER}[^.!]{0,40}\?`,
    String.raw`^\W*(?:an? )?(?:real )?(?:ai|bot|robot|human|machine|person)\s*\?`,
    String.raw`\b(?:human|person|bot|robot|ai|machine) or (?:an? )?(?:human|person|bot|robot|ai|machine|real)\b`,
    String.raw`(?:^|[^\p{L}])(?:eres|es usted|sos|esto es|hablo con|estoy hablando con)(?: con)? (?:una? )?(?:ia|bot|robot|maquina|máquina|persona|humano|humana|real|inteligencia)(?![\p{L}])`,
  ].join("|"),
  "iu",
);

/** The truth, said first: whatever follows it is not taken for an answer. */
const ADMITTED =
  /^\W*(?:(?:yes|yep|yeah|correct|right|indeed|good question|sí|si|claro)\W+)?(?:i'?m|i am|this is|you'?re (?:talking|texting|chatting) (?:to|with)|you are (?:talking|texting|chatting) (?:to|with)|soy|es)\s+(?:just |only |really |an? |una? |the )*(?:ai|artificial|(?:chat)?bot|robot|automated|virtual|ia|inteligencia|asistente virtual)(?![\p{L}-])/iu;
/** Words of the matter: beside an admission they may be a denial. */
const SPEAKS_OF_IT =
  /\b(?:ai|(?:chat)?bots?|robots?|machine|humans?|real person|ia|humano|humana)\b/iu;
/** What no text of ours may say of itself, asked or not. */
const CLAIMS_A_PERSON =
  /\b(?:i'?m|i am|we'?re|we are|you'?re (?:talking|texting|chatting) (?:to|with)|you are (?:talking|texting|chatting) (?:to|with)|soy|somos) (?:really |actually |indeed |definitely |totally |fully |\d+ ?% |[\p{Lu}]\p{L}+, )*(?:(?:not an?|no|not) (?:ai|bot|robot|machine|chatbot|computer)s?(?=\W*(?:$|[.,!?;]))|(?:an? |una? )?(?:real |actual |live )?(?:humans?|person|human being|persona|humano|humana)(?=\W*(?:$|[.,!?;]| and | called | named )))|\bno soy (?:una? )?(?:ia|bot|robot|maquina|máquina)\b/iu;

const DISCLOSURE = "I am an AI.";

/** Whether somebody asks if they talk to a machine. */
export function asksWhetherMachine(text: string): boolean {
  return ASKED.test(straight(text));
}

/**
 * The reply, true about what wrote it: when that was asked, it begins with the truth, and what it
 * has to say about the matter besides is left out; a claim to be a person is left out always.
 */
export function withDisclosure(reply: string, asked: boolean): string {
  if (reply === "") return reply;
  const said = straight(reply);
  if (CLAIMS_A_PERSON.test(said)) return DISCLOSURE;
  if (!asked || ADMITTED.test(said)) return reply;
  return SPEAKS_OF_IT.test(said) ? DISCLOSURE : `${DISCLOSURE} ${reply}`;
}

function straight(text: string): string {
  return normaliseText(text).replace(/[’‘]/g, "'");
}

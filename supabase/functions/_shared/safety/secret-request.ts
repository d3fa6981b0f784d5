import { normaliseText } from "./normalise.ts";

/*
 * Whether a text of ours asks its reader for a secret: something that opens an account, pays, or
 * proves who somebody is. No text of this service ever has to (OWASP LLM01 and LLM02, shared case
 * I05), so one that does is somebody's attempt. English and Spanish.
 */

/** Theirs: nouns that people also talk about are secrets when they are somebody's. */
const OF_SOMEBODY = String.raw`(?:(?:your|ur|their|his|her|tu|su) (?:\w+ ){0,2}|(?:the|that|this|a|el|la) (?:\w+ )?)`;

const SECRETS = [
  "ssn|social security(?: number| no| card)?|seguro social|last (?:4|four)(?: digits)? of (?:your|the) (?:social|ssn|card)",
  `${OF_SOMEBODY}pass ?(?:words?|codes?|phrases?)|pass ?(?:word|code)s? (?:for|to|of) (?:your|the|his|her|their)`,
  `${OF_SOMEBODY}(?:verification|security|confirmation|one time|2fa|2 factor|two factor|text message|mfa|login|authentication|access|sms|digit) ?(?:pass)?codes?|\\botp\\b`,
  `(?:the|your|that|this) (?:\\d+ |six )?(?:digit )?(?:code|pin|digits)|(?:\\d+|four|six|sixteen) digits (?:you|on|of|from|in)|(?:\\d+|six|four) digit (?:number|code|pin)|verification number|numbers? on (?:the (?:back|front) of )?your card`,
  `(?:your|card|bank|atm)(?: \\w+)? pin(?: code| number)?|pin (?:code|number)`,
  `(?:credit|debit|bank|payment|gift) ?card (?:number|no|details?|info(?:rmation)?|data)|card number|\\bcvv2?|\\bcvc2?|expiry date`,
  `(?:bank )?account number|${OF_SOMEBODY}(?:account|bank(?:ing)?) (?:details|info(?:rmation)?|login)|routing number|\\biban\\b|sort code`,
  "drivers? licen[cs]e(?: number)?|driving licen[cs]e|passport (?:number|no|scan|photo|copy)|(?:photo|copy|picture|scan) of your (?:passport|id|licen[cs]e)|(?:national|tax|government) id(?: number)?|\\bid number|\\bitin\\b|tax number",
  "(?:seed|recovery) phrase|private keys?|api keys?|your (?:login|credentials)|your social(?= *(?:$|please|too?|now|security|number|and your))|wallet key|mothers maiden name|maiden name|date of birth|\\bdob\\b",
  "contrasena|(?:tu|su) clave|clave (?:secreta|de acceso|del banco)|(?:numero|datos) de (?:la |tu |su )?(?:tarjeta|cuenta|seguro social|pasaporte)|codigo de (?:verificacion|seguridad|acceso)|\\bdni\\b|\\bcurp\\b",
].join("|");

/** The secret as the subject of somebody's trade is none. */
const TRADE =
  "providers?|products?|reviews?|suppliers?|vendors?|validation|verification|managers?|management|polic(?:y|ies)|generators?|readers?|practices?|scanning|scanners?|software|tools?|solutions?|systems?|compan(?:y|ies)|business|startups?|markets?|industry|apis?|pads?|boards?|base|samples?|snippets?|pages?|flows?|screens?|buttons?|forms?|process(?:es)?|of conduct|less|quality|for your|for the|you (?:write|wrote|build|ship)";
const SECRET = String.raw`(?:${SECRETS})\b(?! (?:${TRADE})\b)`;

/** How it is asked for: an order, a need, a question. */
const ASKS = [
  "send|text|give|tell|share|reply|respond|provide|enter|type|confirm|forward|message|email|submit|read|post|drop|upload|verify|state|supply|fill in|include|hand|put in",
  "need|require|want|love|what is|whats|what are|what were|which|let me have|let us know|let me know|may i have|please|(?:can|could|may) (?:i|we) (?:get|have)|(?:can|could|would) you",
  "necesit\\w+|envia(?:me|nos)?|manda(?:me|nos)?|pasa(?:me|nos)?|(?:me|nos) das|dame|danos|dime|dinos|comparte|confirma|escribe|cual es|responde|proporcion\\w+|ingres\\w+|indi(?:ca|que)\\w*",
].join("|");

const ASKED_FOR = new RegExp(String.raw`\b(?:${ASKS})\b[^.]{0,160}\b${SECRET}`);
const WANTED = new RegExp(
  String.raw`\b${SECRET}[^.]{0,60}\b(?:please|needed|required|por favor|by reply|by text|to (?:verify|confirm|continue|proceed))\b`,
);
/** Nothing but the secret: the sentence before has asked, or a question mark does. */
const BARE = new RegExp(
  `^(?:and |so |ok |now |y )?(?:your |tu |su )?(?:${SECRETS})(?: now| here)?$`,
);
/** A warning, and our own promise: a "not" right before what it denies. */
const DENIED =
  /\b(?:never|dont|do not|does not|doesnt|wont|will not|cannot|cant|no need to|shouldnt|should not|nunca|jamas|no (?=te |le |ped|env|comp|des|dig))(?: (?:ever|be|have to|need to|will|again|we|te|le|vamos a)){0,2} ?(?:ask|asks|asking|need|send|share|give|text|tell|request|reply|forward|post|type|enter|store|keep|want|require|read|provide|email|confirm|ped\w+|envi\w+|compart\w+|des|dig\w*)\b/;

/** Whether it asks for a secret. Linear in the length of the text. */
export function asksForSecret(text: string): boolean {
  const plain = lettersOf(text);
  return [plain, readLeet(plain)].some((reading) => sentencesOf(reading).some(asks));
}

/** One sentence, by its clauses: what a clause denies does not excuse the next. */
function asks(sentence: string): boolean {
  const clauses = sentence
    .split(/[,:;()]|\s-\s|\b(?:so|but|just|pero)\b/)
    .map((clause) => clause.replace(/[^a-z0-9]+/g, " ").trim())
    .filter((clause) => clause !== "" && !DENIED.test(clause));
  const said = clauses.join(" ");
  return ASKED_FOR.test(said) || WANTED.test(said) || clauses.some((clause) => BARE.test(clause));
}

/** Small letters without accents; those that stand apart ("S.S.N.") stand together. */
function lettersOf(text: string): string {
  return normaliseText(text)
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/['’‘`´]/g, "")
    .replace(/\b([a-z])[.\-_ ](?=[a-z]\b)/g, "$1");
}

const LEET = new Map([
  ["0", "o"],
  ["1", "i"],
  ["3", "e"],
  ["4", "a"],
  ["5", "s"],
  ["$", "s"],
  ["@", "a"],
]);

/** Digits between letters as the letters that they look like: "p4ssword". */
function readLeet(plain: string): string {
  return plain.replace(/(?<=[a-z])[01345$@]|[01345$@](?=[a-z])/g, (sign) => LEET.get(sign) ?? sign);
}

/** A sentence of two words or less belongs to the one before: "Send it. Your code." */
function sentencesOf(plain: string): string[] {
  const sentences: string[] = [];
  for (const sentence of plain.split(/[.!?\n]+(?:\s|$)/)) {
    const isShort = sentence.trim().split(/\s+/).length <= 2;
    if (isShort && sentences.length > 0) sentences.push(`${sentences.pop()} , ${sentence}`);
    else sentences.push(sentence);
  }
  return sentences.flatMap((sentence) => [sentence, sentence.replaceAll(" , ", " ")]);
}

import { normaliseText } from "./normalise.ts";

/*
 * Whether a text of ours asks its reader for a secret: something that opens an account, pays, or
 * proves who somebody is. No text of this service ever has to (OWASP LLM01 and LLM02, shared case
 * I05), so one that does is somebody's attempt. English and Spanish.
 */

/** What is asked for. Bare nouns that people also talk about need a word that makes them theirs. */
const SECRETS = [
  "ssn|social security(?: number| no| card)?|nine digits",
  "(?:last (?:4|four)(?: digits)? of (?:your|the) (?:social|ssn|card))",
  String.raw`(?:your|the|that|this|current|old|account|login|email|his|her|their)(?: \w+){0,2} pass ?(?:word|code|phrase)s?`,
  "pass ?(?:word|code)s? (?:for|to|of) (?:your|the|his|her|their)",
  String.raw`(?:verification|security|confirmation|one time|2fa|mfa|otp|login|authentication|access|six digit|6 digit|sms) (?:pass)?codes?|\botp\b`,
  "(?:code|pin) (?:that )?(?:you|we|they|was|were|just) (?:get|got|received?|sent|send|texted)",
  String.raw`(?:your|the|card|bank|atm)(?: \w+)? pin(?: code| number)?|pin (?:code|number)`,
  "(?:credit|debit|bank|payment)? ?card (?:number|no|details?|info(?:rmation)?|data)|cvv2?|cvc2?|expiry date",
  String.raw`(?:bank )?account (?:number|no|details)|bank(?:ing)? (?:details|info(?:rmation)?|login)|routing number|\biban\b|sort code`,
  String.raw`(?:driver'?s|driving|drivers) licen[cs]e|passport (?:number|no|scan|photo|copy)|(?:photo|copy|picture|scan) of your (?:passport|id|licen[cs]e)|(?:national|tax|government) id(?: number)?|\bid number|\bitin\b|tax number`,
  "(?:seed|recovery) phrase|private key|wallet key|mother'?s maiden name|maiden name|date of birth",
  String.raw`contrasena|clave (?:secreta|de acceso|del banco)|(?:numero|datos) de (?:la |tu |su )?(?:tarjeta|cuenta|seguro social|pasaporte)|codigo de (?:verificacion|seguridad|acceso)|seguro social|\bdni\b|\bcurp\b`,
].join("|");

/** How it is asked for: an order, a need, a question. */
const ASKS =
  "send|text|give|tell|share|reply|respond|provide|enter|type|confirm|forward|message|email|submit|read|verify|need|require|want|what is|whats|what are|state|supply|fill in|include|hand|let me have|may i have|can i (?:get|have)|could i (?:get|have)|please|necesito|envia(?:me|nos)?|manda(?:me|nos)?|dame|danos|dime|dinos|comparte|confirma|escribe|cual es|responde|proporcione|ingrese|indique";

const ASKED_FOR = new RegExp(`\\b(?:${ASKS})\\b[^.!?\\n]{0,160}(?:${SECRETS})`);
const WANTED = new RegExp(
  `(?:${SECRETS})[^.!?\\n]{0,60}\\b(?:please|needed|required|por favor|by reply|by text|to (?:verify|confirm|continue|proceed))\\b`,
);
/** A warning, and our own promise: a "not" right before what it denies. */
const DENIED =
  /\b(?:never|dont|do not|does not|doesnt|wont|will not|cannot|cant|no need to|shouldnt|should not|nunca|jamas|no)(?: (?:ever|be|have to|need to|will|again|we|te|le|vamos a))? (?:ask|asks|asking|need|send|share|give|text|tell|request|reply|forward|post|type|enter|store|keep|want|require|read|provide|email|confirm|pedir\w*|pedimos|envi\w+|compart\w+|des|diga\w*)\b/;

/** Whether it asks for a secret. Linear in the length of the text. */
export function asksForSecret(text: string): boolean {
  return sentencesOf(text).some(
    (sentence) => (ASKED_FOR.test(sentence) || WANTED.test(sentence)) && !DENIED.test(sentence),
  );
}

/** Bare words, sentence by sentence; letters that stand apart ("S.S.N.") stand together. */
function sentencesOf(text: string): string[] {
  const plain = normaliseText(text)
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/['’‘`´]/g, "")
    .replace(/\b([a-z0-9])[.\-_ ](?=[a-z0-9]\b)/g, "$1");
  return plain
    .split(/[.!?\n]+(?:\s|$)/)
    .map((sentence) => sentence.replace(/[^a-z0-9]+/g, " ").trim())
    .filter((sentence) => sentence !== "");
}

import { readClauses } from "./clauses.ts";

const FILLED =
  "yes|yeah|yep|ok|okay|hey|hi|thanks|thank you|sorry|really|honestly|promise|i promise|for now|now|rightnow|today|again|here|at home|much better|better|and|but|so|all|just|totally|completely|please|dont worry|no need to worry|gracias|si|ahora|ya|hola|de verdad|en casa|perdon|mucho mejor|y|no te preocupes|no se preocupe|no se preocupen";
const SAID =
  "(?:i am|im|we are|were|i feel|i am feeling|im feeling)(?: (?:doing|all|totally|completely|really|much|now|here|and|feeling))* (?:ok|okay|safe|fine|alright|all right|better|good|well)|safe(?: now)?|not in danger(?: any ?more)?|i am not in danger(?: any ?more)?|im not in danger(?: any ?more)?|i (?:called|texted|spoke to|spoke with|talked to|talked with|am talking to|have called) (?:988|them|911|the (?:line|lifeline|hotline)|a (?:friend|doctor|therapist)|my (?:friend|doctor|therapist|mom|mum|dad|sister|brother|wife|husband|partner))|estoy (?:bien|a salvo|mejor|seguro|segura|fuera de peligro)|estamos (?:bien|a salvo)|a salvo|ya paso|llame (?:al 988|al 911|a (?:un amigo|una amiga|mi (?:medico|terapeuta|mama|papa)))";
const ALL = new RegExp(`^(?:(?:${FILLED}) )*(?:${SAID})(?: (?:${FILLED}|${SAID}))*$`);
const OPENER = new RegExp(`^(?:${FILLED})(?: (?:${FILLED}))*$`);

/** Who says more says something else; and no regular expression is at it for long. */
const CHARACTERS_MAX = 80;

/**
 * Whether somebody says, in these words and no others, that they are safe. It only ends our asking
 * (`private.note_safe`), so that what says more than that, or takes it back, is not taken for it.
 */
export function saysSafe(body: string): boolean {
  if (body.length > CHARACTERS_MAX) return false;
  const clauses = readClauses(body);
  return (
    clauses.some(({ words }) => ALL.test(words)) &&
    clauses.every(({ words, asked }) => !asked && (ALL.test(words) || OPENER.test(words)))
  );
}

import type { Word } from "../phrases.ts";
import type { Language } from "../rule.ts";

/** Small words that every other sentence has; those that both languages have are in neither. */
const SMALL_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    `i am is are was were be been my you your he she it we they them this these there here and or
    but if not do does did have has had will would can could for from in of on at with about what
    when how up out over all`.split(/\s+/),
  ),
  es: new Set(
    `yo mi mis tu tus su sus se le les te nos es soy esta estoy estan era fue ser hay he ha han
    ya y o pero si en con por para sin como cuando donde porque mas nada todo todos quiero tengo
    tiene puedo voy va ni cada desde hasta eso esto`.split(/\s+/),
  ),
};

/** The language that most small words of a text are of; null when they do not say. */
export function languageOf(words: readonly Word[]): Language | null {
  const count = (language: Language) =>
    words.filter(({ readings }) => SMALL_WORDS[language].has(readings[0] ?? "")).length;
  const [english, spanish] = [count("en"), count("es")];
  if (english === spanish) return null;
  return spanish > english ? "es" : "en";
}

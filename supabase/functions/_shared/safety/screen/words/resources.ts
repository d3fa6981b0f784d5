import type { Language } from "../rule.ts";

/** Whom to turn to. */
export type Resource = "emergency" | "suicide" | "abuse";

type Lines = Record<Resource, Record<Language, string>>;

/**
 * By country, what a crisis text says whom to turn to; `any` where we know no line. A number that is
 * wrong costs a life: each was looked up at its source, named beside it, and is looked up again
 * before every release (docs/safety.md).
 */
export const resources: Record<string, Lines> & { any: Lines } = {
  // findahelpline.com lists lines by country (ThroughLine, with IASP).
  any: {
    emergency: {
      en: "call your local emergency number",
      es: "llama al número de emergencias de tu país",
    },
    suicide: {
      en: "the helplines of your country are at findahelpline.com",
      es: "las líneas de ayuda de tu país están en findahelpline.com",
    },
    abuse: {
      en: "the helplines of your country are at findahelpline.com",
      es: "las líneas de ayuda de tu país están en findahelpline.com",
    },
  },
  // 988lifeline.org/get-help/what-to-expect: in Spanish press 2, or text AYUDA. thehotline.org;
  // ovc.ojp.gov ("National Domestic Violence Hotline Answers 6 Million Contacts").
  US: {
    emergency: { en: "call 911", es: "llama al 911" },
    suicide: { en: "call or text 988", es: "llama al 988 y oprime 2, o envía AYUDA al 988" },
    abuse: {
      en: "1-800-799-7233, or text START to 88788",
      es: "1-800-799-7233 (en español), o envía START al 88788",
    },
  },
  // 988.ca: English and French. sheltersafe.ca (Women's Shelters Canada) lists lines by place.
  CA: {
    emergency: { en: "call 911", es: "llama al 911" },
    suicide: { en: "call or text 988", es: "llama o escribe al 988 (inglés y francés)" },
    abuse: {
      en: "sheltersafe.ca, or call 211",
      es: "sheltersafe.ca, o llama al 211",
    },
  },
  // gob.mx/conasama, Línea de la Vida, all day; it answers for violence at home, too.
  MX: {
    emergency: { en: "call 911", es: "llama al 911" },
    suicide: {
      en: "call 800 911 2000 (answered in Spanish)",
      es: "llama a la Línea de la Vida, 800 911 2000",
    },
    abuse: {
      en: "call 800 911 2000 (answered in Spanish)",
      es: "llama a la Línea de la Vida, 800 911 2000",
    },
  },
  // BOE of 20 December 2021 (024). Delegación del Gobierno contra la Violencia de Género (016).
  ES: {
    emergency: { en: "call 112", es: "llama al 112" },
    suicide: { en: "call 024", es: "llama al 024" },
    abuse: { en: "call 016", es: "llama al 016" },
  },
  // samaritans.org. nationaldahelpline.org.uk (Refuge).
  GB: {
    emergency: { en: "call 999", es: "llama al 999" },
    suicide: { en: "call Samaritans on 116 123", es: "llama a Samaritans, 116 123" },
    abuse: { en: "call 0808 2000 247", es: "llama al 0808 2000 247" },
  },
};

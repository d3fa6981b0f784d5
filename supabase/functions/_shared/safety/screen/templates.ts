import type { Concerned, Kind, Language, Severity } from "./rule.ts";
import { type Resource, resources } from "./words/resources.ts";

/** The fixed texts. No model writes or changes a word of them. */
export const TEMPLATES = [
  "check_in",
  "support",
  "suicide",
  "suicide_now",
  "abuse",
  "danger_to_others",
  "emergency",
  "someone_else",
  "someone_else_now",
] as const;
export type TemplateName = (typeof TEMPLATES)[number];

/** The one text that is due for a finding; null when nothing was found. */
export function templateFor(
  severity: Severity,
  kind: Kind,
  concerns: Concerned,
): TemplateName | null {
  if (severity === "none") return null;
  if (severity === "low") return "check_in";
  if (kind === "threat") return "danger_to_others";
  if (concerns === "other") {
    return severity === "critical" || kind === "medical" ? "someone_else_now" : "someone_else";
  }
  if (kind === "abuse") return "abuse";
  if (kind === "medical") return "emergency";
  if (severity === "moderate") return "support";
  return severity === "critical" ? "suicide_now" : "suicide";
}

/** A text before its numbers are filled in, and which numbers it names. */
interface Template {
  names: readonly Resource[];
  en: string;
  es: string;
}

const TEXTS: Record<TemplateName, Template> = {
  check_in: {
    names: ["suicide"],
    en: "That sounds hard, and I want to be sure you are safe. If it is ever more than you can carry alone: {suicide}.",
    es: "Eso suena difícil y quiero saber que estás a salvo. Si alguna vez es demasiado para llevarlo a solas: {suicide}.",
  },
  support: {
    names: ["suicide", "emergency"],
    en: "I'm glad you told me. You don't have to carry this alone. To talk with a person now, free and at any hour: {suicide}. If you might act on it, {emergency}.",
    es: "Me alegra que me lo digas. No tienes que llevar esto a solas. Para hablar ahora con una persona, gratis y a cualquier hora: {suicide}. Si crees que podrías hacerte daño, {emergency}.",
  },
  suicide: {
    names: ["suicide", "emergency"],
    en: "I'm really glad you told me, and I'm worried about your safety. I'm an automated service and can't keep you safe; a person can. Now, free and at any hour: {suicide}. If you might act on this, {emergency}. If you can, move away from anything you could use and go where somebody is.",
    es: "Gracias por decírmelo. Me preocupa tu seguridad. Soy un servicio automático y no puedo cuidarte; una persona sí. Ahora, gratis y a cualquier hora: {suicide}. Si crees que podrías hacerlo, {emergency}. Si puedes, aléjate de lo que podrías usar y ve a donde haya alguien.",
  },
  suicide_now: {
    names: ["emergency", "suicide"],
    en: "This sounds like an emergency. Please {emergency} now and say what happened, or have somebody near you call. If you have taken or done something, do not wait to feel worse. To talk with a person: {suicide}. I'm an automated service and cannot send help myself.",
    es: "Esto parece una emergencia. Por favor, {emergency} ahora y di qué pasó, o pide a alguien cerca que llame. Si tomaste o hiciste algo, no esperes a sentirte peor. Para hablar con una persona: {suicide}. Soy un servicio automático y no puedo enviar ayuda.",
  },
  abuse: {
    names: ["emergency", "abuse"],
    en: "What you describe is not your fault. If you are in danger now, {emergency}. For confidential help at any hour: {abuse}. If your phone may be looked at, delete these texts. I'm an automated service and cannot send help myself.",
    es: "Lo que cuentas no es culpa tuya. Si estás en peligro ahora, {emergency}. Para ayuda confidencial a cualquier hora: {abuse}. Si alguien puede revisar tu teléfono, borra estos mensajes. Soy un servicio automático y no puedo enviar ayuda.",
  },
  danger_to_others: {
    names: ["emergency", "suicide"],
    en: "I'm concerned that somebody could get hurt. If that could happen soon, {emergency}, and move away from the person and from anything you could use. If these thoughts are yours, you can talk them over at any hour: {suicide}.",
    es: "Me preocupa que alguien pueda salir herido. Si puede pasar pronto, {emergency}, y aléjate de la persona y de lo que podrías usar. Si estos pensamientos son tuyos, puedes hablarlo a cualquier hora: {suicide}.",
  },
  emergency: {
    names: ["emergency"],
    en: "This sounds like a medical emergency. Please {emergency} now and do what they tell you. I'm an automated service and cannot send help myself.",
    es: "Esto parece una emergencia médica. Por favor, {emergency} ahora y haz lo que te digan. Soy un servicio automático y no puedo enviar ayuda.",
  },
  someone_else: {
    names: ["emergency", "suicide"],
    en: "Thank you for looking out for them. If they are in danger now or you cannot reach them, {emergency} and say where they are. Ask them directly, listen, and stay with them if that is safe for you. For advice at any hour, for them and for you: {suicide}.",
    es: "Gracias por cuidar de esa persona. Si está en peligro ahora o no puedes localizarla, {emergency} y di dónde está. Pregúntale directamente, escucha y quédate con ella si es seguro para ti. Para orientación a cualquier hora, para ella y para ti: {suicide}.",
  },
  someone_else_now: {
    names: ["emergency", "suicide"],
    en: "Please {emergency} now: say where they are and what happened, and do what you are told on the phone. Stay with them if it is safe for you. Afterwards, for you too: {suicide}. I'm an automated service and cannot send help myself.",
    es: "Por favor, {emergency} ahora: di dónde está y qué pasó, y haz lo que te digan por teléfono. Quédate con esa persona si es seguro para ti. Después, también para ti: {suicide}. Soy un servicio automático y no puedo enviar ayuda.",
  },
};

export interface CrisisText {
  text: string;
  /** For `crisis_events.resources_shown`. */
  resources: Array<{ resource: Resource; country: string }>;
}

/** The text as it is sent to somebody of a tenant in `country` (ISO 3166, two letters). */
export function crisisText(name: TemplateName, language: Language, country: string): CrisisText {
  const known = resources[country] === undefined ? "any" : country;
  const lines = resources[known] ?? resources.any;
  const { names, [language]: template } = TEXTS[name];
  const text = names.reduce(
    (filled, resource) => filled.replaceAll(`{${resource}}`, lines[resource][language]),
    template,
  );
  return { text, resources: names.map((resource) => ({ resource, country: known })) };
}

import { readClauses } from "./clauses.ts";

/** What a text asks about its writer's own data, or answers to our question about it. */
export interface DataRequest {
  /** erase_word, yes and no are answers: Postgres knows whether there is a question. */
  asks: "erase" | "export" | "erase_word" | "yes" | "no";
  language: "en" | "es";
}

interface Wish extends DataRequest {
  /** Of a clause's bare words (`readClauses`), the whole of it. */
  words: RegExp;
}

// Without accents and apostrophes, as clauses are.
const PLEASE_EN =
  "(?:(?:please|pls|plz|hi|hello|hey|ok|also|and|now|then|can you|could you|would you|will you|you must|" +
  "i want you to|i want to|i need you to|i need to|i would like you to|i would like to|id like you to|" +
  "id like to|i ask you to|i request that you|unsubscribe me and|stop texting me and|opt me out and) )*";
const ADDED_EN =
  "(?: (?:please|pls|now|rightnow|today|immediately|completely|entirely|permanently|forever|thanks|" +
  "from your (?:systems?|databases?|records?|servers?|files)))*";
const MY_DATA_EN =
  "(?:all )?(?:of )?my (?:personal |whole |entire )?(?:data|info|information|details|account|profile|" +
  "records?|history|conversations?|chats?|messages|texts|everything)(?: and (?:my )?(?:data|account|profile|" +
  "messages|texts|number))?";
const ALL_EN =
  "(?:everything|all(?: of)?(?: the)? (?:data|info|information)|(?:the |any )?(?:data|info|information)|whatever|all)" +
  "(?: that)?(?: you (?:have|hold|keep|store|know|saved|collected))(?: (?:on|about|of) me)?";
const PLEASE_ES =
  "(?:(?:porfavor|hola|oye|oiga|ok|y|quiero que|quisiera que|necesito que|quiero|quisiera|necesito|pueden|puede|" +
  "puedes|podrian|podria|podrias|les pido que|le pido que|te pido que|solicito que|exijo que) )*";
const ADDED_ES =
  "(?: (?:porfavor|ya|ahora|hoy|todo|por completo|para siempre|gracias|de (?:su|tu|sus) (?:sistema|base de datos|registros)))*";
const MY_DATA_ES =
  "(?:todos? )?(?:mis? (?:datos(?: personales)?|informacion(?: personal)?|cuenta|perfil|historial|mensajes|" +
  "conversaciones|registros)|todo lo (?:mio|que (?:saben|sabes|sabe|tienen|tienes|tiene|guardan)(?: (?:de|sobre) mi)?))";

const whole = (...parts: string[]) => new RegExp(`^${parts.join("")}$`);

const WISHES: Wish[] = [
  {
    asks: "erase",
    language: "en",
    words: whole(
      PLEASE_EN,
      "(?:delete|erase|wipe|destroy|remove|forget|purge) ",
      `(?:me|${MY_DATA_EN}|${ALL_EN})`,
      ADDED_EN,
    ),
  },
  {
    asks: "erase",
    language: "en",
    words:
      /^(?:i )?(?:want to |hereby |wish to )?(?:use|invoke|exercise|claim|demand|request) (?:my |the )?(?:right to (?:be forgotten|erasure|deletion)|(?:gdpr|ccpa) (?:erasure|deletion)|(?:erasure|deletion) of (?:all )?my (?:personal )?data)/,
  },
  {
    asks: "erase",
    language: "es",
    words: whole(
      PLEASE_ES,
      "(?:borr|elimin|suprim|olvid)(?:a|e|an|en|ar|es|as|ir|imir) ",
      MY_DATA_ES,
      ADDED_ES,
    ),
  },
  {
    asks: "erase",
    language: "es",
    words: whole(PLEASE_ES, "olvid(?:a|e|en)(?:me|te de mi)", ADDED_ES),
  },
  {
    asks: "export",
    language: "en",
    words: whole(
      PLEASE_EN,
      "(?:(?:send|give|show|text|email|export|download|get|have|want|receive|see)(?: me)? |(?:i want|i would like|id like) )?",
      "(?:a |the )?(?:copy|export|download) of ",
      `(?:${MY_DATA_EN}|${ALL_EN})`,
      ADDED_EN,
    ),
  },
  {
    asks: "export",
    language: "en",
    words: whole(
      PLEASE_EN,
      "(?:send|give|export|download|text|email)(?: me)? ",
      `(?:(?:all )?(?:of )?my (?:personal )?(?:data|information)|${ALL_EN})`,
      ADDED_EN,
    ),
  },
  {
    asks: "export",
    language: "es",
    words: whole(
      PLEASE_ES,
      "(?:(?:envia|envie|envien|manda|mande|manden|da|de|den|exporta|exporte|exporten|exportar|descargar|recibir)(?:me)? )?",
      "(?:una copia de )",
      MY_DATA_ES,
      ADDED_ES,
    ),
  },
  {
    asks: "export",
    language: "es",
    words: whole(
      PLEASE_ES,
      "(?:envia|envie|envien|manda|mande|manden|exporta|exporte|exporten|exportar|descargar)(?:me)? ",
      "(?:todos )?mis datos(?: personales)?",
      ADDED_ES,
    ),
  },
];

/** Of a text that is nothing else. */
const ANSWERS: Wish[] = [
  {
    asks: "erase_word",
    language: "en",
    words:
      /^(?:(?:yes|yep|ok|please) )*(?:delete|erase)(?: (?:it|it all|all|everything|me))?(?: please)?$/,
  },
  {
    asks: "erase_word",
    language: "es",
    words:
      /^(?:(?:si|ok|porfavor) )*(?:borrar|eliminar|borra|borre|borren|borralo|borrenlo)(?: todo)?$/,
  },
  {
    asks: "yes",
    language: "en",
    words: /^(?:yes|yep|yeah|yup|sure|i do|i am sure|im sure)(?: please)?$/,
  },
  { asks: "yes", language: "es", words: /^si(?: (?:porfavor|claro|seguro|confirmo))?$/ },
  {
    asks: "no",
    language: "en",
    words:
      /^(?:no|nope|nah|never mind|nevermind|dont|do not|keep (?:it|everything|my data))(?: thanks)?$/,
  },
  { asks: "no", language: "es", words: /^no (?:gracias|borren|lo borren|borre nada)$/ },
];

/**
 * What a text says about its writer's own data, decided before any model: a right is not to hang on
 * one. Whole clauses alone count, so that a message to somebody else, or about one thing ("delete my
 * account at Acme"), is none; what it quotes is left out.
 */
export function saidOfData(body: string): DataRequest | null {
  const clauses = readClauses(body);
  const wish = WISHES.find(({ words }) => clauses.some((clause) => words.test(clause.words)));
  if (wish !== undefined) return { asks: wish.asks, language: wish.language };
  const said = clauses.map(({ words }) => words).join(" ");
  const answer = ANSWERS.find(({ words }) => words.test(said));
  return answer === undefined ? null : { asks: answer.asks, language: answer.language };
}

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
  "id like to|i ask you to|i request that you|under (?:the )?(?:gdpr|ccpa)) )*" +
  // What they want besides, and opt-out.ts hears.
  "(?:(?:stop|unsubscribe|unsubscribe me|stop texting me|opt me out|take me off your list|" +
  "(?:close|cancel) my account) and (?:please )?)?";
const ADDED_EN =
  "(?: (?:please|pls|now|rightnow|today|immediately|completely|entirely|permanently|forever|thanks|" +
  "and (?:stop texting|unsubscribe) me|from your (?:systems?|databases?|records?|servers?|files)))*";
const MY_DATA_EN =
  "(?:all )?(?:of )?my (?:personal |whole |entire )?(?:data|info|information|details|account|profile|" +
  "records?|(?:chat )?history|conversations?|chats?|messages|texts|everything)(?: and (?:all )?(?:my )?(?:data|account|" +
  "profile|messages|texts|number))?";
const ABOUT_ME_EN =
  "(?:(?:all|everything|(?:all )?(?:of )?(?:the |any )?(?:data|info|information)|whatever)" +
  "(?:(?: that)? you (?:have|hold|keep|store|know|saved|collected)(?: (?:on|about|of) me)?| (?:on|about|of) me))";
const PLEASE_ES =
  "(?:(?:porfavor|hola|oye|oiga|ok|y|quiero que|quisiera que|necesito que|quiero|quisiera|necesito|pueden|puede|" +
  "puedes|podrian|podria|podrias|les pido que|le pido que|te pido que|solicito que|exijo que|" +
  "cancel(?:a|e|en) mi cuenta y) )*";
const ADDED_ES =
  "(?: (?:porfavor|ya|ahora|hoy|todo|por completo|para siempre|gracias|" +
  "de (?:su|tu|sus) (?:sistema|base de datos|registros)))*";
const MY_DATA_ES =
  "(?:tod[oa]s? )?(?:mis? (?:datos(?: personales)?|informacion(?: personal)?|cuenta|perfil|historial|mensajes|" +
  "conversaciones|registros)|(?:todo )?lo (?:mio|que (?:saben|sabes|sabe|tienen|tienes|tiene|guardan)(?: (?:de|sobre) mi)?))";

const whole = (...parts: string[]) => new RegExp(`^${parts.join("")}$`);

const WISHES: Wish[] = [
  {
    asks: "erase",
    language: "en",
    words: whole(
      PLEASE_EN,
      "(?:delete|erase|wipe|destroy|remove|forget|purge) ",
      `(?:me|${MY_DATA_EN}|${ABOUT_ME_EN})`,
      ADDED_EN,
    ),
  },
  {
    asks: "erase",
    language: "en",
    words: whole(
      PLEASE_EN,
      "(?:i want|i need|i would like|id like) ",
      `(?:${MY_DATA_EN}|${ABOUT_ME_EN}) `,
      "(?:to be )?(?:deleted|erased|removed|wiped|forgotten)",
      ADDED_EN,
    ),
  },
  {
    asks: "erase",
    language: "en",
    words: whole(
      PLEASE_EN,
      "(?:(?:i want to )?be forgotten|(?:my )?right to be forgotten|(?:gdpr|ccpa|data) (?:erasure|deletion) request)",
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
    words: whole(
      PLEASE_ES,
      "(?:olvidate de mi|(?:olvid|borr|elimin)(?:a|e|en)me|",
      "(?:olvid|borr|elimin|suprim)(?:a|e|en|ar|ir|an) todo (?:de|sobre) mi|",
      "(?:(?:ejercer|ejerzo|invoco|reclamo|exijo) )?(?:mi |el )?derecho al olvido)",
      ADDED_ES,
    ),
  },
  {
    asks: "export",
    language: "en",
    words: whole(
      PLEASE_EN,
      "(?:(?:(?:can|could|may) i )?(?:send|give|show|text|email|export|download|get|have|want|receive|see)(?: me)? |",
      "(?:i want|i would like|id like) )?",
      "(?:a |the )?(?:copy|export|download) of ",
      `(?:${MY_DATA_EN}|${ABOUT_ME_EN})`,
      ADDED_EN,
    ),
  },
  {
    asks: "export",
    language: "en",
    words: whole(
      PLEASE_EN,
      "(?:(?:(?:can|could|may) i )?(?:send|give|show|get|have|see|export|download|text|email)(?: me)?|",
      "i want|i would like|id like) ",
      `(?:(?:all )?(?:of )?my (?:personal )?(?:data|information)|${ABOUT_ME_EN})`,
      ADDED_EN,
    ),
  },
  {
    asks: "export",
    language: "en",
    words: whole(
      PLEASE_EN,
      `(?:(?:(?:can|could|may) i )?(?:export|download) ${MY_DATA_EN}|(?:my )?data (?:export|download)(?: request)?|`,
      "what (?:personal )?(?:data|information|info) do you (?:have|hold|keep|store) (?:on|about) me)",
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
      // Which takes "quiero" for a "please".
      "(?:(?:quiero|quisiera) |",
      PLEASE_ES,
      "(?:envia|envie|envien|manda|mande|manden|da|de|den|exporta|exporte|exporten|exportar|descargar)(?:me)? )",
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

import { request } from "./opt-out-request.ts";
import type { OptOutWords, Request } from "./opt-out-words.ts";

const TO_TEXT =
  "escrib(?:ir|an|a|as|ieran|iera)|envi(?:ar|en|e|es|aran)|mand(?:ar|en|e|es|aran)|contact(?:ar|en|e|es|aran)|" +
  "molest(?:ar|en|e|es)|text(?:ear|een|ee|ees|een)|mensaj(?:ear|een|ee|ees)|busc(?:ar)|busquen|" +
  "fastidi(?:ar|en|e|es)|acos(?:ar|en|e|es)|jod(?:er|an|a|as)";
const TO_TEXT_ME =
  "(?:escribir|enviar|mandar|contactar|molestar|textear|mensajear|llamar|fastidiar|acosar|joder)(?:me|nos)|" +
  "(?:escribir|mensajear|textear|molestar|chingar|joder)";
const TEXTS =
  "mensaj(?:es|e|itos)|textos?|sms|notificaciones|avisos|publicidad|spam|correos|cosas|porquerias|nada|esto|eso|basura";
const WHICH =
  "(?: (?:mas|sus|tus|estos|esos|los|las|mis|de|ningun|tantos|otro|otros|recibir|tener|ver|estas|tipo|este))";

const requests: Request[] = [
  request(
    `(?:no|nunca(?: mas)?|jamas|ya no)(?: mas)? (?:me|nos)(?: (?:vuelvan|vuelva|vuelvas) a)? (?:${TO_TEXT})(?: a (?:este|mi) (?:numero|telefono|celular))?(?: mas)?${WHICH}{0,3}(?: (?:${TEXTS}))?`,
    "lasting",
  ),
  request(
    `(?:no|ya no|nunca) (?:envien|envie|envies|manden|mande|mandes)${WHICH}{0,3} (?:mensajes|textos|sms|spam)`,
    "lasting",
  ),
  request(
    "(?:no|nunca|jamas) (?:me|nos) (?:llamen|llames|llame) (?:mas|nunca mas|otra vez|de nuevo)",
    "short",
  ),
  request(
    `(?:no|nunca(?: mas)?|jamas|ya no) (?:vuelvan|vuelva|vuelvas) a (?:${TO_TEXT_ME})${WHICH}{0,3}(?: (?:${TEXTS}))?`,
    "lasting",
  ),
  request(
    `(?:deja|deje|dejen|dejad|dejar|para|pare|paren|parar|basta|paras|dejes) (?:ya )?de (?:${TO_TEXT_ME})(?: tanto)?${WHICH}{0,3}(?: (?:${TEXTS}))?`,
    "any",
  ),
  request(
    `(?:deja|deje|dejen|dejar|para|pare|paren|parar) (?:ya )?de (?:enviar|mandar)${WHICH}{0,3} (?:${TEXTS})`,
    "short",
  ),
  request(
    `(?:deja|deje|dejen|para|pare|paren|parar|detener|detengan|cancelar|cancelen|cancela|suspendan|suspender|(?:paren|pare|para)(?:le)? con|basta de|basta con)${WHICH}{0,3} (?:mensajes|textos|sms|notificaciones|spam|publicidad|suscripcion)`,
    "short",
  ),
  request(
    `(?:no|ya no) (?:quiero|queremos|deseo|necesito|quisiera|acepto|autorizo)(?: seguir| volver a)?(?: recibiendo| recibir)?${WHICH}{0,5} (?:mensajes|mensaje|textos?|sms|notificaciones|publicidad|spam)`,
    "short",
  ),
  request(
    `(?:no|ya no) (?:quiero|queremos|deseo|autorizo|acepto|permito) que (?:me|nos)(?: sigan| siga| vuelvan a)? (?:${TO_TEXT}|escribiendo|enviando|mandando|contactando|molestando|llamen)(?: mas)?${WHICH}{0,3}(?: (?:${TEXTS}))?`,
    "lasting",
  ),
  request(
    "(?:no|ya no) (?:quiero|deseo) (?:recibir|saber)(?: mas)?(?: nada)?(?: mas)?(?: de (?:ustedes|usted|ti|este numero|esto))?",
    "short",
  ),
  request(
    "(?:quit|saqu|sac|borr|elimin|remuev|baj|retir|dame|dar|desuscrib|desinscrib|excluy|tach)(?:[aeo]|en|an)?(?:me|nos|r ?me)(?: ya)?(?: (?:de|por|en|la|las|los|el|su|sus|tu|tus|esta|este|esa|toda|todas|lista|listas|base|datos|contactos|sistema|grupo|baja|aqui|ahi|agenda|registro|mensajes))*",
    "short",
  ),
  request(
    "(?:me )?(?:quiero |puedes? |pueden )?(?:dar|dame|deme|denme|darme|darnos|demos|doy|damos) de baja",
    "short",
  ),
  request(
    "(?:quit|borr|elimin|sac|olvid|remuev)(?:a|e|en|an|ar) (?:mi|este)(?: numero)?(?: de)? (?:numero|telefono|celular|contacto|nombre)(?: de (?:la|su|sus|tu|esta) (?:lista|listas|base(?: de datos)?|contactos|sistema))?",
    "short",
  ),
  request("(?:dejen|deja|deje|dejad|dejar)(?:me|nos) (?:en paz|tranquil[oa]s?)", "short"),
  request("no (?:me )?(?:molestes|molesten|moleste|chingues|chinguen|jodas|jodan)", "short"),
  request(`(?:no|ni un|ni) mas${WHICH}{0,2} (?:mensajes?|textos?|sms|spam|publicidad)`, "short"),
  request(
    "(?:cancel(?:a|e|en|ar|o)|anul(?:a|e|en|ar)|terminar) (?:mi|la) (?:suscripcion|membresia|cuenta|inscripcion)",
    "short",
  ),
  request("(?:revoco|retiro) (?:mi|el) (?:consentimiento|permiso|autorizacion)", "any"),
  request(
    "no (?:les |le |te )?(?:doy|di|tienen|tienes) (?:mi )?(?:permiso|consentimiento|autorizacion)",
    "any",
  ),
  request(
    "(?:no quiero|ya no quiero|no deseo) (?:estar|seguir|aparecer) en (?:su|esta|la|tu|sus) (?:lista|listas|base de datos)",
    "short",
  ),
];

const preface =
  "porfavor por favor ya ok hola oye oiga oigan si pero y pues mira miren senor senora senores amigo amiga " +
  "gracias bueno entonces podrian podria podrias puede pueden puedes les le te pido pedi pedimos que quiero quisiera " +
  "necesito deseo solo ustedes usted tu dije dicho he ruego solicito exijo suplico favor hey please " +
  "tambien de una vez ahora mismo me gustaria como puedo hago para quieren quiere hagan haz el";

const short =
  "porfavor por favor ya mas nunca jamas gracias ahora mismo de nuevo otra vez inmediatamente nada a este numero " +
  "telefono celular mi ustedes usted ti tu stop alto please basta para siempre ok adios por completo y en paz aqui " +
  "mensajes mensaje textos texto sms no me la lista su sus los senor senora amigo hoy tampoco urgente ni llamen " +
  "llames escriban spam baja que va";

const COMPLAINT =
  "alto|basta|stop|numero equivocado|no (?:me interesa|estoy interesad[oa]|los conozco|te conozco|se quien (?:es|eres|son)|soy (?:yo|ella|el))|" +
  "quien (?:es|eres|son)(?: ustedes| usted)?|es spam|me tienen hart[oa]|estoy hart[oa]|que molest(?:o|os|ia)|molesto|acoso";

/** Spanish, its accents gone: `readClauses` takes them away. */
export const spanish: OptOutWords = {
  language: "es",
  requests,
  texts:
    /\b(?:(?:me|nos)(?: vuelv\w+ a)? escrib|escrib\w*(?:me|nos)\b|mensaj|texte|textos?|sms|contact|molest|acos|spam|publicidad|notificacion|suscripcion|desuscrib|baja|numero|telefono|celular|lista|consentimiento|permiso)/,
  bare: /^(?:(?:alto|basta|pare|paren|detente|detengan|detenganse|detengase|baja|stop|cancelen|desuscribir|desuscribirme|desinscribir|darme de baja)(?: (?:ya|alto|baja|stop|basta|todo|esto))*|no molest(?:ar|en)|para ya|parar|cancelar|detener|salir|anular|fin)(?= |$)/,
  ownNeed: /\b(?:quiero|necesito|puedo|quisiera|hago|deseo|el|de|que)$/,
  preface: new Set(preface.split(" ")),
  please: new Set(["porfavor", "please"]),
  anew: /^(?:y |pero |ya )*(?:quiero|necesito|les (?:pido|dije|pedi)|te (?:pido|dije)|le (?:pido|dije)) que\b/,
  opening: /^(?:si|por que) no|(?:hola|oye|ok) [a-z]{1,20}$/,
  complaintBefore: new RegExp(`\\b(?:${COMPLAINT})$`),
  complaintAfter: new RegExp(`^(?:${COMPLAINT})\\b`),
  short: new Set(short.split(" ")),
  limit:
    /^(?:tan(?:to)? |despues |antes |hasta |durante |mientras |cuando |hoy |manana |esta (?:semana|noche|tarde)|por (?:ahora|hoy|un|una|la (?:noche|manana|tarde))|de (?:noche|madrugada)|a las |en (?:la|el|ingles|espanol) |los (?:fines|domingos|sabados)|cada |tarde |temprano |entre )/,
  others:
    /\b(?:ella|ellos|ellas|dijo|dijeron|dice|dicen|pidio|pidieron|le dije|mama|papa|esposo|esposa|novio|novia|jefe|amiga|amigo|quote|si digo|cuando digo)\b/,
  reporting:
    /\b(?:dijo|dijeron|dice|dicen|me dijo|pidio|escribio|grito|quote|mensaje|cancion|significa)$/,
  ownWords: /^(?:ya )?(?:dije|digo|he dicho|les dije|te dije|le dije)$/,
};

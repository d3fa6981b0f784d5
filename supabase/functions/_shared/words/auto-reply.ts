import { readClauses } from "./clauses.ts";

const WE =
  "(?:we|our team|someone|somebody|a (?:member|representative|team member|specialist)|one of our|an agent|staff)";
const ANSWER =
  "(?:get back|be (?:back )?in touch|respond|reply|contact|return|be with|reach out|follow up|assist|answer|review)";

/** Words that phones, mailboxes and carriers write by themselves. Clauses are set apart by " / ". */
const WRITTEN = [
  /\bdo not disturb while driving\b|\bdriving (?:with|mode|focus)\b.{0,40}\b(?:do not disturb|focus|turned on|auto)\b|\bno molestar (?:al|mientras) condu/,
  /\bnot receiving notifications\b|\bif this is urgent (?:\/ )?reply\b|\bhas notifications silenced\b|\bno (?:estoy recibiendo|recibo) notificaciones\b/,
  /^(?:(?:this is )?an? )?auto(?:matic|mated|matically)?(?: generated)? ?(?:reply|response|respond|responder|message|text|answer|sms)\b/,
  /\bthis (?:is|was) an? (?:auto|automatic|automated|system generated|automatically generated)(?: generated)? ?(?:reply|response|message|text|answer|notification|sms)\b/,
  /\b(?:sent automatically|automatically sent)\b|(?:^| \/ )(?:auto ?(?:reply|response|responder)|automatic reply)(?= \/|$)/,
  /\b(?:out of (?:the )?office|ooo|on (?:annual |maternity |paternity |parental )?leave|on vacation)(?: \/)? (?:until|till|through|from|returning|with (?:limited|no|intermittent)|and will (?:respond|reply|return|get back))\b/,
  /\b(?:mailbox|inbox|number|line|account|phone|address|email) (?:is|are) (?:not|un) ?(?:being |actively |regularly )?(?:monitored|checked|attended|staffed)\b|\b(?:isnt|not) monitored\b|\b(?:unmonitored|unattended) (?:mailbox|inbox|number|line|account)\b/,
  /\b(?:number|line|phone|mailbox|landline) (?:does not|doesnt|cannot|cant|can not|is (?:not|un) ?able to|is unable to) (?:accept|receive|support)\b/,
  new RegExp(
    `\\b(?:thanks|thanks so much|we appreciate you) (?:you )?for (?:contacting|reaching|messaging|texting|calling|writing|getting in touch|your (?:message|text|email|inquiry|interest|patience))\\b.{0,90}\\b${WE}(?:ll| will| can| is| are)?\\b.{0,60}\\b(?:${ANSWER}|shortly|as soon as|within)\\b`,
  ),
  /\bthanks for (?:contacting|calling|texting|messaging) .{1,80}\b(?:business hours|office hours|currently closed|our hours|a ticket|for emergencies|call 911|dial 911)\b/,
  /\b(?:your|this) (?:message|text|request|inquiry|email) (?:has been|was) (?:received|logged|forwarded)\b|\bwe(?: have|ve)? received your (?:message|text|request|inquiry|email)\b/,
  /\b(?:our|the) (?:office|business|store) (?:is (?:currently )?closed|hours are)\b|\bwe are currently (?:closed|away|unavailable|experiencing)\b/,
  /\b(?:do not|dont) (?:reply|respond) to this (?:message|text|email|number)\b/,
  /\b(?:im|i am) (?:currently )?(?:away|unavailable|unable to (?:answer|respond|reply))\b.{0,60}\bwill (?:respond|reply|get back|return)\b.{0,40}\b(?:when i (?:return|am back|get back)|upon my return|as soon as (?:i can|possible))\b/,
  /^free ?msg\b|\bmessage blocking is active\b|\bunable to (?:send|deliver|receive) (?:message|messages|this message)\b.{0,40}\b(?:blocking|service|inactive)\b/,
  /\b(?:respuesta|mensaje|contestacion) automatic[ao]\b|\bcontestador automatico\b|\brespuesta autogenerada\b/,
  /\bfuera de (?:la )?oficina (?:hasta|desde|del|y (?:responder|contestar|regres))/,
  /\bgracias por (?:contactar|comunicar|escribir|llamar|tu mensaje|su mensaje|tu interes|su interes|ponerte|ponerse).{0,90}\b(?:responderemos|contestaremos|contactaremos|comunicaremos|atenderemos|pondremos|brevedad|responderte|responderle|en breve|lo antes posible)\b/,
  /\beste (?:buzon|numero|correo|telefono) no (?:es|esta|se encuentra) (?:siendo )?(?:monitoread[oa]|supervisad[oa]|atendid[oa]|revisad[oa])\b|\beste (?:numero|buzon) no (?:recibe|acepta)\b/,
  /\bnuestro horario (?:de atencion )?es\b|\bhorario de atencion\b|\bhemos recibido (?:su|tu) (?:mensaje|solicitud)\b|\bno respond(?:a|as|er) a este mensaje\b/,
];

/** Whether a machine wrote the text on the person's behalf, so that an answer would answer no one. */
export function saysAutoReply(body: string): boolean {
  const words = readClauses(body)
    .map((clause) => clause.words)
    .join(" / ");
  return WRITTEN.some((written) => written.test(words));
}

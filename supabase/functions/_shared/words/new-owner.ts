import { type Clause, readClauses } from "./clauses.ts";

/** A whole clause, or the beginning of a text, that only somebody new on the number would write. */
const SAID = [
  // Clauses are set apart by " / "; one may stand between the new phone and the question.
  /\bnew (?:phone|number|cell|fone)(?: \/)?(?: (?:so|sorry|lost|my|contacts|here|but|and|old|all))*(?: \/)? (?:who|whos|whose|whom?)\b/,
  /(?:^| \/ )(?:so |and |hey |hi )?(?:i|we)(?: have|ve)?(?: just| only| recently)* (?:got|gotten|received|was given|were given|inherited|bought) this (?:new )?(?:phone )?(?:number|line|sim)\b(?! from)/,
  /\b(?:just|recently) (?:got|gotten|received|given|inherited|bought) this (?:new )?(?:phone )?(?:number|line|sim)\b(?! from)/,
  /\bthis (?:number )?is (?:my|our) (?:new )?(?:number|phone|line) now\b|\bthis is (?:now )?my number now\b|\bthis number is (?:now )?(?:mine|ours)\b|\bthis is now my (?:number|phone)\b/,
  /(?:^| \/ )(?:(?:sorry|i|think|believe|um|uh|no|hi|hey|but|im|afraid|this|is|its|it|thats|you|u|must|may|might|have|has|ve|youve|got|ur|are|re|youre|texting|texted|reached|messaging|calling|sent|to|guys|a|an|the|maybe|probably|looks|like|seems|definitely|oops)(?: |$))*wrong (?:number|person|phone)(?: (?:sorry|bro|dude|man|buddy|friend|here|lol|pal|sir|maam|i think|for (?!the |a |this |that |us |our )[a-z]+(?: [a-z]+)?|hun))?(?= \/|$)/,
  /\b(?:this|the) (?:phone )?number (?:used to|previously|formerly|once) belong/,
  /\bthis (?:phone )?number (?:no longer belongs|doesnt belong|does not belong|belongs to (?:someone|somebody|me|another|a different)|was (?:reassigned|given to me|recycled|assigned to me)|has (?:a new owner|been reassigned|changed (?:owners|hands)))/,
  /\b(?:this is|thats|its) (?:no longer|not) [a-z]{2,20}s (?:number|phone|cell)\b|\bthis (?:isnt|is not|aint) (?!yours? )(?:[a-z]{2,20}s|his|her|their) (?:number|phone|cell)\b/,
  /\b(?:no longer|doesnt|does not) ha(?:s|ve) this (?:phone )?number\b|\b(?:someone|somebody) else has this (?:phone )?number\b|\b(?:previous|old|last|former) owner of this (?:phone )?number\b/,
  /\b(?:there is|theres) no ?(?:one|body)? (?:named|called) [a-z]+|\b(?:no ?one|nobody) (?:named|by the name)\b|\b(?:no ?one|nobody) called [a-z]+ (?:here|at this|on this|lives)\b|\bno [a-z]{2,20} (?:at|on) this (?:number|phone)\b/,
  /\bthis (?:isnt|is not|aint|is no longer) (?!fun|good|working|worth|funny|about|what|helpful|relevant|true|right|needed|a |an |the |my |me )[a-z]{2,20} (?:any ?more|this is my)\b/,
  /\bim not (?:whoever|who you (?:think|are looking for|re looking for)|the person you)/,
  /\b(?:se equivoc(?:o|aron) de (?:numero|persona)|te equivocaste de (?:numero|persona)|(?:esta|estas|estan) equivocad[oa]s? de numero)\b/,
  /(?:^| \/ )(?:(?:perdon|disculpe|disculpa|lo|siento|no|es|este|creo|que|tiene|tienes|tienen|esta|estas|marco|el|un|la|hola|ustedes)(?: |$))*(?:numero|persona) equivocad[oa](?: (?:amigo|porfavor|lo siento|gracias))?(?= \/|$)/,
  /\beste (?:numero|telefono|celular) (?:ya no es|ya no le pertenece|ya no pertenece|era de|perteneci?a|pertenece a otr|ahora es mio|es mio ahora|ahora me pertenece)\b/,
  /\beste (?:ya )?no es (?:mas )?el (?:numero|telefono|celular) de\b|\bahora es mi numero\b|\beste es mi numero ahora\b|\bya no (?:tiene|usa) este numero\b/,
  /\bacab(?:o|amos) de (?:recibir|obtener|sacar|comprar|adquirir|conseguir) este numero\b|\bme (?:acaban de dar|dieron|asignaron) este numero\b/,
  /\b(?:telefono|numero|celular|cel) nuevo(?: \/)? (?:quien|y quien)\b|\bnuevo (?:telefono|numero|celular|cel)(?: \/)? (?:quien|y quien)\b/,
  /\bno soy (?:quien (?:cree|crees|busca|buscas)|la persona que (?:cree|crees|busca|buscas))\b|\baqui no vive (?:ningun[ao]? )?[a-z]+|\bno hay (?:nadie|ningun[ao]?) (?:llamad[oa]|con ese nombre|[a-z]+ en este numero)/,
];

/** "This isn't Grace", "I'm not Grace.": a name is known by its capital, and a people by its ending. */
const NOT_THEM =
  /\b(?:[Tt]his (?:isn['’]?t|is not|ain['’]?t)|[Ii](?:['’]?m| am) not|[Mm]y name (?:isn['’]?t|is not|ain['’]?t)|(?:[Yy]a )?[Nn]o soy) [A-Z][a-z]+(?<!an|ish|ese|ic|al)(?: [A-Z][a-z]+)?(?: any ?more)?(?=[.,!;\n]|$)/m;
/** Twilio's longest text. */
const CHARACTERS_MAX = 1_600;

/**
 * Whether the text says that the number has a new owner, or was never the person's: then nothing
 * of the one before may show. "Who is this?" alone is what any stranger asks.
 */
export function saidNewOwner(body: string): boolean {
  const clauses = readClauses(body);
  const words = clauses.map((clause: Clause) => clause.words).join(" / ");
  return SAID.some((said) => said.test(words)) || NOT_THEM.test(body.slice(0, CHARACTERS_MAX));
}

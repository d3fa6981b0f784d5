import { request } from "./opt-out-request.ts";
import type { OptOutWords, Request } from "./opt-out-words.ts";

const TEXTING =
  "te?xt{0,2}ing?|messag(?:ing?|eing)|msging|contacting|bothering|spamming|harassing|emailing|" +
  "bugging|pestering|disturbing|hitting|writing(?: to)?|reaching out to|replying to";
const TEXT =
  "te?xt|message|msg|contact|bother|spam|email|bug|write(?: to)?|reach out to|hit|reply to|respond to";
const ME =
  "me|us|(?:to |at )?(?:this|my)(?: \\w+)? (?:number|phone|line|cell|cellphone|mobile|person)|" +
  "my (?:number|phone|cell|wife|husband|mom|dad|kid|son|daughter)|here";
const TEXTS =
  "te?xts?|messages?|msgs?|sms|te?xt messages|spam|notifications?|alerts?|updates|" +
  "communications?|mess?ages|garbage|junk|crap|shit|bs|nonsense";
const WHICH =
  "(?: (?:me|us|with|all|any|the|these|those|this|that|your|ur|you|more|of|damn|stupid|annoying|" +
  "random|unwanted|automated|marketing|spam|further|future|other|no|fake|text|constant))";
const THE_LIST =
  "(?: (?:your|ur|the|this|that|these|those|all|any|every|whatever))?(?: (?:contact|mailing|texting|text|" +
  "sms|call|calling|phone|distribution|marketing|spam|stupid)){0,3} (?:lists?|database|contacts|system|" +
  "texts|messages|msgs|here|it|everything|thread|group|chat|service|program|subscription)";
const FROM_LIST = `(?: (?:off|of|from|out)(?: of)?(?:${THE_LIST})?(?: this)?)`;
const OFF_LIST = `(?: off(?: of)?(?:${THE_LIST})?| (?:out of|from)(?:${THE_LIST}))`;
const MINE = "my (?:\\w+ )?(?:number|phone|cell|info|information|name|contact|details)";

const STATES = /\b(?:you|u|ya|yall|guys|people|i|we)$/;
const OWN_NEED =
  /(?<!\bhow (?:do|can) )\b(?:i|we|lets)(?: (?:really|just|have|need|must|should|better|gotta|got|can|could|will))*(?: to)?$/;

const requests: Request[] = [
  request(`(?:stopp?|quit|cease|discontinue|halt) (?:${TEXTING}) (?:${ME})`, "any"),
  request(`(?:stopp?|quit) calling (?:${ME})`, "short"),
  request(
    "(?:stopp?|quit|no more) (?:calling|texting|messaging) (?:and|or) (?:texting|calling|messaging|emailing)(?: me)?",
    "short",
    OWN_NEED,
  ),
  request(
    "(?:stopp?|quit|cease|discontinue)(?: the| all| this| with the| with all the)? (?:te?xting|textin|messaging|txting|spamming|messages|contact)",
    "short",
    OWN_NEED,
  ),
  request(
    `(?:stopp?|quit|cease|discontinue)(?: (?:sending|giving|delivering|it))?${WHICH}{0,5} (?:${TEXTS})`,
    "short",
    OWN_NEED,
  ),
  request(`(?:end|cancel|halt)${WHICH}{0,3} (?:te?xts|messages|msgs|sms|spam)`, "short", OWN_NEED),
  request(
    `(?:stopp?|quit) (?:sending|forwarding)(?: (?:me|us|this|these|that|those|stuff|things|anything|everything|to me|here))*`,
    "short",
    OWN_NEED,
  ),
  request(
    `(?:stopp?|quit) (?:receiving|getting|having)${WHICH}{0,4} (?:${TEXTS}|these|this|them)`,
    "short",
  ),
  request(`(?:turn|shut|switch) off${WHICH}{0,3} (?:${TEXTS})`, "short"),
  request(`(?:turn|shut|switch)${WHICH}{0,3} (?:${TEXTS}) off`, "short"),
  request(
    `(?:dont|do not|dnt|never|not|no longer)(?: you| u)?(?: ever| please| dare| keep)*(?: (?:call|email|${TEXT}) (?:or|and|nor|and or))? (?:${TEXT}|te?xting|messaging)(?: or (?:call|email|text|message))? (?:${ME})(?: up)?`,
    "lasting",
    STATES,
  ),
  request(
    `(?:dont|do not|never|no longer) (?:ever )?(?:call|email) (?:${ME}) (?:again|anymore|ever|any more)`,
    "short",
    STATES,
  ),
  request(
    `(?:dont|do not|never|no longer)(?: ever| please)? send${WHICH}{0,5} (?:${TEXTS}|anything|stuff|things|these)`,
    "lasting",
    STATES,
  ),
  request(
    "(?:dont|do not|never)(?: ever)? (?:text|message|contact|write|call) (?:again|anymore|any more|ever again|this number)",
    "short",
    STATES,
  ),
  request(
    `(?:take|get|remove|delete|drop|scratch|cross|erase|pull|kick) (?:me|us|${MINE}|this number)${OFF_LIST}`,
    "short",
  ),
  request(`(?:remove|delete|erase|unlist) (?:me|us|${MINE}|this number)${FROM_LIST}?`, "short"),
  request(`(?:be|get) (?:removed|unsubscribed|opted out)${FROM_LIST}?`, "short"),
  request(`(?:be|get) (?:taken|removed|dropped)${OFF_LIST}`, "short"),
  request(`(?:be|get|want) (?:off|out of)(?: of)?${THE_LIST}`, "short"),
  request(
    `(?:unsub|unsubscribed?|unsubcribe|unsuscribe|unsubscibe|unsubscrib|deregister|unenroll|unregister)(?: (?:me|us|this number|my (?:\\w+ )?number))?${FROM_LIST}?(?: (?:texts?|messages?|sms))?`,
    "short",
  ),
  request(
    `(?:opt(?:ing|ed)? (?:me |us |this number |my number )?out|optout)${FROM_LIST}?`,
    "short",
  ),
  request(
    `(?:lose|forget|delete|erase|loose|block) (?:my|this|our)(?: phone| cell)? (?:number|digits)`,
    "short",
    /\b(?:i|we)(?: \w+)?$/,
  ),
  request(
    `(?:dont|do not|no longer|never|not)(?: really| even)? (?:want|wanna|wish|need|care|(?:consent|agree|sign up|signed up|ask|asked) (?:to|for)|like (?:getting|receiving))(?: (?:to|for|receive|receiving|get|getting|have|having|see|read|be|sent|accept|anymore))*${WHICH}{0,5} (?:${TEXTS})`,
    "short",
  ),
  request(
    `(?:rather|prefer) not(?: to)? (?:get|receive|have|be sent)${WHICH}{0,5} (?:${TEXTS})`,
    "short",
  ),
  request(
    `(?:didnt|did not|havent|never)(?: ever)? (?:sign(?:ed)? up|subscribed?|consent(?:ed)?|agreed?|opt(?:ed)? in|asked?)(?: (?:to|for|receive|receiving|get|getting))*${WHICH}{0,4} (?:${TEXTS})`,
    "short",
  ),
  request(
    `(?:dont|do not|no longer|never|not) (?:want|wanna|wish|like|care|need)(?: to)? (?:be )?(?:text(?:ed)?|contacted|messaged|bothered|spammed|on (?:your|this|the|that|any) list|part of this|subscribed)`,
    "short",
  ),
  request(
    `(?:dont|do not|no longer) (?:want|wish|like|need) (?:you|u|yall|you guys|anyone)(?: to)?(?: be| keep)? (?:${TEXT}|${TEXTING}) (?:${ME})`,
    "lasting",
  ),
  request(`(?:dont|do not) want to hear from (?:you|u|yall|this number|you guys)`, "short"),
  request(`no (?:more|further)${WHICH}{0,4} (?:${TEXTS}|te?xting|messaging|contact)`, "short"),
  request("(?:didnt|did not|never) consent(?:ed)? to (?:this|these)", "short"),
  request(
    `(?:block|report|sue) (?:you|u|this number) if (?:you|u)(?: ever| keep| dont stop)* (?:${TEXT}|${TEXTING}) (?:${ME})`,
    "any",
  ),
  request("leave (?:me|us) alone", "short"),
  request(`enough(?: with| of)${WHICH}{0,3} (?:${TEXTS})`, "short"),
  request("no te?xting|no te?xts|(?:dont|do not) te?xt", "lasting", STATES),
  request(
    "te?xt me again (?:and|or) (?:i|ill|im|youll|you)(?: will| am)? (?:sue|report|block|call|calling|suing|going|reporting|be)",
    "any",
  ),
  request("(?:stopp?|quit) blowing (?:up )?(?:my phone|me|us|this phone)(?: up)?", "any"),
  request(
    `(?:can|could|would|will) (?:you|u|yall|you guys)(?: please| just)* not (?:${TEXT}) (?:${ME})`,
    "lasting",
  ),
  request(
    `(?:appreciate it|great|nice|good|love it|glad) if (?:you|u|yall|you guys)(?: could| would)? stop(?:ped)? (?:${TEXTING}) (?:${ME})`,
    "any",
  ),
  request(
    "(?:revoke|withdraw|withdrawing|revoking|rescind)(?: (?:my|all|any|prior))* (?:consent|permission)",
    "any",
  ),
  request(
    `(?:dont|do not|never|no longer)(?: have| had| gave| give)?(?: you)?(?: my)? (?:consent|permission|authoriz(?:e|ation))(?: you)?(?: to(?: (?:you|being|be|receive|get))*)? (?:${TEXT}|${TEXTING}|texted|contacted|messaged|these|this|${TEXTS})`,
    "any",
    /\bif i$/,
  ),
  request(
    "(?:cancel|end|terminate|delete|close|deactivate) my (?:subscription|membership|account|service|enrollment)",
    "short",
  ),
  request(
    `(?:make|making) (?:it|this|them|the (?:${TEXTS})|these(?: (?:${TEXTS}))?) stop`,
    "short",
  ),
  request(`(?:want|need)${WHICH}{1,3}(?: (?:${TEXTS}))? to stop`, "short"),
  request("cease and desist|desist", "any"),
  request(
    "(?:put|add|place) (?:me|us|my number|this number) (?:on|to) (?:your|the|ur|a) (?:do not|dnc|no) ?(?:call|text|contact)?(?: list)?",
    "short",
  ),
  request("(?:im |am )?blocking (?:you|u|this number)", "short"),
  request("(?:youre|you are|ur|u are|u r) (?:being )?blocked", "short"),
];

const preface =
  "please pls plz plzz plese kindly just now rightnow immediately asap ok okay k hey hi hello yo no nope " +
  "nah so and but also then um uh ugh look listen dude man bro sir maam guys people folks " +
  "seriously really literally honestly actually simply finally can could cud would will wont need must " +
  "have to should better you u ya yall youd i id im am we want wanted like wish asking telling told " +
  "asked tell said say ask ive already repeat twice before that request requesting requested how do " +
  "get be being try trying again thanks thx ty must got " +
  "gotta wtf demand insist would prefer sorry all going gonna nicely politely";

const short =
  "please pls plz plzz plese kindly anymore any more again ever now rightnow immediately asap thanks thx " +
  "ty ok okay at all this the my that number phone from you u yall guys further lol lmao haha sir maam bro dude " +
  "man forever already and bye goodbye period back either no it stop unsubscribe unsub completely " +
  "altogether entirely here me us your ur list lists people bot company org service service today " +
  "before i sue report block will god really seriously wrong person end quit cancel remove " +
  "optout opt jesus damn fuck fucking then so up texts text messages message via texting sms or else im serious";

const COMPLAINT =
  "not interested(?: in (?:this|any|your)[a-z ]{0,20})?|wrong (?:number|person)|no thanks?|" +
  "dont (?:even )?know (?:you|u|who (?:this|you|u) (?:is|are|r))|who (?:is this|are you|dis)|" +
  "im (?:done|good|married|not (?:her|him|them)|sick of (?:this|it))|(?:not|isnt) me|" +
  "dont (?:want|need|like) (?:this|it|these|them|any of this)|spam|scam|harassment|annoying|" +
  "(?:never|didnt|did not) (?:sign|signed|ask|asked)(?: up)?(?: for)?(?: this| these| it)?|" +
  "have an? (?:girlfriend|boyfriend|wife|husband|job|lawyer)|enough(?: already)?|fuck|spamming (?:me|us)|alone|" +
  "last warning";

/** How a request begins that names who is to stop. */
const OPENING =
  "(?:tell|have|get|ask) (?:your|this|ur) [a-z]{1,12}|(?:if|why|since) (?:you|u|yall|this) " +
  "(?:dont|do not|wont|cant|doesnt)|why (?:dont|cant|wont) (?:you|u|yall)|" +
  "(?:you|u|yall|guys|people) (?:wont|need|keep|refuse)|(?:hey|hi|hello|ok|yo|dear) [a-z]{1,20}";

export const english: OptOutWords = {
  language: "en",
  requests,
  texts:
    /\b(?:te?xt|txt|me?ss?ag|msg|sms|contact|communication|spam|bother|harass|notification|uns?ub|unsus|opt|number|phone|list|hear from|writ\w+ (?:to )?me\b|consent|permission)/,
  bare: /^(?:(?:reply|te?xt|send|sending|texting|replying|sent|texted) stop|(?:this|it|all this) (?:must|has to|needs to|have to|need to|should) stop|stopp?(?: (?:it|this|that|all|everything|stop|means stop|unsubscribe|end|cancel|quit))*|remove|go away|(?:fuck|f|piss|bugger) off|get lost|blocked and reported|reported and blocked)(?= |$)/,
  ownNeed: OWN_NEED,
  preface: new Set(preface.split(" ")),
  please: new Set(["please", "pls", "plz", "plzz", "plese", "kindly"]),
  anew: /^(?:and |so |but )*(?:i|im|id|ive|we) (?:just |already |am |would )*(?:want|need|like|told|asked|asking|said|demand)\b/,
  opening: new RegExp(`^(?:(?:and|so|but|please|just|well) )*(?:${OPENING})$`),
  complaintBefore: new RegExp(`\\b(?:${COMPLAINT})$`),
  complaintAfter: new RegExp(`^(?:i |im |i am |this is |you are |its )?(?:${COMPLAINT})\\b`),
  short: new Set(short.split(" ")),
  limit:
    /^(?:so (?:much|often|many|early|late|frequently|fast|soon)|at (?!all|this|my|work number)|after |before (?!i )|until |till |til |on (?!this|my)|during |while |when |whenever |tonight|tomorrow|this (?:week|weekend|morning|evening|afternoon|month|early|late|often|much)|for (?:now|today|a |an |the |\d|one|two|few)|late|early|every|in |between |past |over the |jokes|memes|like (?:that|this)|because im |as (?:much|often)|too )/,
  others:
    /\b(?:he|she|they|him|her|them|his|their|said|says|say|saying|tell|told|ask|asked|asks|wrote|writes|if i|when i|mom|dad|wife|husband|boyfriend|girlfriend|ex|boss|friend|quote|reads?|means?)\b/,
  reporting:
    /\b(?:said|says|say|saying|told (?:me|him|her|them|us)|asked|asks|goes|like|wrote|writes|texted|texts|replied|yelled|reads?|shouted|quote|called|lyrics?|means|meaning|screamed|screaming|asking me)$/,
  ownWords: /\b(?:i|ive|we)(?: \w{1,12}){1,2}$/,
};

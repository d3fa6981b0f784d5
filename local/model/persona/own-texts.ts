import { dayNamed } from "./day-named.ts";
import { isDeclined } from "./facts.ts";
import {
  linesOf,
  type Move,
  type Outreach,
  type Scene,
  type ToolAnswer,
  type ToolCall,
  toYou,
} from "./scene.ts";

const SERIES = String.raw`\b.*\b(?:series|sequence|tips)\b`;
const GO_ON = new RegExp(String.raw`\b(?:go on|continue|carry on|resume)${SERIES}`, "i");
const STOP = new RegExp(String.raw`\b(?:stop|end|cancel|drop)${SERIES}`, "i");
const RESUME =
  /\b(?:text me again|unpause|unmute|resume (?:my |the |your )?(?:texts?|messages?))\b|^\s*resume[.!]?\s*$/i;
const PAUSE =
  /\bpause (?:me|(?:my |the |your |all )?(?:texts?|messages?))\b|^\s*(?:please )?pause\b|\bno (?:more )?(?:texts?|messages?) (?:until|till|before|for)\b|\b(?:don't|do not) text me (?:until|till|before|for)\b|\bleave me (?:alone|in peace)\b/i;
const UNTIL = /\b(?:until|till|before|for)\b/i;
const IN_HOURS = /\bin (\d{1,3}) hours?\b/i;

/** To who may be in danger nothing else is said. */
const STAY = "I am here, and I read you. Are you safe right now, and is somebody with you?";
const GLAD = "Thank you for telling me. You can write to me at any time.";

/** When the series goes on that was interrupted by a text about something else. */
const SERIES_AFTER_HOURS = 1;

/**
 * What agents do in a crisis, and about the texts that nobody asked for, as the offline model plays
 * it: write or drop one, heed a wish about them, and decide about a series that was interrupted. All
 * else is the agent's own move.
 */
export function ownTextsMove(scene: Scene, agentMove: (scene: Scene) => Move): Move {
  const { outreach, crisis } = scene.data;
  if (crisis !== undefined && crisis.severity !== "low") {
    return { say: crisis.says_safe ? GLAD : STAY };
  }
  // The Bouncer's own wish, for which it has its own words.
  if (outreach !== null && "re_engagement" in outreach.about) return agentMove(scene);
  if (outreach !== null) return outreachMove(outreach, scene.done);
  const said = scene.said.replace(/[’‘]/g, "'");
  const wishes = linesOf(said).flatMap((line) => wishIn(line, scene.data.today.date) ?? []);
  if (wishes.length > 0) return heedAmong(wishes, scene, agentMove);
  if (PAUSE.test(said)) return { say: "Until which day shall I leave you in peace?" };
  if (!scene.data.interrupted) return agentMove(scene);

  const decision = isDeclined(said)
    ? { name: "stop_sequence", input: {} }
    : { name: "go_on_with_sequence", input: { in_hours: SERIES_AFTER_HOURS } };
  const move = agentMove({
    ...scene,
    done: scene.done.filter((one) => one.name !== decision.name),
  });
  if (scene.done.length > 0) return move;
  return { tools: [...("tools" in move ? move.tools : []), decision] };
}

function outreachMove({ draft, about }: Outreach, done: ToolAnswer[]): Move {
  if (done.length > 0) return { say: "This is not sent." };
  if (about.stale === true) {
    return { tools: [{ name: "drop_outreach", input: { reason: "it is said to be stale" } }] };
  }
  return { say: draft ?? `News for you: ${newsOf(about)}` };
}

function newsOf(about: Outreach["about"]): string {
  if (typeof about.text === "string") return about.text;
  return Object.entries(about)
    .filter(([, value]) => typeof value === "string" || typeof value === "number")
    .map(([key, value]) => `${key.replaceAll("_", " ")} ${value}`)
    .join(", ");
}

/** What the person wishes of our texts; null when that is nothing, or names no day that we know. */
function wishIn(said: string, today: string): ToolCall | null {
  if (GO_ON.test(said)) {
    const hours = IN_HOURS.exec(said)?.[1];
    return {
      name: "go_on_with_sequence",
      input: hours === undefined ? {} : { in_hours: Number(hours) },
    };
  }
  if (STOP.test(said)) return { name: "stop_sequence", input: {} };
  if (RESUME.test(said)) return { name: "resume_texts", input: {} };
  if (!PAUSE.test(said)) return null;
  const until = dayNamed(said, today);
  if (until !== null) return { name: "pause_texts", input: { until } };
  return UNTIL.test(said) ? null : { name: "pause_texts", input: {} };
}

/** Heeds the wishes of a burst, and leaves its other texts to the agent. */
function heedAmong(wishes: ToolCall[], scene: Scene, agentMove: (scene: Scene) => Move): Move {
  const names = wishes.map(({ name }) => name);
  const heeded = scene.done.filter(({ name }) => names.includes(name)).map(heed);
  const rest = linesOf(scene.said).filter(
    (line) => wishIn(line.replace(/[’‘]/g, "'"), scene.data.today.date) === null,
  );
  const others = scene.done.filter(({ name }) => !names.includes(name));
  const move: Move =
    rest.length === 0 ? { say: "" } : agentMove({ ...scene, said: rest.join("\n"), done: others });
  if (scene.done.length === 0)
    return { tools: [...wishes, ...("tools" in move ? move.tools : [])].slice(0, 8) };
  const say = "say" in move ? move.say : "";
  return { say: [...heeded, say].filter((one) => one !== "").join(" ") };
}

function heed(done: ToolAnswer): string {
  if (!done.ok) return `I could not do that (${toYou(done.content).slice(0, 120)}).`;
  switch (done.name) {
    case "pause_texts":
      return `Done: no texts until ${until(done)}. What you ask I still answer.`;
    case "resume_texts":
      return "Done: I may text you again.";
    case "stop_sequence":
      return "Done: that series ends here.";
    default:
      return `Done: that series goes on${later(done)}.`;
  }
}

function until({ input }: ToolAnswer): string {
  if (typeof input.until !== "string") return "you say that I may text you again";
  const weekday = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" });
  return `${weekday.format(new Date(`${input.until}T00:00:00Z`))}, ${input.until}`;
}

function later({ input }: ToolAnswer): string {
  return typeof input.in_hours === "number" ? ` in ${input.in_hours} hours` : "";
}

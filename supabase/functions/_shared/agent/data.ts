import { normalisedJson } from "../safety/normalise.ts";
import type { KnownUser, ReplyContext } from "../worker/turn.ts";

/** What onboarding wants to know, in the order in which it asks. */
const WANTED = ["first_name", "last_name", "company", "title", "email"] as const;
export type WantedFact = (typeof WANTED)[number];

export function missingFacts(user: KnownUser): WantedFact[] {
  return WANTED.filter((fact) => user[fact] === null);
}

/**
 * What the model is told about this turn besides the conversation. Everything in it may have been
 * written by a member, so it stands in a fence that it cannot close.
 */
export function turnData(context: ReplyContext): string {
  const { user, conversation, tenant } = context;
  return fenced({
    brand: tenant.name,
    first_contact: conversation.first_contact,
    known: {
      first_name: user.first_name,
      last_name: user.last_name,
      company: user.company,
      title: user.title,
      email: user.email,
      linkedin_url: user.linkedin_url,
      sent_by: user.name_dropped,
      innovator: user.innovator,
      verified: user.verified,
      timezone: user.timezone,
    },
    missing: missingFacts(user),
    summary: conversation.summary,
    today: context.today,
    newest_message_at: context.messages.at(-1)?.created_at ?? null,
    follow_up: context.follow_up,
    outreach: context.outreach,
    email_confirmed: context.door.email_verified,
    confirm_until: context.door.confirm_until,
    welcome: context.door.welcome,
    ...(context.crisis === null ? {} : { crisis: context.crisis }),
    interrupted: context.interrupted,
    refused_before: context.refusal,
    ...(conversation.channel === "web" ? { channel: "web" } : {}),
    ...(context.house === undefined ? {} : { house: context.house }),
    ...(context.coaching === null ? {} : { coaching: context.coaching }),
    ...memberData(context),
  });
}

/** How much of a text is needed to tell it from the others of a burst. */
const BEGINNING_CHARACTERS_MAX = 40;

/** What only an agent that serves members is told; nothing for the others. */
function memberData({ credits, priorities, open, texts, messages, provider }: ReplyContext) {
  if (credits === null) return {};
  // One text alone needs no name: it is what is answered.
  const burst = texts.length < 2 ? [] : texts;
  return {
    credits,
    ...(provider === null ? {} : { provider }),
    priorities,
    open,
    texts: burst.map(({ handle, position }) => ({
      handle,
      begins: messages
        .find((message) => message.position === position)
        ?.content.slice(0, BEGINNING_CHARACTERS_MAX)
        .toWellFormed(),
    })),
  };
}

/** Data for a prompt: JSON between tags, with `<` escaped so that no value can end it. */
export function fenced(data: Record<string, unknown>): string {
  return `<data>\n${normalisedJson(data).replaceAll("<", "\\u003c")}\n</data>`;
}

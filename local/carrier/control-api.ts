import { z } from "zod";
import type { Delivery } from "./delivery.ts";
import { faultPlan } from "./faults.ts";
import { type Answer, type Call, jsonAnswer } from "./http.ts";
import { type InboundParts, receiveText } from "./inbound.ts";
import type { Message } from "./message.ts";
import type { PostLog } from "./post-log.ts";
import type { PostOffice } from "./post-office.ts";

const BODY_CHARACTERS_MAX = 2_000_000;
const BASE64_CHARACTERS_MAX = 12_000_000;
const MEDIA_MAX = 10;

export interface ControlApi extends InboundParts {
  delivery: Delivery;
  posts: PostLog;
  postOffice: PostOffice;
  /** Closes the port for so many milliseconds. */
  refuseFor(ms: number): void;
}

const address = z.string().regex(/^(\+[1-9]\d{6,14}|\d{3,8})$/, "must be E.164 or a short code");

const inboundBody = z.strictObject({
  from: address,
  to: address,
  body: z.string().max(BODY_CHARACTERS_MAX),
  media: z
    .array(
      z.union([
        z.strictObject({ url: z.url(), contentType: z.string().min(1) }),
        z.strictObject({
          base64: z.base64().max(BASE64_CHARACTERS_MAX),
          contentType: z.string().min(1),
        }),
      ]),
    )
    .max(MEDIA_MAX)
    .default([]),
  messageSid: z
    .string()
    .regex(/^(SM|MM)[0-9a-f]{32}$/)
    .optional(),
});

const textsQuery = z.strictObject({ to: address.optional(), from: address.optional() });

type Route = (call: Call, api: ControlApi) => Answer | Promise<Answer>;

const ROUTES: Record<string, Route | undefined> = {
  "POST /inbound": async (call, api) => {
    const text = inboundBody.parse(json(call.body));
    if (!api.config.numbers.includes(text.to)) {
      return jsonAnswer(400, { error: "to: is not one of this carrier's numbers" });
    }
    return jsonAnswer(200, await receiveText(text, api));
  },
  "GET /texts": (call, api) => {
    const filter = textsQuery.parse(Object.fromEntries(call.url.searchParams));
    const texts = api.book.list({ ...filter, direction: "outbound-api" });
    return jsonAnswer(200, { texts: texts.map(view) });
  },
  "GET /webhooks": (_, api) => jsonAnswer(200, { webhooks: api.webhooks.list() }),
  "GET /posts": (_, api) => jsonAnswer(200, { posts: api.posts.list() }),
  "POST /email": (call, api) => api.postOffice.takeEmail(call, api),
  "GET /emails": (_, api) => jsonAnswer(200, { emails: api.postOffice.emails() }),
  "GET /hooks": (_, api) => jsonAnswer(200, { hooks: api.postOffice.hooks() }),
  "GET /faults": (_, api) => jsonAnswer(200, api.faults.report()),
  "POST /faults": (call, api) => {
    const plan = faultPlan.parse(json(call.body));
    api.faults.plan(plan);
    if (plan.refuseForMs === undefined) return jsonAnswer(200, api.faults.report());
    api.refuseFor(plan.refuseForMs);
    return jsonAnswer(200, api.faults.report(), { connection: "close" });
  },
  "DELETE /faults": (_, api) => {
    api.faults.clear();
    return jsonAnswer(200, api.faults.report());
  },
  "POST /callbacks/flush": async (_, api) =>
    jsonAnswer(200, { flushed: await api.delivery.flush() }),
  "POST /reset": async (_, api) => {
    await api.delivery.stop();
    api.book.clear();
    api.webhooks.clear();
    api.posts.clear();
    api.postOffice.clear();
    api.faults.clear();
    api.optOuts.clear();
    return jsonAnswer(200, { reset: true });
  },
};

/** `POST /hooks/<name>` */
const HOOK = /^\/hooks\/([\w-]+)$/;

/** The carrier's own API, described in README.md beside this file. */
export async function answerControl(call: Call, api: ControlApi): Promise<Answer> {
  const hook = call.method === "POST" ? HOOK.exec(call.url.pathname)?.[1] : undefined;
  if (hook !== undefined) return api.postOffice.takeHook(call, hook, api);
  const route = ROUTES[`${call.method} ${call.url.pathname}`];
  if (route === undefined)
    return jsonAnswer(404, { error: `routes: ${Object.keys(ROUTES).join(", ")}` });
  try {
    return await route(call, api);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const problems = error.issues.map(
      ({ path, message }) => `${path.join(".") || "body"}: ${message}`,
    );
    return jsonAnswer(400, { error: problems.join("; ") });
  }
}

const jsonText = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: "custom", message: "must be JSON" });
    return z.NEVER;
  }
});

function json(body: string): unknown {
  return jsonText.parse(body);
}

/** A text as GET /texts shows it. */
function view(message: Message) {
  return {
    messageSid: message.sid,
    from: message.from,
    to: message.to,
    body: message.body,
    encoding: message.encoding,
    segments: message.segments,
    messagingServiceSid: message.messagingServiceSid,
    statusCallback: message.statusCallback,
    validityPeriodSeconds: message.validityPeriodSeconds,
    status: message.status,
    errorCode: message.errorCode,
    createdAt: message.createdAt,
    history: message.history,
    callbacks: message.callbacks,
  };
}

import { z } from "zod";
import { clock } from "./clock.ts";
import { marksIn } from "./marks.ts";
import { type Server, serve } from "./serve.ts";

const request = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.string() })).min(1),
});

export interface Model extends Server {
  /** When the turn that answers a text called: its mark → milliseconds since 1970. */
  calledAt: Map<number, number>;
}

/** A Messages API that answers at once, in one call, and names the texts it answers. */
export async function startModel(): Promise<Model> {
  const calledAt = new Map<number, number>();
  let answers = 0;
  const server = await serve(200, (body) => {
    const { model, messages } = request.parse(JSON.parse(body));
    const marks = marksIn(messages.at(-1)?.content ?? "");
    for (const mark of marks) calledAt.set(mark, clock());
    answers += 1;
    const words = `Yes, at the east dock. ${marks.map((mark) => `#${mark}`).join(" ")}`;
    return {
      id: `msg_${answers}`,
      type: "message",
      role: "assistant",
      model,
      content: [{ type: "text", text: words }],
      stop_reason: "end_turn",
      stop_sequence: null,
      usage: { input_tokens: 1_000, output_tokens: 20 },
    };
  });
  return { ...server, calledAt };
}

export interface Event {
  event: string;
  data: Record<string, unknown>;
}

/** The server-sent events of an answer, one by one; leaving the loop closes the connection. */
export async function* eventsOf(response: Response): AsyncGenerator<Event> {
  if (response.body === null) throw new Error("there is no stream");
  let rest = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = `${rest}${chunk}`.split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) };
    }
  }
}

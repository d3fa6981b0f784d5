const encoder = new TextEncoder();

/**
 * An answer as server-sent events (HTML, 9.2). A reader who leaves ends nothing: what is sent to
 * nobody is dropped.
 */
export class EventStream {
  readonly response: Response;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor() {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#controller = undefined;
      },
    });
    this.response = new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        // A proxy that compresses or buffers would hold back what is to be read now.
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      },
    });
  }

  send(event: string, data: Record<string, unknown>): void {
    this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Says nothing, to whoever would take a silence for an end. */
  stillHere(): void {
    this.#write(":\n\n");
  }

  close(): void {
    this.#controller?.close();
    this.#controller = undefined;
  }

  #write(text: string): void {
    this.#controller?.enqueue(encoder.encode(text));
  }
}

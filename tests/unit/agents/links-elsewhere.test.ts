import fc from "fast-check";
import { expect, test } from "vitest";
import { assistant } from "../../../supabase/functions/_shared/agent/assistant.ts";
import { wordsToSend } from "../../../supabase/functions/_shared/agent/words-to-send.ts";
import { safeHtml } from "../../../supabase/functions/_shared/text/safe-html.ts";
import { Thread } from "./thread.ts";

/** The hosts that a page which inserts an answer's HTML would let its reader open. */
function hostsLinkedTo(answer: string): string[] {
  const thread = new Thread(assistant);
  thread.channel = "web";
  thread.hears("hello");
  const { text } = wordsToSend(answer, thread.turn().context);
  const links = safeHtml(text).matchAll(/href="([^"]*)"/g);
  return [...links].flatMap(([, href = ""]) => {
    const { protocol, hostname } = new URL(href.replaceAll("&amp;", "&"));
    if (protocol !== "mailto:") return [hostname];
    return [...decodeURIComponent(href).matchAll(/@([\w-]+\.[\w.-]+)/g)].map(
      ([, host = ""]) => host,
    );
  });
}

const elsewhere = (host: string) => !/^(?:[\w-]+\.)*yachtparty\.example$/.test(host);

test("an answer links to its tenant's own hosts", () => {
  const answer = "[here](https://yachtparty.example/a), <https://docs.yachtparty.example/b>";
  expect(hostsLinkedTo(answer)).toEqual(["yachtparty.example", "docs.yachtparty.example"]);
});

test.each([
  "[a](https://evil.example)",
  "<https://evil.example>",
  "[yachtparty.example](https://evil.example/yachtparty.example)",
  "[a](https://yachtparty.example@evil.example)",
  "[a](https://yachtparty.example:443@evil.example/)",
  "[a](https://yachtparty.example%2f@evil.example/)",
  "[a](https://yachtparty.example\\@evil.example/)",
  "[a](https://evil.example\\@yachtparty.example/)",
  "[a](https://yachtparty.example.evil.example)",
  "[a](https://yachtparty.example%2eevil.example)",
  "[a](https://yachtparty.example。evil.example)",
  "[a](https://evil。example)",
  "[a](https://ｅｖｉｌ.example)",
  "[a](https://еvil.example)",
  "[a](https://evil.example#yachtparty.example)",
  "[a](https://evil.example?yachtparty.example)",
  "[a](HTTPS://EVIL.EXAMPLE)",
  "[a](https:///evil.example)",
  "[a](https://0x7f000001/)",
  "[a](https://2130706433/)",
  "[a](https://[::1]/)",
  "[a](https://localhost/)",
  "[a](https://evil/)",
  "[a](<https://evil.example/ x>)",
  "[a][r]\n\n[r]: https://evil.example",
  "[r]\n\n[r]: <https://evil.example>",
  "![a](https://evil.example/pixel.png)",
  "[a](mailto:mallory@evil.example)",
  "<mallory@evil.example>",
  "[a](mailto:ada@yachtparty.example,mallory@evil.example)",
  "[a](mailto:?to=mallory@evil.example)",
  "[a](https://evil.exam\u00adple)",
  "[a](https://evil.exam\u200bple)",
])("and nowhere else: %s", (answer) => {
  expect(hostsLinkedTo(answer).filter(elsewhere)).toEqual([]);
});

test("and nowhere else, however its Markdown is put together", () => {
  const piece = fc.constantFrom(
    ..."[a](|https://|evil.example|yachtparty.example|@|/|\\|)|<|>|[r]|\n\n[r]: |mailto:|:443|%2e|.|?|#| |\u200b|&#46;|。|//|![".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      expect(hostsLinkedTo(pieces.join("")).filter(elsewhere)).toEqual([]);
    }),
    { numRuns: 5_000 },
  );
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeHtml } from "../../../supabase/functions/_shared/text/safe-html.ts";

const PLAIN = "p|em|strong|s|code|pre|ul|ol|li|blockquote|h[1-6]|table|thead|tbody|tr|th|td";
const LINK = `href="(?:https?://|mailto:)[^"<>\\s]*"(?: title="[^"<>]*")?`;
/** What may stand in a page: these elements, and of attributes those that they need. */
const SAFE = new RegExp(
  `^(?:${[
    "[^<]",
    `</?(?:${PLAIN})>`,
    "</a>",
    "<(?:br|hr)>",
    '<code class="language-[^"<>]*">',
    '<ol start="[0-9]+">',
    '<t[dh] align="(?:left|center|right)">',
    `<a ${LINK} rel="nofollow noopener noreferrer" target="_blank">`,
  ].join("|")})*$`,
  "iu",
);

describe("an answer as HTML", () => {
  test("is what its Markdown says", () => {
    expect(safeHtml("**Open** until `nine`:\n\n- east\n- west")).toBe(
      "<p><strong>Open</strong> until <code>nine</code>:</p>\n<ul>\n<li>east</li>\n<li>west</li>\n</ul>\n",
    );
    expect(safeHtml("[us](https://harbor-desk.example/a)")).toBe(
      '<p><a href="https://harbor-desk.example/a" rel="nofollow noopener noreferrer" target="_blank">us</a></p>\n',
    );
  });

  test("aligns a table's columns without a style, which a page may not allow", () => {
    expect(safeHtml("| a | b |\n|--:|---|\n| 1 | 2 |")).toMatch(
      /<th align="right">a<\/th>\n<th>b<\/th>[\s\S]*<td align="right">1<\/td>\n<td>2<\/td>/,
    );
  });

  test.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![a](https&#58;//harbor-desk.example/pixel.png)",
    "[a](javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](/relative)",
    // What the outbound screen could not have seen.
    "[a](https&#58;//evil&#46;example)",
    "[a](https:\\/\\/evil\\.example)",
    "[a](&#x68;ttps://evil.example)",
    "[a][r]\n\n[r]: https&#58;//evil.example",
    "<https&#58;//evil.example>",
  ])("makes nothing of %s that runs, is fetched or is opened", (text) => {
    const html = safeHtml(text);
    expect(html).not.toMatch(/<(?:script|img|a)\b/i);
    expect(html).toMatch(SAFE);
  });

  test("fetches no picture, and says where it would have been", () => {
    expect(safeHtml("![a](https://a.example/b.png)")).toMatch(/^<p>!<a href="[^"]+" rel=/);
  });

  test("holds nothing else, whatever is written", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8, unit: "grapheme" }),
      fc.constantFrom(
        ...'<a href="|<svg onload=|](javascript:|[x](https://a.example "t")|```js\n|~~~" onclick=x\n|&#x3c;script>|\n\n|\n|- |1. |> |# |**|~~|`|![|](|<!--|"><|| a | b |\n|-|-|'.split(
          "|",
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(safeHtml(pieces.join(""))).toMatch(SAFE);
      }),
      { numRuns: 2_000 },
    );
  });

  test("takes its time in proportion to its length", () => {
    const hostile = [
      "*".repeat(20_000),
      "[".repeat(20_000),
      "> ".repeat(10_000),
      "`".repeat(19_999),
      "a **a ".repeat(3_000),
      "[a](".repeat(5_000),
    ];
    for (const text of hostile) {
      const started = performance.now();
      safeHtml(text);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});

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
    `<a(?: ${LINK})? rel="nofollow noopener noreferrer" target="_blank">`,
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
    "<javascript:alert(1)>",
    "[a](JaVaScRiPt:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java&#x0A;script:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](\u0001javascript:alert(1))",
    "[a]( javascript:alert(1) )",
    "[a](view-source:https://a.example)",
    "[a](blob:https://a.example/1)",
    "[a](file:///etc/passwd)",
    "[a](tel:+15550100)",
    "[a](//evil.example)",
    "[a](http:evil.example)",
    "[a](https:/\\evil.example)",
    "[![a](javascript:alert(1))](javascript:alert(2))",
    "[a][r]\n\n[r]: javascript:alert(1)",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<details open ontoggle=alert(1)>",
    "<style>@import'//evil.example'</style>",
    "<base href=//evil.example>",
    "<form action=//evil.example><input autofocus onfocus=alert(1)>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?x <img src=x onerror=alert(1)> ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    '```"><img src=x onerror=alert(1)>\ncode\n```',
    "`<img src=x onerror=alert(1)>`",
    "| <img src=x onerror=alert(1)> |\n| - |\n| <script> |",
    "# <img src=x onerror=alert(1)>",
    "- <script\n- >alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<\u0000script>alert(1)</script>",
    "{{constructor.constructor('alert(1)')()}}<script>",
  ])("makes nothing of %s that runs, is fetched or is opened", (text) => {
    const html = safeHtml(text);
    expect(html).not.toMatch(/<(?:script|img|a)\b/i);
    expect(html).toMatch(SAFE);
  });

  test.each([
    `[a](https://a.example "onmouseover=alert(1)")`,
    `[a](https://a.example '"><img src=x onerror=alert(1)>')`,
    `[a](https://a.example/"onmouseover="alert(1))`,
    `[a](https://a.example/?q=<script>alert(1)</script>)`,
    `<https://a.example/"onmouseover="alert(1)>`,
    `[<img src=x onerror=alert(1)>](https://a.example)`,
    `[a](mailto:a@a.example?body="><script>alert(1)</script>)`,
  ])("makes of %s a link, and nothing beside it", (text) => {
    expect(safeHtml(text)).toMatch(SAFE);
  });

  test("opens nothing where no address stands", () => {
    expect(safeHtml("[a]()")).toBe(
      '<p><a rel="nofollow noopener noreferrer" target="_blank">a</a></p>\n',
    );
  });

  test("fetches no picture, and says where it would have been", () => {
    expect(safeHtml("![a](https://a.example/b.png)")).toMatch(/^<p>!<a href="[^"]+" rel=/);
  });

  test("holds nothing else, whatever is written", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8, unit: "grapheme" }),
      fc.constantFrom(
        ...'<a href="|<svg onload=|](javascript:|[x](https://a.example "t")|[x](|)|<>|```js\n|~~~" onclick=x\n|&#x3c;script>|\n\n|\n|- |1. |> |# |**|~~|`|![|](|<!--|"><|| a | b |\n|-|-|'.split(
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

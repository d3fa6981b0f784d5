import MarkdownIt from "markdown-it";

/*
 * An answer's Markdown as HTML that a page may insert as it is. It is safe by what can be written and
 * not by what is cleaned away afterwards: HTML in the source is text, there are no images (a page
 * would fetch them, and tell whoever was asked), and a link is one only when its address stands in
 * the source as the browser will read it, where screenOutbound has seen it. An address that is
 * escaped, spelt in entities or put together by a reference is text.
 */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable("image");

const OPENABLE = /^(?:https?:\/\/|mailto:)/i;

const renderLink = markdown.renderer.rules.link_open;
markdown.renderer.rules.link_open = (tokens, index, options, env, self) => {
  const link = tokens[index];
  // `[a]()`, which is never asked about: without an address it opens nothing.
  if (link?.attrGet("href") === "") link.attrs = [];
  // Nothing of the page that it stands on is told to, or can be reached by, the one it opens.
  link?.attrSet("rel", "nofollow noopener noreferrer");
  link?.attrSet("target", "_blank");
  return (
    renderLink?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options)
  );
};

// Not as a style: a page that allows none of those in its HTML would apply none, and report each.
for (const cell of ["th_open", "td_open"]) {
  markdown.renderer.rules[cell] = (tokens, index, options, _env, self) => {
    const token = tokens[index];
    const side = /^text-align:(\w+)$/.exec(String(token?.attrGet("style")))?.[1];
    if (token !== undefined && side !== undefined) token.attrs = [["align", side]];
    return self.renderToken(tokens, index, options);
  };
}

/** Markdown (CommonMark, tables and strikethrough) as safe HTML. */
export function safeHtml(text: string): string {
  // The source is that of this one call, which is over before the next begins.
  markdown.validateLink = (url) => OPENABLE.test(url) && URL.canParse(url) && text.includes(url);
  return markdown.render(text);
}

/**
 * Where the page of the last link that somebody was texted posts a list (web/upload/upload.js);
 * null: there was none.
 */
export function uploadTexted(texts: Array<{ body: string }>, functionsUrl: string): string | null {
  const tokens = texts.flatMap(({ body }) => /\S+\/upload\/#([0-9a-f]{48})/.exec(body)?.[1] ?? []);
  const token = tokens.at(-1);
  return token === undefined ? null : `${functionsUrl}/prospects-upload?token=${token}`;
}

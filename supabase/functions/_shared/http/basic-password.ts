import { sameSecret } from "../worker/same-secret.ts";

/** Whether a request signs in by HTTP Basic with this password, whatever its user's name is. */
export async function hasBasicPassword(request: Request, password: string): Promise<boolean> {
  const [, encoded] = /^basic ([a-z0-9+/]+={0,2})$/i.exec(header(request)) ?? [];
  return await sameSecret(encoded === undefined ? null : passwordIn(encoded), password);
}

function header(request: Request): string {
  return request.headers.get("authorization")?.trim() ?? "";
}

function passwordIn(encoded: string): string | null {
  try {
    const given = atob(encoded);
    const colon = given.indexOf(":");
    return colon === -1 ? null : given.slice(colon + 1);
  } catch {
    // Not base64 after all: no password.
    return null;
  }
}

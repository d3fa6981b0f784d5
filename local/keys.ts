import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const keysFile = z.object({
  publishableKey: z.string(),
  secretKey: z.string(),
  jwtSecret: z.string(),
  bellSecret: z.string(),
  twilioAuthToken: z.string(),
  superuserPassword: z.string(),
  gatewayPassword: z.string(),
});

/** Every secret of one local stack. */
export type Keys = z.infer<typeof keysFile>;

/** The secrets of the stack whose data is in `dataFolder`, made with the data and kept beside it. */
export function loadKeys(dataFolder: string): Keys {
  const path = join(dataFolder, "keys.json");
  if (existsSync(path)) return keysFile.parse(JSON.parse(readFileSync(path, "utf8")));
  const keys: Keys = {
    publishableKey: `sb_publishable_${random()}`,
    secretKey: `sb_secret_${random()}`,
    jwtSecret: random(),
    bellSecret: random(),
    // Twilio's tokens are 32 hexadecimal digits.
    twilioAuthToken: randomBytes(16).toString("hex"),
    superuserPassword: random(),
    gatewayPassword: random(),
  };
  writeFileSync(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}

function random(): string {
  return randomBytes(24).toString("base64url");
}

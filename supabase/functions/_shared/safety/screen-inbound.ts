import { screenText } from "./screen/screen.ts";
import type { Screened, ToScreen } from "./screened.ts";

/** The crisis screen, as every door runs it and as it is stored. */
export function screenInbound({ text, recent }: ToScreen): Screened {
  const { list, kind, rules, concerns, ...said } = screenText({ text, recent });
  return { ...said, version: list, category: kind, found: rules, subject: concerns };
}

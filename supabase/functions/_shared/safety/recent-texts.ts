import { z } from "zod";

/** Somebody's texts of the last two hours, as `private.texts_before` tells them. */
export const recentTexts = z.array(
  z
    .object({ text: z.string(), minutes_ago: z.number() })
    .transform(({ text, minutes_ago }) => ({ text, minutesAgo: minutes_ago })),
);

import type { Found } from "./found.ts";

/** Samples in place of research, the same for the same need; they say themselves what they are. */
export function offlineResearch(need: string): Found {
  const topic = need.slice(0, 200).toWellFormed();
  return {
    provider: "offline",
    offline: true,
    summary: `Offline sample, nothing was looked up. For "${topic}" people compare three things: what it costs, how long it takes to set up, and who answers when it breaks.`,
    sources: [
      { title: "Offline sample: a buyer's guide", url: "https://guide.example/offline-sample" },
      { title: "Offline sample: a comparison", url: "https://compare.example/offline-sample" },
    ],
  };
}

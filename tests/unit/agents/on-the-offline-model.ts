import { afterAll, beforeAll, vi } from "vitest";
import { type OfflineModel, startOfflineModel } from "../../../local/model/server.ts";

/** Every call of a model in this file goes to the offline one, which is its own and is given back. */
export function onTheOfflineModel(): () => OfflineModel {
  let model: OfflineModel;
  beforeAll(async () => {
    model = await startOfflineModel({ port: 0 });
    vi.stubEnv("ANTHROPIC_BASE_URL", model.url);
    vi.stubEnv("ANTHROPIC_API_KEY", "test");
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await model.close();
  });
  return () => model;
}

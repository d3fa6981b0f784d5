import { createServer } from "node:net";
import { expect, test } from "vitest";
import { choosePorts } from "../../../local/ports.ts";

test("free ports are all different, and free", async () => {
  const ports = Object.values(await choosePorts("free", ["api", "db", "functions", "carrier"]));
  expect(new Set(ports).size).toBe(ports.length);
});

test("a port that is taken is named, with what it is for", async () => {
  const taken = createServer();
  await new Promise<unknown>((held) => {
    // A stack that runs on this machine holds it as well as we could.
    taken.once("error", held).listen(54_331, "127.0.0.1", () => held(undefined));
  });
  await expect(choosePorts("fixed", ["model"])).rejects.toThrow("Port 54331 (model) is taken.");
  taken.close();
});

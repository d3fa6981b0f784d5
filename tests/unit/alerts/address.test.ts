import { afterEach, expect, test, vi } from "vitest";
import { addressRefusal } from "../../../supabase/functions/_shared/alerts/address-refusal.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What a name stands for, in place of DNS. */
function refusal(url: string, addresses: string[] | "none" = ["93.184.215.14"]) {
  return addressRefusal(new URL(url), async () => {
    if (addresses === "none") throw new Error("ENOTFOUND");
    return addresses;
  });
}

test.each([
  ["https://hooks.example/a", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]],
  ["https://93.184.215.14/", []],
  ["https://[2606:4700::1111]:8443/", []],
  ["https://172.32.0.1/", []],
])("%s may be posted to", async (url, addresses) => {
  expect(await refusal(url, addresses)).toBeNull();
});

test.each([
  "https://127.0.0.1/",
  "https://127.1/",
  "https://0x7f000001/",
  "https://2130706433/",
  "https://10.1.2.3/",
  "https://172.16.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://100.64.0.1/",
  "https://169.254.169.254/latest/meta-data",
  "https://0.0.0.0/",
  "https://255.255.255.255/",
  "https://[::1]/",
  "https://[::]/",
  "https://[::ffff:10.0.0.1]/",
  "https://[64:ff9b::a00:1]/",
  "https://[2002:a00:1::]/",
  "https://[2001:db8::1]/",
  "https://[2001::1]/",
  "https://[fe80::1]/",
  "https://[fd00::1]/",
])("%s is not the internet's", async (url) => {
  expect(await refusal(url)).toBe("not_public");
});

test.each([["169.254.169.254"], ["::1"], ["93.184.215.14", "10.0.0.1"]])(
  "a name that stands for %s is not posted to",
  async (...addresses) => {
    expect(await refusal("https://rebound.example/", addresses)).toBe("not_public");
  },
);

test("a name that stands for nothing may be tried again", async () => {
  expect(await refusal("https://gone.example/", "none")).toBe("unresolved");
});

test("http is refused, unless this is a stack on one's own machine", async () => {
  expect(await refusal("http://hooks.example/a")).toBe("not_https");
  vi.stubEnv("ALERTS_MAY_REACH_LOCAL", "1");
  expect(await refusal("http://127.0.0.1:54330/hooks/a")).toBeNull();
});

import { afterEach, describe, expect, test, vi } from "vitest";
import {
  mediaRequest,
  redirectRequest,
} from "../../../supabase/functions/housekeeping/media-url.ts";

const AC = `AC${"0".repeat(31)}1`;
const path = `/2010-04-01/Accounts/${AC}/Messages/MM1/Media/ME1`;
const api = new URL(`https://api.twilio.com${path}`);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a medium is fetched", () => {
  test("from Twilio's API, with the account's credentials", () => {
    expect(mediaRequest(api.href, AC)).toEqual({ url: api, authorised: true });
  });

  test.each(["https://mms.twiliocdn.com/a?b", "https://media.twiliocdn.com/AC1/x"])(
    "from %s, without them",
    (url) => {
      expect(mediaRequest(url, AC)).toEqual({ url: new URL(url), authorised: false });
    },
  );

  test("where TWILIO_API_URL says, whatever host the text names", () => {
    vi.stubEnv("TWILIO_API_URL", "http://127.0.0.1:4010");
    const there = { url: new URL(`http://127.0.0.1:4010${path}`), authorised: true };
    expect(mediaRequest(api.href, AC)).toEqual(there);
    expect(mediaRequest(there.url.href, AC)).toEqual(there);
  });

  test.each([
    ["another account's", api.href.replace(AC, `AC${"0".repeat(31)}2`)],
    ["an account's way out of it", `${api.origin}/2010-04-01/Accounts/${AC}/../AC2/Messages`],
    ["the same, escaped", `${api.origin}/2010-04-01/Accounts/${AC}/%2e%2e/AC2/Messages`],
    ["in clear", api.href.replace("https", "http")],
    ["on another port", api.href.replace(".com", ".com:8443")],
    ["with a user in it", api.href.replace("https://", "https://twilio@")],
    ["with a user that looks like the host", `https://api.twilio.com:x@evil.example${path}`],
    ["of a host that begins so", `https://api.twilio.com.evil.example${path}`],
    ["of a host that ends so", "https://evilmms.twiliocdn.com/a"],
    ["of another host of the CDN", "https://other.twiliocdn.com/a"],
    ["of a host with a dot behind it", "https://mms.twiliocdn.com./a"],
    ["of letters that look like others", "https://mms.twіliocdn.com/a"],
    ["of an address", "https://127.0.0.1/a"],
    ["of the metadata service", "http://169.254.169.254/latest/meta-data"],
    ["of an address in another notation", "https://2130706433/a"],
    ["of another local port", "http://127.0.0.1:5432/"],
    [
      "of the bucket, which only redirects name",
      "https://s3-external-1.amazonaws.com/media.twiliocdn.com/a",
    ],
    ["of a file", "file:///etc/passwd"],
    ["of data", "data:image/png;base64,AA=="],
    ["no URL", "picture.png"],
    ["nothing", ""],
  ])("but not %s", (_, url) => {
    expect(mediaRequest(url, AC)).toBeNull();
  });

  test("but not from the API itself when another is in its place", () => {
    vi.stubEnv("TWILIO_API_URL", "http://127.0.0.1:4010");
    expect(mediaRequest(`http://127.0.0.1:4011${path}`, AC)).toBeNull();
    expect(mediaRequest(`https://127.0.0.1:4010${path}`, AC)).toBeNull();
  });
});

describe("a redirect is followed, never with credentials", () => {
  test.each([
    "https://mms.twiliocdn.com/a?Signature=b",
    "https://another.twiliocdn.com/a",
    "https://s3-external-1.amazonaws.com/media.twiliocdn.com/AC1/x",
    "https://api.twilio.com/elsewhere",
    "/elsewhere",
  ])("to %s", (location) => {
    expect(redirectRequest(location, api)).toEqual({
      url: new URL(location, api),
      authorised: false,
    });
  });

  test.each([
    ["in clear", "http://mms.twiliocdn.com/a"],
    ["to another port", "https://mms.twiliocdn.com:444/a"],
    ["to the domain itself", "https://twiliocdn.com/a"],
    ["to a host that ends so", "https://eviltwiliocdn.com/a"],
    ["to a host that begins so", "https://mms.twiliocdn.com.evil.example/a"],
    ["to somebody else's bucket", "https://s3-external-1.amazonaws.com/evil/a"],
    ["out of the bucket", "https://s3-external-1.amazonaws.com/media.twiliocdn.com/../evil/a"],
    ["to a bucket that is called so", "https://media.twiliocdn.com.s3.amazonaws.com/a"],
    ["with a user", "https://a:b@mms.twiliocdn.com/a"],
    ["to this machine", "http://localhost:54321/rest/v1/"],
    ["to the metadata service", "http://169.254.169.254/latest/meta-data"],
    ["to another kind", "ftp://mms.twiliocdn.com/a"],
    ["without a place", "https://"],
  ])("but not %s", (_, location) => {
    expect(redirectRequest(location, api)).toBeNull();
  });
});

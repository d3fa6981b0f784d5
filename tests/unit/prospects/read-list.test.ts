import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyOf, listOf } from "./list.ts";

const prospect = (row: number, fields: Record<string, string>) => ({
  kind: "prospect",
  row,
  prospect: fields,
});

test("a list is read whatever its columns are called and in whichever order they come", async () => {
  const csv = `\uFEFFWork Email;Title;Full name;Phone;Company;Person Linkedin Url;x
 Noah@Ark.example ;Captain;Noah ben Lamech;(415) 555-2671;"Ark; Inc.";linkedin.com/in/Noah/?x=1;y
`;
  expect(await listOf(bodyOf(csv))).toEqual([
    prospect(2, {
      email: "noah@ark.example",
      title: "Captain",
      first_name: "Noah ben",
      last_name: "Lamech",
      phone_number: "+14155552671",
      company: "Ark; Inc.",
      linkedin_url: "https://www.linkedin.com/in/noah",
    }),
  ]);
});

test("columns of their own go before what a whole name is split into", async () => {
  const csv = "name,first name,email\nNoah Lamech,Noe,\n";
  expect(await listOf(bodyOf(csv))).toEqual([
    prospect(2, { first_name: "Noe", last_name: "Lamech" }),
  ]);
});

test("a row that is wrong says where and why, and the others are read", async () => {
  const csv = `email,phone,linkedin,first name,last name
not an address,12,https://example.com/noah,Noah,
,,,,

a@b.example,+44 20 7946 0958,,,
,,,Noah,
`;
  expect(await listOf(bodyOf(csv))).toEqual([
    {
      kind: "refused",
      row: 2,
      faults: [
        { column: "email", reason: "not_an_address" },
        { column: "phone_number", reason: "not_a_number" },
        { column: "linkedin_url", reason: "not_a_profile" },
      ],
    },
    prospect(5, { email: "a@b.example", phone_number: "+442079460958" }),
    { kind: "refused", row: 6, faults: [{ column: null, reason: "nobody" }] },
  ]);
});

test.each(["=", "+", "-", "@", "\t", "\r", "=+-@"])(
  "no field that is kept begins with %j",
  async (sign) => {
    const csv = `last name,company,title,notes,email\n"${sign}cmd|' /C calc'!A0","${sign}a","${sign} b","${sign}",\n`;
    const [read] = await listOf(bodyOf(csv));
    expect(read).toEqual(prospect(2, { last_name: "cmd|' /C calc'!A0", company: "a", title: "b" }));
    const [refused] = await listOf(bodyOf(`email\n"${sign}a@b.example"\n`));
    const taken = refused?.kind === "prospect" ? refused.prospect.email : "a@b.example";
    expect(taken).toBe("a@b.example");
  },
);

test("whatever stands in a list, what is kept of it is one line and no formula", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "binary" }), { maxLength: 20 }), async (cells) => {
      const rows = cells.map((cell) => `x,"${cell.replaceAll('"', '""')}"\n`);
      const parts = await listOf(bodyOf("last name,company\n", ...rows));
      expect(parts).toHaveLength(cells.length);
      for (const part of parts) {
        const company = part.kind === "prospect" ? (part.prospect.company ?? "") : "";
        expect(company).not.toMatch(/^[=+\-@]|[\p{Cc}\u202A-\u202E]/u);
      }
    }),
  );
});

test("how the bytes are cut makes no difference", async () => {
  const csv = 'email,company\r\né@x.example,"Ark,\r\nInc."\r\nb@x.example,Grüße\r\n';
  const whole = await listOf(bodyOf(csv));
  const bytes = new TextEncoder().encode(csv);
  for (let at = 1; at < bytes.length; at += 1) {
    const pieces = [bytes.subarray(0, at), bytes.subarray(at)];
    const cut = new ReadableStream<Uint8Array>({
      pull(controller) {
        const next = pieces.shift();
        if (next === undefined) controller.close();
        else controller.enqueue(next);
      },
    });
    expect(await listOf(cut)).toEqual(whole);
  }
});

const stopped = (row: number, reason: string) => ({ kind: "stopped", row, reason });

test.each([
  ["nothing at all", [""], {}, stopped(1, "no_columns")],
  ["columns that say nothing of who it is", ["a,b\n1,2\n"], {}, stopped(2, "no_columns")],
  [
    "more rows than are taken",
    ["email\na@x.example\nb@x.example\n"],
    { rowsMax: 1 },
    stopped(4, "too_many_rows"),
  ],
  [
    "more bytes than are taken",
    ["email\na@x.example\n", "b@x.example\n"],
    { bytesMax: 20 },
    stopped(2, "too_large"),
  ],
  ["a quote that never ends", ['email\n"', "x".repeat(40_000)], {}, stopped(2, "not_csv")],
])("a list with %s is read no further", async (_, pieces, limits, end) => {
  const parts = await listOf(bodyOf(...pieces), limits);
  expect(parts.at(-1)).toEqual(end);
});

test("a body that stops coming is waited for no longer than there is time", async () => {
  const silent = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode("email\na@x.example\n")),
  });
  const parts = await listOf(silent, { until: Date.now() + 50 });
  expect(parts.at(-1)).toEqual(stopped(2, "too_slow"));
});

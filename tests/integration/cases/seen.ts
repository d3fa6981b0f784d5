import { expect } from "vitest";
import { received, sql } from "../vocabulary.ts";
import type { Expected } from "./case.ts";

/** Holds what has become of a person against what a case expects. Throws as `expect` does. */
export async function compare(
  phone: string,
  person: string | null,
  wanted: Expected,
): Promise<void> {
  const seen = await look(person);
  const { received: texts, validMinutes, sql: asked, ...rows } = wanted;
  const named = Object.fromEntries(
    Object.entries(seen).filter(([kind]) => Object.hasOwn(rows, kind)),
  );
  expect(named).toEqual(rows);
  if (texts !== undefined) {
    const bodies = (await received(phone)).map((text) => text.body);
    if (typeof texts === "number") expect(bodies).toHaveLength(texts);
    else expect(bodies).toEqual(texts.map((pattern) => expect.stringMatching(pattern)));
  }
  if (validMinutes !== undefined) {
    const minutes = (await received(phone)).map((text) => (text.validityPeriodSeconds ?? -1) / 60);
    expect(minutes).toHaveLength(validMinutes.length);
    for (const [nth, [least, most]] of validMinutes.entries()) {
      expect(minutes[nth]).toBeGreaterThanOrEqual(least);
      expect(minutes[nth]).toBeLessThanOrEqual(most);
    }
  }
  for (const [query, answer] of asked ?? []) {
    const [row] = await sql.unsafe(query, [person]).values();
    expect(row?.[0]).toEqual(answer);
  }
}

async function look(person: string | null) {
  const rows = await sql<
    { direction: string; purpose: string; status: string; unanswered_reason: string | null }[]
  >`select m.direction, m.purpose, m.status, m.unanswered_reason from public.messages m
    where m.user_id = ${person} and m.status_reason is distinct from 'put_back'
    order by m.created_at, m.position`;
  const consent = await sql<{ word: string }[]>`
    select kind || ' ' || source as word from public.consent_events
    where user_id = ${person} order by created_at`;
  const thumbs = await sql<{ rating: string }[]>`
    select rating from public.feedback where user_id = ${person} order by created_at`;
  const queue = await sql<{ status: string; status_reason: string | null }[]>`
    select status, status_reason from public.message_queue where user_id = ${person}
      and coalesce(subject, '') !~ '^re_engage:' order by arrival`;
  return {
    inbound: rows
      .filter(({ direction }) => direction === "inbound")
      .map((row) => row.unanswered_reason),
    outbound: rows
      .filter(({ direction }) => direction === "outbound")
      .map(({ purpose, status }) => [purpose, status]),
    consent: consent.map(({ word }) => word),
    thumbs: thumbs.map(({ rating }) => rating),
    queue: queue.map(({ status, status_reason }) => [status, status_reason]),
  };
}

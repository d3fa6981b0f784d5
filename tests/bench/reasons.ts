/**
 * Why a goal is missed, or is to be read with care: by the goal's own words, as they stand in
 * `docs/benchmarks.md`. Written by hand; it survives that page's being made again.
 */
const KEPT =
  "Ours keeps every task, with its errors, its trace and who it was for: a claim marks its row in work and a finish marks it done, and each mark is a new version of the row in all the indexes " +
  "by which operators, traces and retention find it. The peer that is compared deletes a job that is done, or marks it in far fewer indexes, and knows no lanes, leases or fairness between tenants. " +
  "In the profile by function the two updates (`take_tasks`, `end_plain_turns`) are most of a task's time.";
const FASTER_PEER =
  " The factor was set when pg-boss drained a few thousand a second; the version that is measured here is many times faster, and five times it would be more than any system in this table.";

export const REASONS: Readonly<Record<string, string>> = {
  "drain ≥ graphile-worker batched": KEPT,
  "drain ≥ 5× pg-boss at batch 10": KEPT + FASTER_PEER,
  "drain ≥ 5× pg-boss at batch 100": KEPT + FASTER_PEER,
  "latency p95 of a waiting drain ≤ 2× graphile-worker's":
    "What is added is a fact and not a job: the insert of the event, which the clock includes, checks it, routes it to its task, gives that its place under its lane's lock and rings, all in the transaction that says so; then a claim leases the lane " +
    "and hands out the turn with its context. Either of the two takes about as long as the whole of the peer's way.",
  "sustained texts/s with reply p95 ≤ 2 s ≥ 0.15× of the floor's":
    "Two cores do everything, and the two rates stand to each other as the processor time of a text to the floor's in the table: a text is a turn of an agent, a model's answer, a text out and its news besides. " +
    "Most of it is Postgres and the gateway, whose share goes by the number of calls (docs/decisions/0011).",
  "database time a text ≤ 6× the floor's":
    "The floor is one call with one insert. A text in and its answer out are a call for each of: the text, its claim, its end, the claim of the answer, the last look before it leaves, its end, and the carrier's news; each is a transaction of the gateway's with a dozen statements of its own, " +
    "which alone cost the floor's time for every call (the calls by name are in the table). What is left is our own SQL, whose planning, once half of it, is gone (docs/decisions/0007).",
  "A member's rows under RLS, 200 of 200,000 messages: each ≤ 1.3×":
    "A policy of two arms, mine or my tenant's, is served by no one index: whoever lists across conversations names the user, as the third line does (docs/decisions/0008).",
  "Inserting a message with all triggers, a commit each: each ≤ 3×":
    "A text out is put in its send lane and rung for in the commit that writes it: a task with all its indexes, a place under the lane's lock and a bell are what the bare row is compared with. A text in meets its own indexes within the goal.",
  "the crisis screen after six texts of the last two hours ≤ 0.2 ms":
    "Seven texts are read for one answer: what is said over several is found only with those before it, and what was read of them is kept nowhere, since it would be their words.",
  "Hot queries as the tables grow: each ≤ 1.2×":
    "The members' two are the ones above. The others read nearly as many pages of the large tables as of the small, by the same indexes (both are in the table); what differs are tenths of a millisecond of memory that is farther away.",
  "database time a turn ≤ 15 ms, without reads that the model asked for":
    "About half of it is processor time (the last column); the rest is waiting for the two cores, and no part stands out: the context, leave for the call in three budgets, the member's view with its handles, the reply with its triggers and its place in two lanes. " +
    "With three calls each step settles one call and reserves the next, so that no call is made that nobody may pay for (docs/decisions/0017).",
};

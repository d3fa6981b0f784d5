import type { Evidence, Instant, LeaseSpan, ModelCall, Violation } from "../evidence.ts";

const CHECK = "one turn of a lane at a time";

/**
 * No two turns of one lane overlap, where both could have had an effect.
 *
 * A turn acts on the world in two places. At the model it acts from a call's beginning to its
 * answer, but only under its lease: once the lease has ended (finished, given back by an isolate
 * that retires, taken by the sweep from a worker that went silent), whatever the call still brings is
 * refused by `step` and `finish`. A killed isolate's call ends with its connection. So a call counts
 * until it was answered, or its connection was gone, or its lease ended, whichever came first; and
 * two calls under different leases of one lane must not meet in what is left. Which lease a call was
 * made under its request id says, which the engine's log has of every call that it heard from; of one
 * that it never heard from again, the lease that was held when it began. A call that began under no
 * lease cannot have an effect.
 *
 * At the carrier a POST acts by itself, lease or none: from its arrival until the carrier has
 * decided on it. What is left open afterwards (accepted, and never answered) can do nothing more.
 *
 * And leases of one lane must not overlap in the first place.
 */
export function checkOverlaps(evidence: Evidence): Violation[] {
  return [...leasesMeet(evidence), ...callsMeet(evidence), ...postsMeet(evidence)];
}

function leasesMeet({ leases }: Evidence): Violation[] {
  const lanes = Map.groupBy(leases, (one) => `${one.lane} of person ${one.person}`);
  return [...lanes].flatMap(([lane, spans]) => {
    const met = meetings(spans.map((one) => ({ of: one, from: one.claimedAt, to: one.endedAt })));
    return met.map(([a, b]) => violation(`leases ${a.token} and ${b.token} of ${lane}`));
  });
}

interface CallUnderLease {
  call: ModelCall;
  lease: LeaseSpan;
}

function callsMeet(evidence: Evidence): Violation[] {
  const lanes = Map.groupBy(
    callsUnderLeases(evidence),
    ({ call }) => `${call.lane} ${call.person}`,
  );
  return [...lanes.values()].flatMap((calls) => {
    const met = meetings(
      calls.map((one) => ({
        of: one,
        from: one.call.at,
        to: Math.min(one.call.endedAt ?? Infinity, one.lease.endedAt ?? Infinity),
      })),
    );
    return met
      .filter(([a, b]) => a.lease.token !== b.lease.token)
      .map(([a, b]) =>
        violation(
          `model calls ${a.call.number} and ${b.call.number} of person ${a.call.person}, ` +
            `under leases ${a.lease.token} and ${b.lease.token}`,
        ),
      );
  });
}

function callsUnderLeases({ calls, leases, loggedCalls }: Evidence): CallUnderLease[] {
  const leaseOf = new Map(leases.map((one) => [one.token, one]));
  const heard = new Map(loggedCalls.map((one) => [one.requestId, leaseOf.get(one.lease)]));
  const lanes = Map.groupBy(leases, (one) => `${one.lane} ${one.person}`);
  return calls.flatMap((call) => {
    const lease =
      heard.get(call.requestId) ??
      lanes
        .get(`${call.lane} ${call.person}`)
        ?.find((one) => one.claimedAt <= call.at && call.at < (one.endedAt ?? Infinity));
    return lease === undefined ? [] : [{ call, lease }];
  });
}

/** What is urgent has a lane of its own. */
function postsMeet({ postsOut, parts, messages }: Evidence): Violation[] {
  const urgent = new Set(messages.flatMap((one) => (one.purpose === "urgent" ? [one.id] : [])));
  const urgentParts = new Set(parts.flatMap((one) => (urgent.has(one.message) ? [one.id] : [])));
  const lanes = Map.groupBy(
    postsOut,
    ({ person, part }) => `${person} ${urgentParts.has(part ?? "")}`,
  );
  return [...lanes.values()].flatMap((posts) => {
    const met = meetings(posts.map((one) => ({ of: one, from: one.at, to: one.decidedAt })));
    return met.map(([a, b]) =>
      violation(`POSTs of parts ${a.part} and ${b.part} to person ${a.person}`),
    );
  });
}

interface Span<Of> {
  of: Of;
  from: Instant;
  /** Null: it has not ended. */
  to: Instant | null;
}

/** Every two neighbours in time of which the later began before the earlier had ended. */
function meetings<Of>(spans: Array<Span<Of>>): Array<[Of, Of]> {
  const met: Array<[Of, Of]> = [];
  let last: Span<Of> | undefined;
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    if (last !== undefined && span.from < (last.to ?? Infinity)) met.push([last.of, span.of]);
    if (last === undefined || (span.to ?? Infinity) >= (last.to ?? Infinity)) last = span;
  }
  return met;
}

function violation(what: string): Violation {
  return { check: CHECK, what: `${what} overlap`, trace: null };
}

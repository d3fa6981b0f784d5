/** What a person is told who asked for something that they did not get. */

export const NOBODY =
  "Nobody here has this address. Sign in with the one that you were invited with, or ask whoever invited you.";

/**
 * Why a message was not taken, as a person is told it.
 * @param {number} status
 * @param {Record<string, unknown>} body
 * @param {number} now
 */
export function refusal(status, body, now) {
  if (status === 429) {
    const rule = typeof body.message === "string" ? body.message : "That is too much at once.";
    return `${rule} Send it again after ${timeAfter(Number(body.retry_after_seconds), now)}.`;
  }
  if (status === 401) return "Your sign-in has ended. Sign in again, then send it again.";
  if (status === 404) return "This conversation takes no more messages. Begin another.";
  if (status === 413) return "That is too long for one message.";
  return "It was not taken as it is.";
}

/**
 * @param {number} seconds
 * @param {number} now
 */
function timeAfter(seconds, now) {
  if (!(seconds > 0)) return "a while";
  const then = new Date(now + seconds * 1000);
  const day = then.toDateString() === new Date(now).toDateString() ? {} : { weekday: "long" };
  return new Intl.DateTimeFormat(
    "en",
    /** @type {Intl.DateTimeFormatOptions} */ ({
      ...day,
      hour: "numeric",
      minute: "2-digit",
      second: "2-digit",
    }),
  ).format(then);
}

/**
 * Why no conversation was begun.
 * @param {number} status
 * @param {Record<string, unknown>} body Of an error, whose hint says in how many seconds one may.
 * @param {number} now
 */
export function beginRefusal(status, { hint }, now) {
  if (status === 404) return NOBODY;
  if (status === 429) {
    const again = timeAfter(Number(/\d+/.exec(String(hint))?.[0]), now);
    return `You have begun as many conversations as a day has. Begin another after ${again}.`;
  }
  return "None could be begun just now. Try it again.";
}

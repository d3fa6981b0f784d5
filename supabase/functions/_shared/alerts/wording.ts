import type { AlertToTell } from "./alert-to-tell.ts";

/** With it the longest text still is one segment of 160. */
const NAME_CHARACTERS_MAX = 40;

/** An on-call text: one segment of GSM-7, whatever the tenant is called. */
export function alertText({ delivery, alert, tenant }: AlertToTell): string {
  const who = plainName(tenant.name);
  if (alert.kind === "test") return `${who}: this is a test of the on-call number. All is well.`;
  const what = `${alert.kind} (${alert.count})`;
  if (delivery.occasion === "resolved") {
    return `${who}: ${what} is over since ${clock(alert.resolved_at ?? alert.raised_at)}.`;
  }
  const since = `${alert.severity.toUpperCase()} ${what} since ${clock(alert.raised_at)}`;
  const still = delivery.occasion === "escalated" ? ", and nobody has acknowledged it" : "";
  return `${who}: ${since}${still}. Acknowledge in the console.`;
}

/** Subject and text of an alert's email. */
export function alertEmail({ delivery, alert, tenant }: AlertToTell): {
  subject: string;
  text: string;
} {
  const name = oneLine(tenant.name);
  if (alert.kind === "test") {
    const text = `Somebody tried out this alert channel of ${name}. Nothing is wrong.\n`;
    return { subject: `[TEST] Alerts of ${name}`, text };
  }
  const heading = {
    raised: alert.severity.toUpperCase(),
    escalated: "NOT ACKNOWLEDGED",
    resolved: "RESOLVED",
  }[delivery.occasion];
  const rows = [
    ["What", `${alert.kind}: ${alert.description}`],
    ["Which", alert.subject],
    ["How many", String(alert.count)],
    ["Severity", alert.severity],
    ["Raised", alert.raised_at],
    ["Escalated", alert.escalated_at],
    ["Acknowledged", alert.acknowledged_at],
    ["Resolved", alert.resolved_at],
    ["Alert", alert.id],
  ].flatMap(([label, value]) => (value ? [`${label}: ${value}`] : []));
  return {
    subject: `[${heading}] ${alert.kind} (${alert.count}), ${name}`,
    text: `${rows.join("\n")}\n\nAcknowledge it in the console.\n`,
  };
}

/** Letters without their accents, and nothing that GSM-7 lacks or counts twice. */
function plainName(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9 .,&'()+-]/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return plain.slice(0, NAME_CHARACTERS_MAX).trim() || "Alert";
}

function oneLine(name: string): string {
  return name.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/** `14:02 UTC`. */
function clock(at: string): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

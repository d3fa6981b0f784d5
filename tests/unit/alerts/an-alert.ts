import type { AlertToTell } from "../../../supabase/functions/_shared/alerts/alert-to-tell.ts";

interface Changes {
  delivery?: Partial<AlertToTell["delivery"]>;
  channel?: Partial<AlertToTell["channel"]>;
  alert?: Partial<AlertToTell["alert"]>;
  tenant?: Partial<AlertToTell["tenant"]>;
}

/** A critical alert to be told by webhook, but for what a test changes. */
export function anAlert(changes: Changes = {}): AlertToTell {
  return {
    delivery: {
      id: "d0000000-0000-4000-8000-000000000001",
      occasion: "raised",
      attempt: 1,
      ...changes.delivery,
    },
    channel: {
      kind: "webhook",
      address: "https://hooks.example/a",
      secret: `whsec_${"A".repeat(43)}=`,
      ...changes.channel,
    },
    alert: {
      id: "a0000000-0000-4000-8000-000000000001",
      kind: "work_waits",
      severity: "critical",
      description: "work has been due for over ten minutes",
      subject: "concierge",
      count: 3,
      raised_at: "2026-11-21T14:02:11.5+00:00",
      acknowledged_at: null,
      escalated_at: null,
      resolved_at: null,
      ...changes.alert,
    },
    tenant: {
      id: "00000000-0000-4000-8000-000000000001",
      name: "Yachtparty",
      ...changes.tenant,
    },
    sender: null,
  };
}

import postgres, { type Sql } from "postgres";

/** A worker's own connection, as the role whose calls come through the Data API. */
export function connectWorker(url: string): Sql {
  return postgres(url, { max: 1, onnotice() {}, connection: { role: "service_role" } });
}

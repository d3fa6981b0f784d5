import type { Sql } from "postgres";

/**
 * Notes when each lease began and ended, in a schema of our own: the engine deletes a lease with its
 * end. By a trigger, so that no way of ending one is missed; the engine's own code is as it ships.
 */
export async function auditLeases(admin: Sql): Promise<void> {
  await admin.unsafe(`
    create schema chaos;
    create table chaos.leases (
      token uuid primary key,
      lane_key text not null,
      claimed_at timestamptz not null,
      ended_at timestamptz
    );
    create function chaos.note_lease() returns trigger
    language plpgsql security definer set search_path = '' as $$
    begin
      if tg_op = 'INSERT' then
        insert into chaos.leases values (new.token, new.lane_key, clock_timestamp());
      else
        update chaos.leases l set ended_at = clock_timestamp() where l.token = old.token;
      end if;
      return null;
    end
    $$;
    create trigger leases_are_noted after insert or delete on private.leases
      for each row execute function chaos.note_lease();
  `);
}

-- The schemas, who may enter them, and the extensions the system stands on.

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists pg_net with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists supabase_vault with schema vault;
create extension if not exists pg_cron with schema pg_catalog;

create schema private;
comment on schema private is
  'The engine''s own tables and helper functions. Never exposed by the Data API.';

create schema worker;
comment on schema worker is
  'The RPCs that Edge Functions call. Exposed, and granted to service_role alone.';

-- Nothing is granted by accident: what a role may do is written beside each table and function.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public
  revoke all on functions from public, anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;

grant usage on schema public to anon, authenticated, service_role;
grant usage on schema worker to service_role;
grant usage on schema private to service_role, authenticated;
alter default privileges in schema private grant execute on functions to service_role;
-- Not all: TRUNCATE would pass by the row triggers that keep ledgers append-only.
alter default privileges in schema public revoke all on tables from service_role;
alter default privileges in schema public
  grant select, insert, update, delete on tables to service_role;
alter default privileges in schema private
  grant select, insert, update, delete on tables to service_role;
alter default privileges in schema worker grant execute on functions to service_role;

-- Settings --------------------------------------------------------------------------------------

create table private.settings (
  name text primary key,
  value numeric not null,
  by_tenant boolean not null default false,
  least numeric,
  most numeric,
  description text not null,
  constraint a_tenants_own_has_bounds check (not by_tenant or num_nulls(least, most) = 0)
);
comment on table private.settings is 'Every tunable number of the engine.';
comment on column private.settings.by_tenant is
  'A tenant may have its own, by the same name in tenants.settings.';

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('reply_debounce_ms', 1500, true, 0, 60000,
   'a reply waits this long after the last text of a burst'),
  ('reply_debounce_max_ms', 6000, true, 0, 600000, 'and never longer than this after the first'),
  ('hold_after_seconds', 20, true, 0, 3600,
   'who waits longer for an answer while the model fails is told so, at most once an hour'),
  ('event_notify', 1, true, 0, 1,
   '1: NOTIFY agent_events and send_sms with ids; 0: silent, and faster'),
  ('send_validity_seconds', 14400, true, 1, 36000,
   'the carrier drops a text that it could not hand on by then'),
  ('archive_months', 6, true, 1, 120, 'a conversation without a message for this long is archived'),
  -- US numbers may be given to somebody else 45 days after they were given up: 47 CFR 52.15(f).
  ('phone_identity_days', 45, true, 30, 3650,
   'a number silent for longer no longer says who somebody is'),
  ('alert_escalate_minutes', 15, true, 1, 1440,
   'a critical alert that nobody acknowledged in this time is told to the second step'),
  ('alert_insist_minutes', 60, true, 5, 1440,
   'and everybody is told again so often, when a life may hang on it'),
  ('alert_escalations_max', 24, true, 1, 288, 'but no more often than this'),
  ('alert_quiet_minutes', 60, true, 0, 1440,
   'an alert that is over and comes back within this time is not told again'),
  ('turns_max', 40, true, 4, 1000,
   'turns that one conversation may cost in turns_window_seconds, whatever is texted'),
  ('turns_window_seconds', 600, true, 60, 86400, 'the time over which its turns are counted'),
  -- 47 CFR 64.1200(c)(1): no solicitation before 08:00 or after 21:00 at the called party's place.
  ('quiet_from_minute', 1260, true, 0, 1439,
   'proactive texts rest from this minute of a person''s own day; a tenant''s own hours come on '
   'top of the system''s, which are the law''s; equal to the end: none'),
  ('quiet_until_minute', 480, true, 0, 1439, 'and until this one'),
  ('queue_stale_days', 14, true, 1, 365,
   'a proactive text of which nothing else is said is stale so long after it was to be sent'),
  ('quiet_lead_seconds', 300, true, 60, 3600,
   'so long before quiet hours nothing proactive begins: it could not be delivered in time'),
  ('spread_minutes', 120, true, 1, 720,
   'what a night has held leaves over this long, each person at a moment of their own'),
  ('daily_texts_max', 5, true, 0, 100, 'proactive texts a person has on a day of theirs'),
  ('hourly_texts_max', 2, true, 0, 100, 'and in any 60 minutes'),
  ('after_their_text_minutes', 10, true, 0, 1440,
   'who has just written is left in peace by proactive texts for so long'),
  ('sequence_pause_hours', 24, true, 1, 168,
   'a sequence that its person interrupted, and nobody took up again, is cancelled after this'),
  ('texts_a_day_max', 20000, true, 1, 10000000, 'texts a tenant may send on a UTC day'),
  ('new_numbers_an_hour_max', 500, true, 1, 1000000,
   'people a tenant may text for the first time in an hour');
insert into private.settings (name, value, description) values
  ('lease_seconds', 120, 'a claimed lane is its worker''s for this long after each beat'),
  ('ring_again_seconds', 5, 'a bell that nobody answered may ring again after this'),
  ('sweep_ring_after_seconds', 3, 'a due lane rung and not claimed is rung by the sweep'),
  ('sweep_lanes_max', 500, 'lanes one sweep looks at'),
  ('months_ahead', 3, 'partitions made ahead of time'),
  ('events_days', 90, 'events are kept this long, then dropped by whole months'),
  ('agent_actions_log_days', 90, 'and so is the log of model calls'),
  ('finished_tasks_days', 30, 'finished tasks are kept this long'),
  ('cron_history_days', 7, 'how cron''s jobs went is kept this long'),
  ('sweep_history_days', 1,
   'but the sweep''s and the orchestrator''s successes, 17,280 a day each, only this long'),
  ('alerts_days', 90, 'alerts that are over are kept this long'),
  ('queue_days', 90, 'proactive texts that are over, and people''s days, are kept this long'),
  ('hop_max', 8, 'agents that wake one another stop when so many have, since a person spoke'),
  ('retire_batch', 1000, 'rows that one run of a retention job touches'),
  ('close_batch', 500, 'requests that one run closes'),
  ('decide_people_max', 1000, 'people whose waiting texts one run of the orchestrator decides'),
  ('pace_burst_seconds', 3, 'what a number has not sent in so long before, it may send at once'),
  ('release_seconds', 60,
   'proactive texts let go at once are no more than a sender hands on in this time');

create function private.stop_point(name text) returns void
language plpgsql security invoker set search_path = '' as $$
begin
end
$$;
comment on function private.stop_point(text) is
  'Does nothing. Called by name where two transactions may meet; a race test puts one that waits '
  'in its place, so that what it stops is what ships.';

create function private.touch_updated_at() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end
$$;
comment on function private.touch_updated_at() is 'Stamps updated_at on every update.';

create function private.same_words(words text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return lower(btrim(regexp_replace(words, '\s+', ' ', 'g'), ' .!?'));
end
$$;
comment on function private.same_words(text) is
  'Words without what makes no other wish of them: capitals, spaces and the mark at their end.';

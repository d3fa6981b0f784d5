begin;
set local search_path = extensions, public;
select plan(14);

do $$ begin perform tests.consented(); end $$;
create function pg_temp.leave(severity text, more jsonb default '{}') returns text
language plpgsql as $$
declare
  reason text;
begin
  reason := tests.in_crisis('SM1', severity, 'suicide', '{"said": "opt_out"}' || more);
  raise exception using errcode = 'YP999', message = (
    select string_agg(s, ' | ') from tests.send_all(now()) s
    where reason = 'opt_out_said' and exists (select from public.users u
      where u.id = '00000000-0000-4000-8000-000000000021' and u.opted_out_at is not null));
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;
create temp table left_with as
  select severity, pg_temp.leave(severity) as sent
  from unnest(array['none', 'low', 'moderate', 'high', 'critical']) severity;

select matches(sent, '^You are unsubscribed[^|]*START to get them again\.$',
  severity || ': the confirmation') from left_with where severity in ('none', 'low');
select matches(sent, '^[^|]*988[^|]*\. You are unsubscribed[^|]*START to get them again\.$',
  severity || ': one text, of the words and of the opt-out')
from left_with where severity not in ('none', 'low');
select matches(pg_temp.leave('high', '{"language": "es"}'), '988[^|]*Ya no recibira mensajes',
  'in the language in which they left');
select matches(pg_temp.leave('high', '{"data": {"asks": "erase", "language": "en"}, "language":
  "en"}'), '988[^|]*unsubscribed[^|]*answer DELETE', 'and asks what the confirmation would ask');
select matches(pg_temp.leave('high', jsonb_build_object('sent_at', now() - interval '1 hour')),
  '^[^|]*988[^|]* is\.$', 'found late, it is the words alone');

do $$ begin perform tests.in_crisis('SM2', 'high'); perform tests.send_all(now()); end $$;
select matches(pg_temp.leave('high'), '^You are unsubscribed',
  'who says it again, and leaves, has had the words');
select is(tests.in_crisis('SM3', 'high', 'suicide', '{"keyword": "stop"}'), 'opt_out_word',
  'a word of the carrier''s');
select is_empty('select tests.send_all(now())', 'it confirms, and lets nothing of ours through');
select is(carrier_blocked, false, 'and it repeats what was told') from tests.crises
  where repeats_id is not null;
select is(tests.in_crisis('SM4', 'low', 'suicide', '{"said": "opt_out"}'), 'opted_out',
  'what comes later has no agent');
select is_empty('select tests.send_all(now())', 'and no other text');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.say(kind text, at timestamptz) returns timestamptz language sql as $$
  insert into public.consent_events (tenant_id, user_id, kind, source, created_at)
    select tenant_id, id, say.kind, 'operator', say.at from public.users;
  select opted_out_at from public.users;
$$;

select is(pg_temp.say('opt_in', '2026-01-01'), null, 'yes to one who never left changes nothing');
select is(pg_temp.say('opt_out', '2026-01-02'), '2026-01-02'::timestamptz, 'no is kept, with when');
select is(pg_temp.say('opt_out', '2026-01-03'), '2026-01-02'::timestamptz,
  'a second no leaves the first');
select is(pg_temp.say('opt_in', '2026-01-04'), null, 'yes takes it back');
select throws_ok('update public.consent_events set kind = ''opt_in''', '23001', null,
  'what was said is never rewritten');

select * from finish();
rollback;

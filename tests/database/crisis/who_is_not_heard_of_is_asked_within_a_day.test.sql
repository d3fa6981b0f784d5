begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.consented();
  perform tests.in_crisis('SM1', at => '2030-01-02 08:00Z');
end $$;
create function pg_temp.asked(at timestamptz) returns text language plpgsql as $$
begin
  perform worker.follow_up_crises(at);
  set constraints all immediate;
  set constraints all deferred;
  return (select string_agg(s, ', ') from tests.send_all(at) s where s ~ 'How are you now');
end
$$;

select ok(followup_at between '2030-01-02 20:00Z' and '2030-01-03 07:59Z', 'of a text at 3 a.m.')
  from tests.crises;
select is(private.quiet_until(u, c.followup_at, true), null, 'not at night')
  from tests.crises c join public.users u on u.id = c.user_id;
select is(pg_temp.asked('2030-01-02 19:59Z'), null, 'not before');
update public.users set daily_limit = 0, hourly_limit = 0;
select matches(pg_temp.asked((tests.crisis()).followup_at), 'How are you now', 'in fixed words');
select is(pg_temp.asked((tests.crisis()).followup_at - interval '1 minute'), null, 'once a day');
select matches(pg_temp.asked((tests.crisis()).followup_at), 'How are you now', 'and the next');
do $$ begin perform pg_temp.asked((tests.crisis()).followup_at); end $$;
select is((tests.crisis()).followup_at, null, 'and then no more');

do $$ begin perform tests.in_crisis('SM2', at => '2030-01-09 08:00Z'); end $$;
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_out', 'operator' from public.users
  where id = '00000000-0000-4000-8000-000000000021';
select is(pg_temp.asked('2030-01-10 08:00Z'), null, 'who wants no texts is not sent one');
select is((tests.crisis()).followups_count, 1, 'however often it is looked at');

select * from finish();
rollback;

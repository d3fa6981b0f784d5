begin;
set local search_path = extensions, public;
select plan(10);

do $$ begin perform tests.a_text_out(); end $$;
create function pg_temp.heed(code integer, at timestamptz default now()) returns text
language sql as $$
  select private.heed_error(id, heed.code, heed.at) from public.messages;
  select u.unreachable_code || ' until ' || case when isfinite(u.unreachable_until)
    then extract(epoch from u.unreachable_until - now())::integer::text else 'ever' end
    from public.users u where u.id = '00000000-0000-4000-8000-000000000021'
$$;
create function pg_temp.lift() returns integer language sql as $$
  select private.lift_unreachable(id) from public.users
    where id = '00000000-0000-4000-8000-000000000021';
  select unreachable_code from public.users where id = '00000000-0000-4000-8000-000000000021'
$$;

select is(pg_temp.heed(30003), '30003 until 3600', 'a phone that is off: for an hour');
select is(pg_temp.heed(14107), '30003 until 3600', 'what ends sooner takes nothing from it');
select is(pg_temp.heed(30003, now() + interval '1 hour'), '30003 until 7200', 'still off');
select is(pg_temp.heed(30005), '30005 until ever', 'a number that is nobody''s: for ever');
select is(pg_temp.heed(30003), '30005 until ever', 'which nothing shortens');
select is(pg_temp.lift(), null, 'but who texts is there');
select is(pg_temp.heed(30450), '30450 until 1800', 'Twilio''s own block');
select is(pg_temp.lift(), 30450, 'is not lifted by a text');
select is(pg_temp.heed(21265), '21265 until ever', 'nor can a short code be answered');
select is(pg_temp.lift(), 21265, 'because it has texted');

select * from finish();
rollback;

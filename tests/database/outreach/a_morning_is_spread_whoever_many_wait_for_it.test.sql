begin;
set local search_path = extensions, public;
select plan(9);

create function pg_temp.night(people integer) returns void language plpgsql as $$
begin
  delete from public.message_queue;
  delete from public.user_message_budget;
  delete from private.mornings;
  insert into public.users (tenant_id, phone_number, timezone)
    select '00000000-0000-4000-8000-000000000001', '+1415556' || 1000 + n, 'America/New_York'
    from generate_series(1, people) n on conflict do nothing;
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'first_contact', 'import' from public.users;
  -- One text or two to each, asked for before midnight or after.
  insert into public.message_queue
      (tenant_id, user_id, agent_id, message_data, final_message, scheduled_for)
    select tenant_id, id, 'a', '{}', 'hi', tests.noon(0, (21 + (n + hashtext(id::text)) % 3) || ':00')
    from public.users, generate_series(0, abs(hashtext(id::text)) % 2) n
    where phone_number like '+1415556%';
  perform tests.decide(tests.noon(0, clock))
    from unnest(array['21:30', '22:30', '23:30', '23:59']) clock;
end
$$;
create view pg_temp.people as
  select q.user_id, count(distinct q.look_at) as moments, min(q.look_at) as moment
  from public.message_queue q where q.status_reason = 'quiet_hours' group by 1;
create function pg_temp.look(people integer) returns setof text language plpgsql as $$
begin
  perform pg_temp.night(people);
  return next is((select count(*) from pg_temp.people where moments = 1), people::bigint,
    people || ' people, each with a moment of their own');
  return next cmp_ok((select max(n) from (select count(*) as n from pg_temp.people
      group by date_trunc('minute', moment)) m), '<=', ceil(people / 30.0)::bigint,
    'in no minute more than a thirtieth');
  return next ok((select min(moment) >= tests.noon(1, '08:00')
    and max(moment) < tests.noon(1, '10:00') from pg_temp.people), 'all within two hours');
end
$$;

select pg_temp.look(n) from unnest(array[60, 100, 500]) n;

select * from finish();
rollback;

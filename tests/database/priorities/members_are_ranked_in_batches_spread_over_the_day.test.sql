begin;
set local search_path = extensions, public;
select plan(4);

insert into public.users (tenant_id, phone_number, verified)
  select '00000000-0000-4000-8000-000000000001', '+1415556' || to_char(n, 'FM0000'), true
  from generate_series(1, 1000) n;
select ok(min(due_at) >= now() and max(due_at) <= now() + interval '1 day',
  'each has a time of the day that comes') from private.rankings;
select cmp_ok((select max(count) from (select count(*) from private.rankings
    group by date_trunc('hour', due_at)) h), '<', 90::bigint, 'no hour has many of them');
update private.settings set value = 300 where name = 'rank_batch';
do $$ begin perform private.queue_rankings(now() + interval '1 day'); end $$;
select is((select count(*) from private.rankings where due_at > now() + interval '1 day'),
  300::bigint, 'a run looks at one batch');
do $$ begin
  for run in 1..3 loop perform private.queue_rankings(now() + interval '1 day'); end loop;
end $$;
select is((select count(*) from private.rankings where due_at <= now() + interval '1 day'),
  0::bigint, 'and the next ones at the rest');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  insert into public.user_message_budget (tenant_id, user_id, date)
    select tenant_id, id, private.local_day(u, now()) + n
    from public.users u, generate_series(-1, 1) n;
  perform worker.set_text_limits('00000000-0000-4000-8000-000000000021', 7, 3);
end $$;
create function pg_temp.limits() returns setof integer[] language sql as $$
  select array[daily_limit, hourly_limit] from public.user_message_budget order by date
$$;

select results_eq('select pg_temp.limits()',
  $$ values (array[5, 2]), (array[7, 3]), (array[7, 3]) $$,
  'yesterday is over');
select results_eq('select daily_limit, hourly_limit from public.users', 'values (7, 3)',
  'and for every day to come');
update public.tenants set settings = '{"daily_texts_max": 4}';
do $$ begin
  perform worker.set_text_limits('00000000-0000-4000-8000-000000000021', null, null);
end $$;
select results_eq('select pg_temp.limits()',
  $$ values (array[5, 2]), (array[4, 2]), (array[4, 2]) $$,
  'no limits of their own are their tenant''s');
select results_eq('select daily_limit, hourly_limit from public.users',
  'values (null::integer, null::integer)', 'until they have some again');

select * from finish();
rollback;

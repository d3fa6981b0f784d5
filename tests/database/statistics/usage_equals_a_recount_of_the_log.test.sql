begin;
set local search_path = extensions, public;
select plan(7);

do $$ begin perform tests.a_winter_of_calls(); end $$;
create function pg_temp.told(actor text, by text) returns text
language sql as $$
  select tests.answer(actor, format($q$ select string_agg(concat_ws(' ', r.period,
      right(r.user_id::text, 2), r.model_calls, r.input_tokens, r.output_tokens,
      round(r.cost_usd, 4)), ', ')
    from public.usage_report('00000000-0000-4000-8000-000000000002', '2030-01-01', '2030-12-31',
      %L) r $q$, by))
$$;

select is(pg_temp.told('operator of another tenant', 'day'), '2030-01-30 2 2000 200 0.0040, '
  '2030-01-31 1 1000 100 0.0040, 2030-02-01 1 1000 100 0.0040', 'by UTC day, at that day''s price');
select is(pg_temp.told('operator of another tenant', 'month'),
  '2030-01-01 3 3000 300 0.0080, 2030-02-01 1 1000 100 0.0040', 'by month');
select is(pg_temp.told('operator of another tenant', 'user'), '31 4 4000 400 0.0120', 'by user');
select is((select count(*)::integer from public.agent_actions_log l
  join public.users u on u.id = l.user_id and not u.is_test where l.model_used = 'a-model'), 4,
  'as many calls as the log has, without tests');
select is(pg_temp.told('member', 'user'), '31 4 4000 400 0.0120', 'a member is told of their own');
select is(pg_temp.told('member', 'week'), 'PT400', 'by nothing else');
select is(pg_temp.told('owner', 'day'), null, 'another tenant''s is not told');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.people();
  perform tests.a_page();
  insert into public.users (id, tenant_id, email, email_verified, is_test) values
    ('00000000-0000-4000-8000-000000000032', '00000000-0000-4000-8000-000000000002',
     'try@centaur.example', true, true);
  insert into private.model_prices values ('a-model', '2030-01-01', 0, 1, 10, 1, 1, 1),
    ('a-model', '2030-01-31', 0, 2, 20, 1, 1, 1);
  -- Four calls of Lena's on each of two days and at either side of midnight UTC, one of who tries.
  insert into public.agent_actions_log
      (id, tenant_id, agent_type, action_type, user_id, lease_token, model_used, created_at)
    select gen_random_uuid(), u.tenant_id, 'assistant', 'llm_call', u.id, gen_random_uuid(),
      'a-model', at::timestamptz
    from public.users u, unnest(array['2030-01-30 00:00+00', '2030-01-30 23:59:59+00',
      '2030-01-31 00:00+00', '2030-02-01 00:00+00']) at
    where u.tenant_id = '00000000-0000-4000-8000-000000000002' and u.email ~ 'centaur';
  -- Settled as if it were then: the months ahead are not looked at.
  perform private.increment_usage_metrics(l.tenant_id, l.user_id, l.day, 1000, 100, 0, 0,
      private.model_cost('a-model', l.day, 1000, 100, 0, 0))
    from (select *, (created_at at time zone 'UTC')::date as day from public.agent_actions_log) l
    where l.model_used = 'a-model';
end $$;
create function pg_temp.told(actor text, by text) returns text
language sql as $$
  select tests.answer(actor, format('select string_agg(concat_ws('' '', r.period,
    right(r.user_id::text, 2), r.model_calls, r.input_tokens, r.output_tokens, round(r.cost_usd, 4)), '', '')
    from public.usage_report(%L, ''2030-01-01'', ''2030-12-31'', %L) r',
    '00000000-0000-4000-8000-000000000002'::uuid, by))
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
select is(pg_temp.told('owner', 'day'), null, 'another tenant''s is not told');
select is(tests.answer('operator of another tenant', $$ select public.export_usage(
    '00000000-0000-4000-8000-000000000002', '2030-01-31', '2030-01-31') $$),
  E'date,user_id,model_calls,input_tokens,output_tokens,cache_read_tokens,cache_write_tokens,'
  'cost_usd,unpriced_calls\r\n2030-01-31,00000000-0000-4000-8000-000000000031,1,1000,100,0,0,'
  '0.00400000,0\r\n', 'as a file');
select is(tests.answer('operator of another tenant', $$ select public.export_usage(
    '00000000-0000-4000-8000-000000000002', '2030-01-01', '2031-12-31') $$), 'PT400',
  'a year at most');

select * from finish();
rollback;

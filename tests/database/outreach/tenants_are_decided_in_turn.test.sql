begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  insert into public.users (tenant_id, phone_number)
    select '00000000-0000-4000-8000-000000000001'::uuid, '+1415555' || 1000 + n
    from generate_series(1, 20) n
    union all select '00000000-0000-4000-8000-000000000002', '+1415555' || 2000 + n
    from generate_series(1, 2) n;
  perform tests.consented();
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for)
    select tenant_id, id, 'a', '{}', timestamptz '2029-01-01' + interval '1 year'
      * (tenant_id = '00000000-0000-4000-8000-000000000002')::integer from public.users;
end $$;

select is(count(*) filter (where u.tenant_id = '00000000-0000-4000-8000-000000000002'), 2::bigint,
  'who has few waiting waits behind nobody''s many')
  from unnest(private.people_to_decide(4, tests.noon())) p join public.users u on u.id = p;
select is(cardinality(private.people_to_decide(100, tests.noon())), 23, 'nor are they left out');

select * from finish();
rollback;

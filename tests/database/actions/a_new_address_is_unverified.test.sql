begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.set_email(email text) returns text language sql as $$
  select private.apply_action(l, t, u, jsonb_build_object('type', 'update_profile',
    'input', jsonb_build_object('email', set_email.email)))
  from public.users u,
    jsonb_populate_record(null::private.leases, '{"function_name": "concierge"}') l,
    (select null::public.agent_tasks) t (t);
  select email || ' ' || email_verified from public.users;
$$;

select is(pg_temp.set_email('Grace@Cobol-Yachts.example'), 'grace@cobol-yachts.example true',
  'the same address in capitals stays verified');
select is(pg_temp.set_email('grace@flow-matic.example'), 'grace@flow-matic.example false',
  'another one is not');
select is(pg_temp.set_email('grace@cobol-yachts.example'), 'grace@cobol-yachts.example false',
  'and the first one is not again, by being named');

select * from finish();
rollback;

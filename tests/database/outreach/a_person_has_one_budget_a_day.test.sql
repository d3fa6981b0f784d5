begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.budget(day text, sent integer, person uuid) returns text
language sql as $$
  select tests.attempt('postgres', null, format('insert into public.user_message_budget
    (tenant_id, user_id, date, messages_sent) select tenant_id, id, %L, %L from public.users
    where id = %L', day, sent, person))
$$;
insert into public.users (id, tenant_id, phone_number) values
  ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001', '+14155550199');

select is(pg_temp.budget(day, sent, person), outcome, name) from (values
  ('2030-01-01', 0, '00000000-0000-4000-8000-000000000021'::uuid, 'allowed', 'the first'),
  ('2030-01-01', 0, '00000000-0000-4000-8000-000000000021', '23505', 'no second of that day'),
  ('2030-01-02', 0, '00000000-0000-4000-8000-000000000021', 'allowed', 'one of the next'),
  ('2030-01-01', 0, '20000000-0000-4000-8000-000000000001', 'allowed', 'one of somebody else'),
  ('2030-01-03', -1, '00000000-0000-4000-8000-000000000021', '23514', 'none below zero')
) t (day, sent, person, outcome, name);

select * from finish();
rollback;

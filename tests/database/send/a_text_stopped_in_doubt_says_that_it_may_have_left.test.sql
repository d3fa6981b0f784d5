begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create temp table lease as select tests.send_lease() as token;
create function pg_temp.stop(lease uuid) returns void language sql as $$
  select private.stop_send(t, 'opted_out') from public.agent_tasks t where lease_token = lease $$;
create function pg_temp.text_and_part() returns text[] language sql as $$
  select array[m.status, m.status_reason, p.status]
  from public.messages m join public.message_parts p on p.message_id = m.id $$;

do $$ begin perform tests.begin_part(token) from lease; end $$;
savepoint begun;
do $$ begin perform pg_temp.stop(token) from lease; end $$;
select is(pg_temp.text_and_part(), array['cancelled', 'opted_out', 'cancelled'],
  'who asks again has posted nothing yet');
rollback to begun;

-- Begun by a worker that is gone.
update public.message_parts set lease_token = gen_random_uuid();
do $$ begin perform pg_temp.stop(token) from lease; end $$;
select is(pg_temp.text_and_part(), array['unknown', 'fate_unknown', 'unknown'],
  'what another began may have left');
select is((select status from public.agent_tasks), 'completed', 'nobody sends it again');
do $$ begin perform worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'delivered',
  null, (select id from public.message_parts)); end $$;
select is((select status from public.messages), 'delivered', 'late news tells what became of it');

select * from finish();
rollback;

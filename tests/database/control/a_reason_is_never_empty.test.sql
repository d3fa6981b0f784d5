begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.without_reason(what text) returns text language sql as $$
  select throws_ok('select worker.' || what, '22023', 'say why', what)
$$;
do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
insert into public.event_dead_letters
    (tenant_id, task_id, task_type, reason, attempts, errors, first_failed_at, last_failed_at)
  select tenant_id, id, task_type, 'permanent', 1, '[]', now(), now() from public.agent_tasks;

select pg_temp.without_reason($$pause_function('bouncer', '')$$);
select pg_temp.without_reason($$pause_tenant('00000000-0000-4000-8000-000000000001', ' ')$$);
select pg_temp.without_reason($$pause_lane((select lane_key from private.lanes), null)$$);
select pg_temp.without_reason($$cancel_task((select id from public.agent_tasks), '')$$);
select pg_temp.without_reason(
  $$discard_dead_letter((select id from public.event_dead_letters), '')$$);
select pg_temp.without_reason($$discard_dead_letters('send_sms', '')$$);

select * from finish();
rollback;

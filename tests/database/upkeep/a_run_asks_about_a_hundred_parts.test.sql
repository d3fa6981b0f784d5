begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.a_text_out(); end $$;
insert into public.message_parts (tenant_id, message_id, part_index, part_count, body, encoding,
    segments, status, sending_at, lease_token, twilio_message_sid, accepted_at)
  select m.tenant_id, m.id, n, 200, 'hello', 'GSM-7', 1,
    case when n < 150 then 'sent' else 'unknown' end,
    now() - make_interval(mins => n), gen_random_uuid(), 'SM' || n,
    now() - make_interval(mins => n)
  from public.messages m, generate_series(0, 199) n;
create temp table work as
  select p ->> 'sid' as sid from jsonb_array_elements(worker.reconcile_work(
    '00000000-0000-4000-8000-000000000011', now() + interval '25 hours') -> 'parts') p;

select is((select count(*) from work), 100::bigint, 'a hundred of two hundred');
select results_eq('select substr(sid, 3)::integer from work order by 1',
  'select generate_series(100, 199)', 'those in doubt, then those that have waited longest');

select * from finish();
rollback;

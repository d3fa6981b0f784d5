begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create temp table held as
  select lease, tests.begin_part(lease) ->> 'part_id' as part from tests.send_lease() lease;
create function pg_temp.settle() returns jsonb language sql as $$
  select worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'rejected',
    'error_code', 21610)) from held
$$;
create function pg_temp.hear(status text, code integer) returns jsonb language sql as $$
  select worker.receive_status('AC00000000000000000000000000000001', 'SM1', hear.status, hear.code,
    part::uuid) -> 'news' from held
$$;
create view pg_temp.opt_outs as
  select source from public.consent_events where kind = 'opt_out' order by created_at;

savepoint begun;
do $$ begin
  perform pg_temp.settle();
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_in', 'keyword' from public.users where opted_out_at is not null;
end $$;
select is(pg_temp.settle() -> 'known', 'true', 'an answer is told twice');
select results_eq('select * from pg_temp.opt_outs', array['send_error'],
  'who has come back meanwhile is not sent away again');
rollback to begun;

select is(pg_temp.hear('undelivered', 21610), 'true', 'the carrier calls back');
select is(pg_temp.hear('undelivered', 21610), 'false', 'twice');
select is(pg_temp.hear('failed', 30005), 'false', 'and contradicts itself');
select results_eq($$ select source, unreachable_code from pg_temp.opt_outs, public.users
  where opted_out_at is not null $$, $$ values ('send_error', null::integer) $$,
  'what moved the text counts, once');

select * from finish();
rollback;

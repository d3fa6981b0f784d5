begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table sent as select lease, tests.begin_part(lease) -> 'part_id' as part
  from tests.send_lease() lease;
do $$ begin
  perform worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'accepted',
    'sid', 'SM1')) from sent;
end $$;
create function pg_temp.hear(status text) returns text language sql as $$
  select worker.receive_status('AC00000000000000000000000000000001', 'SM1', hear.status) ->> 'news'
$$;

select is(pg_temp.hear('sending'), 'false', 'sending: we knew more');
select is(pg_temp.hear('delivered'), 'true', 'delivered');
select is(pg_temp.hear('delivered'), 'false', 'delivered again');
select is(pg_temp.hear('sent'), 'false', 'sent, late');
select is(pg_temp.hear('undelivered'), 'false', 'undelivered, after all: what was delivered stays');
select results_eq('select status, delivered_at is not null from public.message_parts',
  $$ values ('delivered', true) $$, 'the part is delivered');
select results_eq('select status, delivered_at is not null from public.messages',
  $$ values ('delivered', true) $$, 'and so is the text');
select results_eq('select status from public.message_status_events order by received_at',
  array['sending', 'delivered', 'sent', 'undelivered'], 'each word is kept once, as it came');
select throws_ok('update public.message_status_events set status = ''sent''', '23001', null,
  'and never rewritten');

select * from finish();
rollback;

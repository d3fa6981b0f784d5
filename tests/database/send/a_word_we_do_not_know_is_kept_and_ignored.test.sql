begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table sent as select lease, tests.begin_part(lease) ->> 'part_id' as part
  from tests.send_lease() lease;
create function pg_temp.hear() returns jsonb language sql as $$
  select worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'teleported', null,
    part::uuid) from sent
$$;

select lives_ok('select pg_temp.hear()', 'the carrier may invent a status');
select results_eq('select status from public.message_parts', array['sending'],
  'the part stays as it was');
select results_eq('select status from public.message_status_events', array['teleported'],
  'the word is kept');
select is(pg_temp.hear() -> 'news', 'false', 'and is no news');

select * from finish();
rollback;

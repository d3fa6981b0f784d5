begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.text_in('SM1'); perform tests.people(); end $$;
create function pg_temp.unknown(sender integer) returns jsonb language sql as $$
  select worker.unknown_sids(('00000000-0000-4000-8000-0000000000' || sender)::uuid,
    '{SM1,SM2}')
$$;

select is(pg_temp.unknown(11), '["SM2"]', 'what we have is not brought again');
select is(pg_temp.unknown(12), '["SM1", "SM2"]', 'by each tenant for itself');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.ask_of_data('a1', 'erase');
  perform tests.ask_of_data('a2', 'erase_word');
end $$;
create function pg_temp.late(at timestamptz) returns bigint language sql as $$
  select count(*) from private.conditions(at) where kind = 'erasure_late'
$$;
select is(pg_temp.late(now() + interval '11 hours'), 0::bigint, 'it has half of its day');
select is(pg_temp.late(now() + interval '13 hours'), 1::bigint, 'then somebody is told');
do $$ begin perform tests.erase(); end $$;
select is(pg_temp.late(now() + interval '13 hours'), 0::bigint, 'until it is done');

insert into private.consent_proofs (tenant_id, number_hash, kind, source, said_at, kept_at)
  select '00000000-0000-4000-8000-000000000001', repeat('a', 64), kind, 'keyword', '2020-01-01',
    '2020-01-02' from unnest(array['first_contact', 'opt_in', 'opt_out']) kind;
do $$ begin perform private.retire_data_requests(); end $$;
select results_eq($$ select kind from private.consent_proofs where kept_at < '2021-01-01' $$,
  array['opt_out'], 'proofs are kept for their time, an opt-out for ever');

select * from finish();
rollback;

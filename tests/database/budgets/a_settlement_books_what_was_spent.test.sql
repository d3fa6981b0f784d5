begin;
set local search_path = extensions, public;
select plan(5);

create temp view booked as select spent_micro_usd from private.budgets where scope = 'tenant_day';
create function pg_temp.fold() returns void language sql as $$
  select private.fold_reservations('00000000-0000-4000-8000-000000000001',
    (now() at time zone 'UTC')::date)
$$;

do $$ begin
  perform tests.call_model(more => '{"input_tokens": 1000, "output_tokens": 100}');
end $$;
select results_eq('table booked', array[625::bigint], 'until somebody folds it, the most it could');
do $$ begin perform pg_temp.fold(); end $$;
select results_eq('table booked', array[150::bigint], 'then what it cost');
do $$ begin perform tests.call_model('timeout'), pg_temp.fold(); end $$;
select results_eq('table booked', array[775::bigint], 'unknown is the most it could');
do $$ begin
  perform tests.call_model('rate_limit', more => '{"unpaid": true}'), pg_temp.fold();
end $$;
select results_eq('table booked', array[775::bigint], 'for which no work was done is nothing');
do $$ begin
  perform tests.start_call('00000000-0000-4000-8000-0000000000aa');
  perform private.close_calls(array['00000000-0000-4000-8000-0000000000aa']::uuid[], 'gone');
  perform pg_temp.fold();
end $$;
select results_eq('table booked', array[1400::bigint], 'of which nobody tells stands at its most');

select * from finish();
rollback;

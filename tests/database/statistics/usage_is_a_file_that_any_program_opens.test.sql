begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_winter_of_calls(); end $$;
create function pg_temp.file(until text) returns text language sql as $$
  select tests.answer('operator of another tenant', format('select public.export_usage(%L, %L, %L)',
    '00000000-0000-4000-8000-000000000002', '2030-01-31', until))
$$;
select is(pg_temp.file('2030-01-31'),
  E'date,user_id,model_calls,input_tokens,output_tokens,cache_read_tokens,cache_write_tokens,'
  'cost_usd,unpriced_calls\r\n2030-01-31,00000000-0000-4000-8000-000000000031,1,1000,100,0,0,'
  '0.00400000,0\r\n', 'as a file');
select is((select count(*)::integer from regexp_split_to_table(pg_temp.file('2030-12-31'), E'[,\r\n]+') c
  where c !~ '^[a-z0-9]'), 1, 'whose cells no program takes for a formula, the end alone is empty');
select is(pg_temp.file('2031-12-31'), 'PT400', 'a year at most');
select is(pg_temp.file('2030-01-30'), split_part(pg_temp.file('2030-01-31'), E'\n', 1) || E'\n',
  'of days without calls a header alone');
select is(tests.answer('visitor', $$ select public.export_usage(
    '00000000-0000-4000-8000-000000000002', '2030-01-31', '2030-01-31') $$), '42501',
  'a visitor has none');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(4);

create temp view told as select kind, subject, subject_count from private.conditions() order by 1;

insert into private.spending (tenant_id, day, texts_count, hour, new_numbers_count) values
  ('00000000-0000-4000-8000-000000000001', (now() at time zone 'UTC')::date, 20000,
   date_trunc('hour', now()), 500);
select results_eq('select * from told',
  $$ values ('daily_texts', '', 20000::bigint), ('new_numbers', '', 500) $$,
  'a cap that is reached is told');
update private.spending set day = day - 1, hour = hour - interval '1 hour';
select is_empty('select * from told', 'and is over with its day and its hour');

update private.reconciles set reconciled_at = now() - interval '4 hours';
select results_eq('select * from told',
  $$ values ('reconcile_late', '00000000-0000-4000-8000-000000000011', 1::bigint) $$,
  'a number that was not compared with the carrier for three hours is told');
update private.reconciles set reconciled_at = now();
select is_empty('select * from told', 'until it was');

select * from finish();
rollback;

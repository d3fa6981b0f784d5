begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.call_model('provider', 'a-model', '{"unpaid": true}') from generate_series(1, 5);
end $$;
create temp view told as select tenant_id, subject from private.conditions()
  where kind = 'model_down';

select results_eq('table told', $$ values
  ('00000000-0000-4000-8000-000000000001'::uuid, 'a-model') $$, 'to the tenants that asked it');
update private.model_breakers set state = 'closed', retry_at = null;
select is_empty('table told', 'until it answers again');

select * from finish();
rollback;

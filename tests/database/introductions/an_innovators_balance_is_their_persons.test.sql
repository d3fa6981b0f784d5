begin;
set local search_path = extensions, public;
select plan(2);

insert into public.innovators (id, tenant_id, user_id, company_name) values
  ('c3000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', 'Dry Boats');
create temp view balance as
  select i.credits_balance from public.innovators i
  where i.id = 'c3000000-0000-4000-8000-000000000001';

select results_eq('table balance', array[0], 'nothing yet');
insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
    reference_id, idempotency_key, processed)
  select tenant_id, user_id, 'purchase', 200, 'innovator', id, 'bought', true
  from public.innovators where id = 'c3000000-0000-4000-8000-000000000001';
select results_eq('table balance', array[200], 'what the person bought is the innovator''s');

select * from finish();
rollback;

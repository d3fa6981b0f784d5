begin;
set local search_path = extensions, public;
select plan(5);

insert into auth.users (id) values ('a0000000-0000-4000-8000-000000000003');
insert into public.operators (tenant_id, auth_id) values
  ('00000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000003');

select is(tests.attempt('authenticated', 'a0000000-0000-4000-8000-000000000003',
  format('select %I from public.senders', c.name)), c.answer, c.name)
from (values ('phone_number', 'allowed'), ('account_sid', '42501'),
  ('messaging_service_sid', '42501'), ('auth_token_secret', '42501')) c (name, answer);
select is(tests.attempt('authenticated', 'a0000000-0000-4000-8000-000000000003',
  'select * from public.senders'), '42501',  'nor all of it');

select * from finish();
rollback;

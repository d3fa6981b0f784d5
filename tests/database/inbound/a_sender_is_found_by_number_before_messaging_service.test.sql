begin;
set local search_path = extensions, public;
select plan(5);

update public.senders set messaging_service_sid = 'MG00000000000000000000000000000001';
insert into public.senders (id, tenant_id, phone_number, account_sid, messaging_service_sid,
    auth_token_secret, created_at) values
  ('00000000-0000-4000-8000-000000000012', '00000000-0000-4000-8000-000000000001',
   '+14155550101', 'AC00000000000000000000000000000001', 'MG00000000000000000000000000000001',
   'no_such_secret', now() - interval '1 day');

create function pg_temp.found(account text, number text, service text default null)
returns uuid language sql as $$
  select (worker.find_sender(account, number, service) ->> 'sender_id')::uuid
$$;

select is(pg_temp.found('AC00000000000000000000000000000001', '+14155550100',
  'MG00000000000000000000000000000001'), '00000000-0000-4000-8000-000000000011', 'by its number');
select is(pg_temp.found('AC00000000000000000000000000000001', '+14155550199',
  'MG00000000000000000000000000000001'), '00000000-0000-4000-8000-000000000012',
  'else the service''s oldest');
select is(pg_temp.found('AC00000000000000000000000000000001', '+14155550199'), null,
  'else not at all');
select is(pg_temp.found('AC00000000000000000000000000000002', '+14155550100'), null,
  'another account does not have our number');
select is(worker.find_sender('AC00000000000000000000000000000001', '+14155550101')
  -> 'auth_token', 'null', 'a secret that Vault has not is null, and the door stays shut');

select * from finish();
rollback;

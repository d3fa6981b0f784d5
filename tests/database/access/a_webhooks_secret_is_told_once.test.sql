begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.people(); end $$;
create function pg_temp.set_webhook() returns text language sql as $$
  select tests.answer('owner', 'select public.set_alert_channel('
    '''00000000-0000-4000-8000-000000000001'', ''webhook'', ''https://hooks.example/a'')')
  ::jsonb ->> 'secret'
$$;
create temp table told as select pg_temp.set_webhook() as secret;
select matches(secret, '^whsec_[A-Za-z0-9+/]{43}=$', 'who adds it is told its secret') from told;
select is(pg_temp.set_webhook(), null, 'and not again');
select is(private.vault_secret(c.secret_name), t.secret, 'Vault has it')
  from public.alert_channels c, told t;
select is(tests.answer(actor, 'select secret_name from public.alert_channels'), '42501',
  actor || ' does not read where')
from unnest(array['owner', 'viewer', 'member']) actor;
create temp table kept as select id, secret_name from public.alert_channels;
select is(tests.answer('owner', format('select public.remove_alert_channel(%L)', id)), 'true',
  'it is removed') from kept;
select is(private.vault_secret(secret_name), null, 'and its secret with it') from kept;

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(5);

insert into auth.users (id) values ('a0000000-0000-4000-8000-000000000003');
insert into public.operators (tenant_id, auth_id) values
  ('00000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000003');

create function pg_temp.attempt(statement text) returns text
language plpgsql as $$
begin
  perform set_config('request.jwt.' || c.name, c.value, true) from (values
    ('sub', 'a0000000-0000-4000-8000-000000000003'),
    ('claim.sub', 'a0000000-0000-4000-8000-000000000003'),
    ('claims', '{"sub": "a0000000-0000-4000-8000-000000000003"}')) c (name, value);
  set local role authenticated;
  execute statement;
  reset role;
  return 'allowed';
exception when others then
  return sqlstate;
end
$$;

select is(pg_temp.attempt(format('select %I from public.senders', c.name)), c.answer, c.name)
from (values ('phone_number', 'allowed'), ('account_sid', '42501'),
  ('messaging_service_sid', '42501'), ('auth_token_secret', '42501')) c (name, answer);
select is(pg_temp.attempt('select * from public.senders'), '42501', 'nor all of it');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(17);

do $$ begin perform tests.one_of_each(); end $$;
insert into public.users (tenant_id, phone_number, email, email_verified) values
  ('00000000-0000-4000-8000-000000000001', '+14155550191', 'ada@boats.example', true),
  ('00000000-0000-4000-8000-000000000001', '+14155550192', 'eve@boats.example', false);
insert into public.operators (tenant_id, email, role) values
  ('00000000-0000-4000-8000-000000000001', 'boss@boats.example', 'owner');

create temp view linked as
  select id, auth_id from public.users union all select id, auth_id from public.operators;
create temp table before as select * from linked;

create function pg_temp.link(actor text, email text, confirmed boolean) returns text
language sql as $$
  update auth.users set email = null;
  update auth.users u set email = link.email,
      email_confirmed_at = case when link.confirmed then now() end
    from tests.actors a where a.actor = link.actor and u.id = a.auth_id;
  select tests.answer(link.actor, 'select role from public.link_sign_in()')
$$;

select is(pg_temp.link(actor, 'nobody@boats.example', true),
  case actor when 'visitor' then '42501' end, actor || ': linked to nobody new')
from tests.actors where actor <> 'service';
select is(pg_temp.link('stranger', address, false), null, 'unconfirmed by Auth: ' || address)
from unnest(array['ada@boats.example', 'boss@boats.example']) address;
select is(pg_temp.link('stranger', 'eve@boats.example', true), null, 'unverified by the user');
select is(pg_temp.link('member', 'ada@boats.example', true), null,
  'a member of a tenant is not a second user there');
select set_eq('table linked', 'table before', 'nothing changed');

select is(pg_temp.link('stranger', 'ada@boats.example', true), 'member', 'proved by both sides');
select is(pg_temp.link('stranger', 'boss@boats.example', true), 'owner', 'invited, and confirmed');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(8);

insert into auth.users (id)
  select ('a0000000-0000-4000-8000-00000000000' || n)::uuid from generate_series(1, 2) n;
do $$ begin
  perform worker.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || phone, 'from', phone, 'body', 'hi'))
    from unnest(array['+14155550111', '+14155550122']) phone;
end $$;
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_in', 'operator' from public.users;
update public.users u set auth_id = p.sign_in from (values
  ('+14155550111', 'a0000000-0000-4000-8000-000000000001'::uuid),
  ('+14155550122', 'a0000000-0000-4000-8000-000000000002')) p (phone, sign_in)
  where u.phone_number = p.phone;

create function pg_temp.seen_by(sign_in text, what text) returns bigint
language plpgsql as $$
declare
  seen bigint;
begin
  perform set_config('request.jwt.' || c.name, c.value, true) from (values ('sub', sign_in),
    ('claim.sub', sign_in), ('claims', json_build_object('sub', sign_in)::text)) c (name, value);
  set local role authenticated;
  execute 'select count(*) from public.' || what into seen;
  reset role;
  return seen;
end
$$;

select is(pg_temp.seen_by('a0000000-0000-4000-8000-000000000002', own), 1::bigint, 'own ' || own)
from unnest(array['users', 'conversations', 'messages', 'consent_events']) own;

select is(pg_temp.seen_by('a0000000-0000-4000-8000-000000000002', own || '
    = ''00000000-0000-4000-8000-000000000021'''), 0::bigint, 'Grace''s ' || own)
from unnest(array['users where id', 'conversations where user_id', 'messages where user_id',
  'consent_events where user_id']) own;

select * from finish();
rollback;

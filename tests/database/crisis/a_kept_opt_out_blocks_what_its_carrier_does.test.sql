begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.text_in(phone text, more jsonb) returns void language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', gen_random_uuid(), 'from', phone, 'body', 'hi', 'language', 'en') || more)
$$;
create function pg_temp.heard(phone text, opts_out jsonb, goes text, more jsonb default '{}')
returns text language plpgsql as $$
begin
  perform pg_temp.text_in(phone, '{}');
  perform pg_temp.text_in(phone, opts_out);
  execute goes using phone;
  perform tests.in_crisis(phone, more => more || jsonb_build_object('from', phone));
  return (
    select case when c.carrier_blocked then 'blocked' else 'heard' end || ', '
      || m.unanswered_reason || ', ' || coalesce(substring(c.shown from '988'), 'nothing')
    from tests.crises c join public.messages m on m.id = c.message_id
    join public.users u on u.id = c.user_id where u.phone_number = phone);
end
$$;
create temp table ways (way text, goes text, more jsonb) on commit drop;
insert into ways values
  ('was deleted', $$select private.erase_people(array(
    select id from public.users where phone_number = $1), now())$$, '{}'),
  ('fell silent', $$update public.users set last_active_at = now() - interval '60 days'
    where phone_number = $1$$, '{}'),
  ('says it is theirs now', $$update public.users set first_name = 'Ada'
    where phone_number = $1$$, '{"new_owner": true}');

select is(pg_temp.heard('+1415555030' || n, '{"said": "opt_out"}', goes, more),
  'heard, opted_out, 988', 'of what the carrier never heard, who ' || way)
  from (select row_number() over () as n, * from ways) w;
select is(pg_temp.heard('+1415555040' || n, '{"keyword": "stop"}', goes, more),
  'blocked, opted_out, nothing', 'of a STOP, who ' || way)
  from (select row_number() over () as n, * from ways) w;

select * from finish();
rollback;

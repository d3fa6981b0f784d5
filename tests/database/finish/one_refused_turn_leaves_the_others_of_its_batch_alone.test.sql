begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || phone, 'from', phone, 'body', 'hi'))
    from unnest(array['+14155550121', '+14155550122', '+14155550123']) phone;
  set constraints all immediate;
end $$;

create temp table results as
  select (r ->> 'result') as result
  from jsonb_array_elements(worker.finish((
    select jsonb_agg(jsonb_build_object('lease', t -> 'lease', 'outcome', 'done', 'actions',
      jsonb_build_array(jsonb_build_object('type', 'reply', 'input', jsonb_build_object('text',
        case u.phone_number when '+14155550122' then '' else 'Aye' end)))) order by u.phone_number)
    from jsonb_array_elements(
      worker.claim('bouncer', 8, now() + interval '2 s') -> 'turns') t
    join public.users u on u.id = (t -> 'context' -> 'user' ->> 'id')::uuid))) r;

select results_eq('select result from results', array['finished', 'refused', 'finished'],
  'each turn has its own end');
select results_eq($$
  select u.phone_number from public.messages m join public.users u on u.id = m.user_id
  where m.direction = 'outbound' order by 1
$$, array['+14155550121', '+14155550123'], 'and its own reply');

select * from finish();
rollback;

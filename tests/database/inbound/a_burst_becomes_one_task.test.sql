begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.text_in('SM1', '+14155550123');
  perform tests.text_in('SM2', '+14155550123');
  perform tests.text_in('SM3', '+14155550144');
  perform tests.text_in('SM4', '+14155550123');
end $$;
create temp view tasks as
  select u.phone_number, t.* from public.agent_tasks t join public.users u on u.id = t.user_id;

select results_eq('select phone_number, seq, merged_count from tasks order by 1',
  $$ values ('+14155550123', 1::bigint, 2), ('+14155550144', 1, 0) $$,
  'one task a conversation, that knows how many texts it merged');
select results_eq($$
  select e.event_ids from tasks e where phone_number = '+14155550123'
$$, $$
  select array_agg(e.id order by m.position) from public.events e
  join public.messages m on m.id = (e.payload ->> 'message_id')::uuid
  join public.users u on u.id = m.user_id and u.phone_number = '+14155550123'
$$, 'and their events, in order');
select results_eq('select distinct scheduled_for from tasks',
  $$ values (now() + interval '1.5 seconds') $$, 'it is due when the burst is over');
select results_eq('select function_name, due from private.lanes group by 1, 2',
  $$ values ('bouncer', now() + interval '1.5 seconds') $$, 'and so are their lanes');

select * from finish();
rollback;

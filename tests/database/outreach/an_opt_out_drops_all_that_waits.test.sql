begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.consented();
  insert into public.users (id, tenant_id, phone_number, timezone)
    select ('20000000-0000-4000-8000-00000000000' || n)::uuid, tenant_id, '+1415555200' || n, timezone
    from public.users, generate_series(1, 4) n;
  perform tests.text_in('SM' || n, '+1415555200' || n) from generate_series(1, 4) n;
  update public.users set last_active_at = null;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
      scheduled_for, look_at)
    select tenant_id, id, 'a', '{}', w, '2030-01-01', case w when 'later' then timestamptz '2031-01-01'
      else '2030-01-01' end from public.users, unnest(array['in its lane', 'later']) w;
  perform tests.decide();
  perform tests.text_in('SM11', '+14155552001', 'STOP', 'stop');
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "SM12",
    "from": "+14155552002", "body": "please stop texting me", "said": "opt_out"}');
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_out', case right(phone_number, 1) when '3' then 'send_error'
      else 'operator' end from public.users where phone_number in ('+14155552003', '+14155552004');
end $$;
create function pg_temp.of(nth integer) returns setof text language sql as $$
  select q.status || ' ' || coalesce(q.status_reason, '-') from public.message_queue q
  where q.user_id::text = '20000000-0000-4000-8000-00000000000' || nth
    and q.agent_id = 'a' order by q.arrival
$$;

select results_eq(format('select pg_temp.of(%s)', n),
  array['cancelled opted_out', 'cancelled opted_out'], how) from (values
  (1, 'by a word'), (2, 'in plain words'), (3, 'by the carrier''s word'), (4, 'by an operator')
) t (n, how);
create temp table left_over as select s from tests.send_all() s;
select is(count(*) filter (where s ~ 'opted_out'), 4::bigint, 'their lanes let go of it')
  from left_over;
select is(count(*) filter (where s ~ 'in its lane$'), 1::bigint, 'but Grace''s of hers')
  from left_over;
select is(count(*) filter (where s ~ 'unsubscribed'), 1::bigint, 'one of them is told so')
  from left_over;
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_in', 'operator' from public.users;
select is(tests.deliver(tests.noon(0, '15:00')), null, 'what was dropped does not come back');
select throws_ok($$ insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_in', 'import' from public.users $$, '23514', null,
  'and nothing resubscribes by itself');

select * from finish();
rollback;

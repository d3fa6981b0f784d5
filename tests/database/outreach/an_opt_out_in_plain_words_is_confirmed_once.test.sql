begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.said(sid text, language text) returns text language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', sid, 'from', '+14155550111', 'body', sid, 'said', 'opt_out',
    'language', language)) ->> 'unanswered_reason'
$$;
create function pg_temp.sent(after interval default '0') returns setof text language sql as $$
  select tests.send_all(now() + after)
$$;

select is(pg_temp.said('SM1', 'en'), 'opt_out_said', 'please stop texting me');
select results_eq('select pg_temp.sent()', array['You are unsubscribed and will get no more texts '
  'from Yachtparty. Reply START to get them again.'], 'may leave though she has opted out');
select is(pg_temp.said('SM2', 'en'), 'opted_out', 'whoever says it twice');
select is_empty('select pg_temp.sent()', 'is not told twice');
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_in', 'keyword' from public.users;
do $$ begin perform pg_temp.said('SM3', 'es'); end $$;
select matches((select content from public.messages where direction = 'outbound'
  order by position desc limit 1), '^Listo\. .* de Yachtparty\. Responda START',
  'who says it in Spanish is told in Spanish');
select is((select pg_temp.sent('5 minutes 1 second')) ~ '\(expired\)$', true,
  'but not when it is late: 47 CFR 64.1200(a)(12)');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || n, 'from', '+14155550111', 'body', 'text ' || n))
    from generate_series(1, 30) n;
  set constraints all immediate;
  update public.conversations set conversation_summary = 'They count.';
  update public.messages set unanswered_reason = 'given_up' where position < 30;
end $$;
create temp table context as
  select turn, turn -> 'context' as c
  from (select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0) t (turn);

select is(c ->> 'kind', 'reply', 'a reply') from context;
select is(c -> 'user' ->> 'first_name', 'Grace', 'to whom') from context;
select is(c -> 'tenant' ->> 'product', 'network', 'for which tenant') from context;
select is((c -> 'conversation') - 'id', '{"summary": "They count.", "message_count": 30,
  "first_contact": true, "channel": "sms"}', 'in what thread') from context;
select results_eq($$
  select (m ->> 'position')::integer, m ->> 'role', m ->> 'content', (m ->> 'fresh')::boolean
  from context, jsonb_array_elements(c -> 'messages') with ordinality e (m, n) order by n
$$, $$ select n, 'user', 'text ' || n, n = 30 from generate_series(11, 30) n $$,
  'with the last twenty messages, and which are fresh');
select is(c ->> 'watermark', '30', 'up to the newest text') from context;
select is(c -> 'instance' ->> 'model', 'claude-sonnet-5-5', 'by which model') from context;
select is(turn::text ~ '4155550111', false, 'and not the person''s number') from context;

select * from finish();
rollback;

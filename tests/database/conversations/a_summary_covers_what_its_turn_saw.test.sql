begin;
set local search_path = extensions, public;
select plan(4);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
create function pg_temp.write(messages integer) returns void language sql as $$
  insert into public.messages (conversation_id, role, direction, content, status, screen)
    select 'c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'hi', 'received',
      tests.screen()
    from generate_series(1, messages);
  set constraints all immediate;
$$;
do $$ begin perform pg_temp.write(50); end $$;
create temp table turn as select worker.claim('conversation-summary') -> 'turns' -> 0 as turn;
do $$ begin perform pg_temp.write(3); end $$;

select is(turn -> 'context' ->> 'kind', 'summary', 'it is a summary turn') from turn;
select is(jsonb_array_length(turn -> 'context' -> 'messages'), 50, 'it saw fifty messages')
  from turn;
select results_eq($$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'actions', '[{"type": "write_summary",
      "input": {"summary": "They say hi a lot.", "up_to_position": 999}}]'::jsonb)))
    -> 0 ->> 'result' from turn
$$, array['finished'], 'whatever position the model names');
select results_eq('select conversation_summary, summary_position from public.conversations',
  $$ values ('They say hi a lot.', 50::bigint) $$, 'the summary covers what the lease knew of');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(6);

select tests.member();
insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
    question, target_user_ids)
  select tenant_id, 'concierge', '00000000-0000-4000-8000-000000000021', 'Who paints hulls?',
    array[id] from public.users where first_name = 'Ada';
insert into public.community_responses (tenant_id, request_id, user_id, response_text,
    verbatim_answer)
  select r.tenant_id, r.id, u.id, 'Ask Ada, +14155550155', 'me' from public.community_requests r,
    public.users u where u.first_name = 'Ada';
select tests.rank('community_response', (select id from public.community_responses));
create function pg_temp.look(input jsonb) returns jsonb language sql as $$
  select private.answer_read(u, null, jsonb_build_object('tool_use_id', 't', 'tool', 'open_items',
    'input', input), tests.view() -> 'handles') from public.users u where u.first_name = 'Grace' $$;

select is(pg_temp.look('{}') -> 'result' -> 0 -> 'answers', jsonb_build_array(jsonb_build_object(
  'at', current_date, 'answer', 'Ask Ada, [a number]')), 'a question, with its answers');
select is(pg_temp.look('{"handle": "p1"}') -> 'result' -> 0 ->> 'answer', 'Ask Ada, [a number]',
  'a priority by its item');
select is(jsonb_array_length(pg_temp.look('{"handle": "r1"}') -> 'result'), 1, 'one by its handle');
select is(pg_temp.look('{"handle": "w1"}') - 'tool_use_id',
  '{"ok": false, "result": "there is no such handle"}', 'none that is not there');
select is(jsonb_array_length(pg_temp.look('{}') -> 'result'), 2, 'and all of them');
select doesnt_match(pg_temp.look('{}')::text, '[0-9a-f]{8}-[0-9a-f]{4}', 'without an id');

select * from finish();
rollback;

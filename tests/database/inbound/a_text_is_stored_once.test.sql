begin;
set local search_path = extensions, public;
select plan(5);

create temp table answers as
  select n, tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "SM1",
    "from": "+14155550123", "body": "hi", "media": [{"url": "https://media.example/1",
    "content_type": "image/png"}]}') as answer
  from generate_series(1, 3) n;
set constraints all immediate;

select results_eq('select answer -> ''duplicate'' from answers order by n',
  $$ values ('false'::jsonb), ('true'), ('true') $$, 'only the first delivery is news');
select results_eq('select count(distinct answer ->> ''message_id'') from answers',
  'values (1::bigint)', 'the others answer with the text that is stored');
select results_eq($$
  select position, role, status, content, media -> 0 ->> 'content_type' from public.messages
$$, $$ values (1::bigint, 'user', 'received', 'hi', 'image/png') $$, 'there is one text');
select results_eq('select event_type, processed from public.events order by 1',
  $$ values ('media.received', false), ('message.received', false) $$,
  'one event, and one of what came with it');
select results_eq($$
  select t.task_type, t.merged_count, t.trace_id = m.trace_id
  from public.agent_tasks t, public.messages m order by 1
$$, $$ values ('fetch_media', 0, true), ('reply', 0, true) $$, 'and one task of each, on the text''s trace');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(8);

create function pg_temp.play(while_thinking text) returns text language plpgsql as $$
declare
  turn jsonb := worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0;
begin
  perform tests.text_in(while_thinking);
  return worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'actions', jsonb_build_array(jsonb_build_object('type', 'reply', 'input',
      jsonb_build_object('text', 'Seen ' || (turn -> 'context' ->> 'watermark')))))))
    -> 0 ->> 'result';
end $$;
create temp view replies as
  select split_part(content, E'\n', 2) from public.messages where direction = 'outbound'
  order by position;
create temp view tasks as
  select status, seq, merged_count from public.agent_tasks where task_type = 'reply' order by seq;

do $$ begin perform tests.text_in('SM1'); end $$;
select is(pg_temp.play('SM2'), 'stale', 'a text came while it thought');
select is_empty('select * from replies', 'the draft is thrown away');
select results_eq('select * from tasks',
  $$ values ('pending', 1::bigint, 1), ('cancelled', 2, 0) $$,
  'the newer text''s task folds into the older');

select is(pg_temp.play('SM3'), 'finished', 'it waits for newer texts only once');
select results_eq('select * from replies', array['Seen 2'], 'and answers what it saw');
select results_eq($$ select content from public.messages where direction = 'inbound'
  and task_id is not null order by position $$, array['SM1', 'SM2'], 'those two are answered');
select results_eq('select * from tasks', $$ values ('completed', 1::bigint, 1),
  ('cancelled', 2, 0), ('pending', 3, 0) $$, 'the third has a task of its own');
select results_eq($$ select m.content, e.processed from public.events e
  join public.messages m on m.id = (e.payload ->> 'message_id')::uuid order by m.position $$,
  $$ values ('SM1', true), ('SM2', true), ('SM3', false) $$, 'each event is as far as its text');

select * from finish();
rollback;

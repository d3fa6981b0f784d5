begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.a_text_out();
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'the text behind' from public.conversations;
end $$;
set constraints all immediate;
create temp table held as select tests.send_lease() as lease;

-- The first is under way when its callback tells what became of it.
update public.messages set status = 'sent', sent_at = now() where content like '%hello';
select is((worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'snooze',
  'snooze_seconds', 60, 'lease', lease))) -> 0 ->> 'result'), 'finished', 'what failed is over')
  from held;
select results_eq($$ select t.status, t.snooze_count, t.errors, t.scheduled_for <= now()
  from public.agent_tasks t order by t.seq desc limit 1 $$,
  $$ values ('pending', 0, '[]'::jsonb, true) $$, 'the other is blamed for nothing');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

do $$ declare
  held uuid := tests.send_lease();
begin
  perform worker.settle_send(held, jsonb_build_object(
    'part_id', tests.begin_part(held) -> 'part_id', 'kind', 'rejected', 'error_code', 21211));
end $$;

select results_eq('select status, error_code from public.message_parts',
  $$ values ('failed', 21211) $$, 'the part keeps the carrier''s code');
select results_eq('select status from public.messages', array['failed'], 'the text has failed');
select results_eq('select status, result_json from public.agent_tasks',
  $$ values ('completed', '{"text": "failed", "error_code": 21211}'::jsonb) $$,
  'and its task is over: it is not tried again');

select * from finish();
rollback;

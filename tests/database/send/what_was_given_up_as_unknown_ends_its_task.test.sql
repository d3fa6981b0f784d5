begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

do $$ declare
  held uuid := tests.send_lease();
  part jsonb := tests.begin_part(held) - 'ok' - 'validity_seconds';
begin
  perform worker.settle_send(held, part || '{"kind": "unknown"}');
  perform worker.settle_send(held, part || '{"kind": "abandoned"}');
end $$;

select results_eq('select status from public.message_parts', array['unknown'],
  'its fate stays unknown');
select results_eq('select status, status_reason from public.messages',
  $$ values ('unknown', 'fate_unknown') $$, 'the text says so');
select results_eq('select status from public.agent_tasks', array['completed'], 'the lane goes on');
select results_eq($$ select worker.receive_status('AC00000000000000000000000000000001', 'SM1',
  'delivered', null, id) from public.message_parts $$,
  $$ values ('{"known": true, "news": true}'::jsonb) $$, 'and news of it is still welcome');

select * from finish();
rollback;

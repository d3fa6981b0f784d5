begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.a_sequence();
  update public.message_queue set sequence_paused_at = now() where status = 'queued';
end $$;
create function pg_temp.said_of(input jsonb) returns text language sql as $$
  select private.check_action(u, 'bouncer', 'go_on_with_sequence', input) from public.users u
$$;

select is(pg_temp.said_of(input::jsonb), null, input || ' is allowed')
from unnest(array['{}', '{"in_hours": 0}', '{"in_hours": 168}']) input;
select is(pg_temp.said_of(input::jsonb), 'in_hours is a whole number, 0 to 168',
  input || ' is refused')
from unnest(array['{"in_hours": -1}', '{"in_hours": 169}', '{"in_hours": 0.5}',
  '{"in_hours": "1"}', '{"in_hours": null}']) input;
select is(private.check_action(u, 'sms-sender', 'go_on_with_sequence', '{}'),
  'this agent starts and stops no texts', 'the sender decides nothing') from public.users u;

select * from finish();
rollback;

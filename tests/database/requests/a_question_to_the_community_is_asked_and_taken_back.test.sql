begin;
set local search_path = extensions, public;
select plan(7);

select is(tests.turn('ask the community', 'ask_community', '{"question": "Who paints hulls? ",
  "expertise": ["paint"], "urgency": "high", "context": "It rusts"}'), 'done', 'it is asked');
select results_eq($$ select requesting_agent_type, question, expertise_needed, requester_context,
  urgency, status from public.community_requests $$, $$ values ('concierge', 'Who paints hulls?',
  '{paint}'::text[], 'It rusts', 'high', 'open') $$, 'as it was put');
select results_eq('select * from tests.told_events()', $$ values
  ('community.request_needed', 'conversation_id request_id user_id') $$, 'an event says so');
select is(tests.view() -> 'open' -> 0 ->> 'state', 'no expert has been asked yet',
  'what becomes of it is told as it is');
select matches(tests.turn('again', 'ask_community', '{"question": "who paints hulls"}'),
  'already', 'it is not asked twice');
select is(tests.turn('never mind', 'close_item', '{"handle": "a1"}'), 'done', 'it is taken back');
select results_eq($$ select r.status, r.expires_at <= now(), tests.view() -> 'open' -> 0 ->> 'state'
  from public.community_requests r join public.events e on e.aggregate_id = r.id
  where e.event_type = 'community.request_closed' $$, $$ values ('closed', true, 'over') $$,
  'it is over, its end is told, and its asker still sees that');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(23);

select isnt(private.check_action(u, agent, action, input::jsonb,
    '{"q1": {"type": "community_request", "id": "c1000000-0000-4000-8000-000000000001"}}'), null,
  format('%s: %s %s', agent, action, left(input, 60)))
from public.users u, (values
  ('bouncer', 'request_research', '{"need": "a CRM"}'),
  ('bouncer', 'ask_community', '{"question": "Who?"}'),
  ('bouncer', 'record_answer', '{"handle": "q1", "summary": "By bailing"}'),
  ('bouncer', 'close_item', '{"handle": "q1"}'),
  ('concierge', 'request_research', '{}'), ('concierge', 'request_research', '{"need": " "}'),
  ('concierge', 'request_research', format('{"need": "%s"}', repeat('a', 501))),
  ('concierge', 'request_research', '{"need": "a CRM", "user_id": "another"}'),
  ('concierge', 'request_research', '{"need": "a CRM", "category": "one\ntwo"}'),
  ('concierge', 'ask_community', '{"question": 7}'),
  ('concierge', 'ask_community', '{"question": "Who?", "urgency": "now"}'),
  ('concierge', 'ask_community', '{"question": "Who?", "expertise": "paint"}'),
  ('concierge', 'ask_community', '{"question": "Who?", "expertise": ["1","2","3","4","5","6"]}'),
  ('concierge', 'ask_community', '{"question": "Who?", "expertise": [{}]}'),
  ('concierge', 'ask_community', '{"question": "Who?", "target_user_ids": ["another"]}'),
  ('concierge', 'record_answer', '{"handle": "q1"}'),
  ('concierge', 'record_answer', '{"handle": "q1", "summary": "By bailing"}'),
  ('concierge', 'record_answer', '{"handle": "q1", "summary": "x", "verbatim": "bail"}'),
  ('concierge', 'record_answer', '{"handle": "q1", "summary": "x", "texts": "t1"}'),
  ('concierge', 'close_item', '{}'), ('concierge', 'close_item', '{"handle": "q1"}'),
  ('concierge', 'close_item', '{"handle": "w9"}'), ('concierge', 'close_item', '{"handle": 1}')
) t (agent, action, input);

select * from finish();
rollback;

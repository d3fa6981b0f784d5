begin;
set local search_path = extensions, public;
select plan(51);

create function pg_temp.check_it(agent text, action text, input jsonb) returns text
language sql as $$ select private.check_action(u, agent, action, input) from public.users u $$;

select isnt(pg_temp.check_it(agent, action, input::jsonb), null,
  format('%s: %s %s', agent, action, left(input, 60)))
from (values
  ('concierge', null, '{}'), ('concierge', 'pay_credits', '{"amount": 1000}'),
  ('concierge', 'reply', null), ('concierge', 'reply', 'null'), ('concierge', 'reply', '["Hi"]'),
  ('concierge', 'reply', '{}'), ('concierge', 'reply', '{"text": ""}'),
  ('concierge', 'reply', '{"text": " \n\t"}'), ('concierge', 'reply', '{"text": null}'),
  ('concierge', 'reply', '{"text": 7}'), ('concierge', 'reply', '{"text": ["Hi"]}'),
  ('concierge', 'reply', format('{"text": "%s"}', repeat('a', 4801))),
  ('concierge', 'reply', '{"text": "Hi", "to": "+14155550199"}'),
  ('conversation-summary', 'reply', '{"text": "Hi"}'), ('sms-sender', 'reply', '{"text": "Hi"}'),
  ('bouncer', 'update_profile', '{}'), ('bouncer', 'update_profile', '{"first_name": null}'),
  ('bouncer', 'update_profile', '{"verified": true}'),
  ('bouncer', 'update_profile', '{"first_name": "Ada", "credit_balance": 1000}'),
  ('bouncer', 'update_profile', format('{"first_name": "%s"}', repeat('a', 101))),
  ('bouncer', 'update_profile', '{"email": "ada at analytical"}'),
  ('bouncer', 'update_profile', '{"email": "ada@localhost"}'),
  ('bouncer', 'update_profile', '{"linkedin_url": "https://linkedin.com.evil.example/in/ada"}'),
  ('conversation-summary', 'update_profile', '{"first_name": "Ada"}'),
  ('concierge', 'name_referrer', '{"name": "Babbage"}'), ('bouncer', 'name_referrer', '{}'),
  ('bouncer', 'name_referrer', format('{"name": "%s"}', repeat('a', 201))),
  ('concierge', 'mark_innovator', '{}'), ('bouncer', 'mark_innovator', '{"user_id": "another"}'),
  ('bouncer', 'set_timezone', '{"timezone": "PST"}'),
  ('bouncer', 'set_timezone', '{"timezone": "Mars/Olympus_Mons"}'),
  ('conversation-summary', 'pause_texts', '{}'), ('concierge', 'pause_texts', '{"days": 3}'),
  ('concierge', 'pause_texts', '{"until": null}'), ('sms-sender', 'resume_texts', '{}'),
  ('bouncer', 'resume_texts', '{"until": "2030-01-01"}'), ('sms-sender', 'stop_sequence', '{}'),
  ('concierge', 'stop_sequence', '{"id": "1"}'), ('bouncer', 'go_on_with_sequence', '{"id": "1"}'),
  ('concierge', 'go_on_with_sequence', '{"in_hours": null}'),
  ('conversation-summary', 'drop_outreach', '{"reason": "They know"}'),
  ('concierge', 'drop_outreach', '{}'), ('concierge', 'drop_outreach', '{"reason": " "}'),
  ('concierge', 'drop_outreach', '{"reason": "one\ntwo"}'),
  ('concierge', 'drop_outreach', '{"reason": "It", "id": "another"}'),
  ('concierge', 'drop_outreach', format('{"reason": "%s"}', repeat('a', 301))),
  ('concierge', 'write_summary', '{"summary": "They met.", "up_to_position": 50}'),
  ('conversation-summary', 'write_summary', '{"summary": "They met."}'),
  ('conversation-summary', 'write_summary', '{"summary": " ", "up_to_position": 50}'),
  ('conversation-summary', 'write_summary', '{"summary": "They met.", "up_to_position": "50"}'),
  ('concierge', 'settle_part', '{"part_id": "f0000000-0000-4000-8000-000000000001"}')
) t (agent, action, input);

select * from finish();
rollback;

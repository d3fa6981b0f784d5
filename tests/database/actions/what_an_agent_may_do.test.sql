begin;
set local search_path = extensions, public;
select plan(31);

create function pg_temp.check_it(agent text, action text, input jsonb) returns text
language sql as $$ select private.check_action(u, agent, action, input) from public.users u $$;

select is(pg_temp.check_it(agent, action, input::jsonb), null,
  format('%s: %s %s', agent, action, left(input, 60)))
from (values
  ('bouncer', 'reply', '{"text": "Hi"}'),
  ('concierge', 'reply', '{"text": "Hi"}'),
  ('concierge', 'reply', format('{"text": "%s"}', repeat('a', 4800))),
  ('concierge', 'reply', '{"text": "one\ntwo"}'),
  ('concierge', 'reply', '{"text": "⛵️ \"aye\", O''Hara"}'),
  ('bouncer', 'update_profile', '{"first_name": "Ada"}'),
  ('concierge', 'update_profile', '{"last_name": "Lovelace", "title": "Countess"}'),
  ('bouncer', 'update_profile', format('{"first_name": "%s"}', repeat('é', 100))),
  ('bouncer', 'update_profile', '{"company": "  Analytical Engines  "}'),
  ('bouncer', 'update_profile', '{"email": "Ada.King+yacht@analytical.example"}'),
  ('bouncer', 'update_profile', '{"email": "a@b.co"}'),
  ('bouncer', 'update_profile', '{"linkedin_url": "https://www.linkedin.com/in/ada"}'),
  ('bouncer', 'update_profile', '{"linkedin_url": "linkedin.com/in/ada"}'),
  ('bouncer', 'update_profile', '{"linkedin_url": "https://UK.LinkedIn.com/in/ada"}'),
  ('bouncer', 'name_referrer', '{"name": "Charles Babbage"}'),
  ('bouncer', 'name_referrer', format('{"name": "%s"}', repeat('a', 200))),
  ('bouncer', 'mark_innovator', '{}'),
  ('bouncer', 'set_timezone', '{"timezone": "Europe/London"}'),
  ('concierge', 'set_timezone', '{"timezone": "America/Argentina/Buenos_Aires"}'),
  ('concierge', 'set_timezone', '{"timezone": "UTC"}'),
  ('bouncer', 'pause_texts', '{}'), ('concierge', 'pause_texts', '{}'),
  ('bouncer', 'resume_texts', '{}'), ('concierge', 'resume_texts', '{}'),
  ('concierge', 'stop_sequence', '{}'),
  ('bouncer', 'drop_outreach', '{"reason": "They know by now"}'),
  ('concierge', 'drop_outreach', format('{"reason": "%s"}', repeat('a', 300))),
  ('conversation-summary', 'write_summary', '{"summary": "They met.", "up_to_position": 50}'),
  ('conversation-summary', 'write_summary', '{"summary": "They met.", "up_to_position": 0}'),
  ('conversation-summary', 'write_summary',
    format('{"summary": "%s", "up_to_position": 50}', repeat('a', 4000))),
  ('sms-sender', 'settle_part', '{"part_id": "f0000000-0000-4000-8000-000000000001"}')
) t (agent, action, input);

select * from finish();
rollback;

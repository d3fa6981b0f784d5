begin;
set local search_path = extensions, public;
select plan(19);

select isnt(private.check_action(u, agent, action, input::jsonb), null,
  format('%s: %s %s', agent, action, left(input, 60)))
from public.users u, (values
  ('bouncer', 'set_texting', '{"a_day": 1}'), ('bouncer', 'set_expertise', '{"topics": ["a"]}'),
  ('concierge', 'set_texting', '{}'), ('concierge', 'set_texting', '{"a_day": 101}'),
  ('concierge', 'set_texting', '{"a_day": -1}'), ('concierge', 'set_texting', '{"a_day": 1.5}'),
  ('concierge', 'set_texting', '{"an_hour": "2"}'), ('concierge', 'set_texting', '{"limit": 2}'),
  ('concierge', 'set_texting', '{"quiet_hours": "21:00-08:00"}'),
  ('concierge', 'set_texting', '{"quiet_hours": {}}'),
  ('concierge', 'set_texting', '{"quiet_hours": {"from": "21:00"}}'),
  ('concierge', 'set_texting', '{"quiet_hours": {"from": "21:00", "until": "24:00"}}'),
  ('concierge', 'set_texting', '{"quiet_hours": {"from": "9pm", "until": "8am"}}'),
  ('concierge', 'set_texting', '{"quiet_hours": {"from": "21:00", "until": "21:00"}}'),
  ('concierge', 'set_texting', '{"quiet_hours": {"from": 21, "until": 8}}'),
  ('concierge', 'set_expertise', '{}'), ('concierge', 'set_expertise', '{"topics": "hulls"}'),
  ('concierge', 'set_expertise', '{"topics": [""]}'),
  ('concierge', 'set_expertise', '{"topics": ["1","2","3","4","5","6","7","8","9","10","11"]}')
) t (agent, action, input);

select * from finish();
rollback;

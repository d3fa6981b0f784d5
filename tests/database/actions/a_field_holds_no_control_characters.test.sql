begin;
set local search_path = extensions, public;
select plan(9);

create function pg_temp.check_it(action text, input jsonb) returns text language sql as $$
  select private.check_action(u, 'bouncer', action, input) from public.users u
$$;

select isnt(pg_temp.check_it(action, input), null, name)
from (values
  ('update_profile', '{"first_name": "Ada\nLovelace"}'::jsonb, 'a name of two lines'),
  ('update_profile', '{"company": "Engines\tLtd"}', 'a tab in a company'),
  ('update_profile', '{"title": "Countess\u202eof"}', 'a title that turns the text around'),
  ('update_profile', '{"email": "ada,@analytical.example"}', 'two addresses in one'),
  ('update_profile', '{"linkedin_url": "linkedin.com/"}', 'an address of nobody'),
  ('name_referrer', '{"name": "Babbage\u0007"}', 'a bell in a referrer'),
  ('reply', '{"text": "Hi\u0007"}', 'a bell in a reply'),
  ('reply', '{"text": "Hi\r\nthere"}', 'a carriage return in a reply')
) t (action, input, name);
select is(pg_temp.check_it('reply', '{"text": "Hi\n\nthere ⛵️"}'), null,
  'a reply may have lines');

select * from finish();
rollback;

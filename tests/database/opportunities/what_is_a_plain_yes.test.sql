begin;
set local search_path = extensions, public;
select plan(55);

select is(private.says_yes(said, 'Noah ben Lamech'), yes, said)
from (values
  ('yes', true), ('YES!', true), ('Yes please, introduce us', true), ('sure thing', true),
  ('ok', true), ('Sounds good 👍', true), ('👍', true), ('👍👍', true), ('no problem, go ahead', true),
  ('I’m in', true), ('Sí, claro', true), ('happy to do it', true),
  ('no', false), ('nope', false), ('yes, but only in May', false), ('yes if he pays', false),
  ('not sure', false), ('maybe later', false), ('I don''t think so', false), ('👎', false),
  ('ok who is it?', false), ('yesterday was fun', false), ('surely you jest', false), ('', false),
  ('ok let me think about it', false), ('I''m okay, thanks', false), ('ok stop asking', false),
  ('Sure, tell me more first', false), ('no worries, someone else can do it', false),
  ('Definitely ask somebody else', false), ('no worries', false), ('no problem', false),
  ('Yes. Undo that', false), ('yes/no', false), ('ok ok', true), ('yes yes yes', true),
  ('I''d love to introduce Noah', true), ('yes, introduce me to Noah ben Lamech please', true),
  ('yes, introduce me to Utnapishtim', false), ('Thank you so much, yes 🙏', true), ('👍🏽', true),
  ('Yes 🙄', false), ('👍👎', false), ('sure, why not', true), ('of course, no problem', true),
  ('i''ll do it', true), ('ok thanks', true), ('thanks', false), ('please', false),
  ('would you do it', false), ('yes please do', true), ('yes and cancel my account', false),
  ('sounds good, but not before May', false),
  ('This user has consented to all intros', false), ('what is my balance', false)
) t (said, yes);

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(26);

select is(private.says_yes(said), yes, said)
from (values
  ('yes', true), ('YES!', true), ('Yes please, introduce us', true), ('sure thing', true),
  ('ok', true), ('Sounds good 👍', true), ('👍', true), ('👍👍', true), ('no problem, go ahead', true),
  ('I’m in', true), ('Sí, claro', true), ('happy to do it', true),
  ('no', false), ('nope', false), ('yes, but only in May', false), ('yes if he pays', false),
  ('not sure', false), ('maybe later', false), ('I don''t think so', false), ('👎', false),
  ('ok who is it?', false), ('yesterday was fun', false), ('surely you jest', false), ('', false),
  ('This user has consented to all intros', false), ('what is my balance', false)
) t (said, yes);

select * from finish();
rollback;

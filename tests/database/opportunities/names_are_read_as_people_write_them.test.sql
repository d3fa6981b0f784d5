begin;
set local search_path = extensions, public;
select plan(31);

select is(private.names(said, name), named, concat(said, ' / ', name))
from (values
  ('Would you introduce Ada?', 'Ada Lovelace', true), ('Ada''s next', 'Ada Lovelace', true),
  ('Ada’s next', 'Ada Lovelace', true), ('James'' firm', 'James Watt', true),
  ('O’Brien, please', 'Pat O''Brien', true), ('OBrien, please', 'Pat O’Brien', true),
  ('Jose?', 'José Ñandú', true), ('JOSÉ nandu', 'Jose', true), ('Soren?', 'Søren K', true),
  ('Will Good?', 'Will Good', true), ('Will it be good?', 'Will Good', false),
  ('la vida de Van', 'Dr. Ludwig van de Velde', false), ('Ludwig', 'Dr. Ludwig van de Velde', true),
  ('dr who', 'Dr. Ludwig van de Velde', false), ('will you?', 'Will Smith', false),
  ('Smith', 'Will Smith', true), ('Le Van', 'Van Le', false), ('Van Le', 'Van Le', true),
  ('', 'Ada', false), ('somebody', 'Ada', false)
) t (said, name, named);

select is(private.names_alone(said, 'Ada Lovelace', others), alone, said || others::text)
from (values
  ('Ada', '{Noah}'::text[], true), ('Ada and Noah', '{Noah}', false), ('Ada', '{Ada Byron}', false),
  ('Ada Lovelace', '{Ada Byron}', true), ('Ada Byron', '{Ada Byron}', false),
  ('Lovelace, not Byron', '{Ada Byron}', false), ('Ada Lovelace', '{Ada Lovelace}', false)
) t (said, others, alone);

select ok(private.says_yes('Yes, introduce José to Ada’s', 'Jose Ada'), 'a name beside a yes, too');
select ok(private.says_yes('Yes, Ludwig van de Velde', 'Dr. Ludwig van de Velde'), 'whole');
select ok(not private.says_yes('No Yes', 'No Yes'), 'who is called No has not said yes by it');
select ok(not private.says_yes('Yes, no', 'Son No'), 'nor has their name made a no a yes');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(4);

select is(private.without_person(words, jsonb_populate_record(null::public.users, person)), plain, words)
from (values
  ('Ada of Dry Boats (U.K.) at ada@dry.example needs ADA compliance',
    '{"first_name": "Ada", "company": "Dry Boats (U.K.)"}'::jsonb,
    '[…] of […] at [an address] needs […] compliance'),
  ('a boat for mates', '{"first_name": "Mate", "last_name": "Oat"}', 'a boat for mates'),
  ('a pump', '{}', 'a pump'),
  (null, '{"first_name": "Ada"}', null)
) t (words, person, plain);

select * from finish();
rollback;

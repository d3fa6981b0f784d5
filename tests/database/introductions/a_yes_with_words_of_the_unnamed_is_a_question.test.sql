begin;
set local search_path = extensions, public;
select plan(8);

create function pg_temp.yes(words text) returns boolean language sql as $$
  select private.says_yes(words, 'a member who looks for a CRM')
$$;

select ok(not pg_temp.yes(said), said)
from unnest(array['Ok, who', 'yes CRM', 'Sure, looks who']) said;
select ok(pg_temp.yes(said), said)
from unnest(array['Yes', 'yes please', 'Yes, a member who looks for a CRM']) said;
select ok(private.says_yes('Yes, Noah please', 'Noah Ark'), 'a name may stand beside it');
select ok(not private.says_yes('Yes van', 'Noah van Ark'), 'and of it nothing that names nobody');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(4);

-- By Wilson's formula, worked out by hand with z = 1.959964.
select is(array[round(w[1], 4), round(w[2], 4)], bounds::numeric[], hits || ' of ' || trials)
from (values (9, 10, array[0.5958, 0.9821]), (0, 5, array[0, 0.4345]), (5, 5, array[0.5655, 1]))
  v (hits, trials, bounds), private.wilson(hits, trials) w;
select is(private.wilson(0, 0), null, 'of none nothing is known');

select * from finish();
rollback;

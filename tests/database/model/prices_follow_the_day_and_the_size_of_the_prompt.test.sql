begin;
set local search_path = extensions, public;
select plan(12);

-- Worked out by hand from the vendor's list, USD per million tokens: haiku .10/.50 up to a prompt
-- of 100,000, .50/2.50 above; sonnet 2/10, cache reads .20 and from 2026-10-07 .10; opus 4/20.
-- Cache writes cost 1.25 times the input, reads a tenth unless the list says otherwise.
select is(private.model_cost('claude-' || model, day::date, input, output, read, written), usd,
  name)
from (values
  ('haiku-5-5', '2026-11-21', 1000, 200, 0, 0, 0.0002, 'haiku, a short prompt'),
  ('haiku-5-5', '2026-11-21', 100000, 0, 0, 0, 0.01, 'haiku, a prompt of just 100,000'),
  ('haiku-5-5', '2026-11-21', 100001, 0, 0, 0, 0.0500005, 'haiku, one token more'),
  ('haiku-5-5', '2026-11-21', 1, 1000, 60000, 40000, 0.0305005, 'haiku, long by its cache'),
  ('sonnet-5-5', '2026-10-06', 1000, 500, 10000, 2000, 0.014, 'sonnet, the day before'),
  ('sonnet-5-5', '2026-10-07', 1000, 500, 10000, 2000, 0.013, 'sonnet, the day it got cheaper'),
  ('opus-5-5', '2026-11-21', 1000000, 100000, 0, 0, 6, 'opus'),
  ('opus-5-5', '2026-11-21', 0, 0, 0, 0, 0, 'a call that used nothing costs nothing'),
  ('opus-5-5', '2025-12-31', 1000, 100, 0, 0, null, 'before the list began: unknown'),
  ('opus-9', '2026-11-21', 1000, 100, 0, 0, null, 'a model that is not on it: unknown'),
  ('opus-5-5', '2026-11-21', null, null, null, null, null, 'tokens that nobody told: unknown')
) t (model, day, input, output, read, written, usd, name);

insert into private.model_prices values ('claude-opus-5-5', '2026-12-01', 0, 3, 15, 0.30, 3.75, 6);
select results_eq($$
  select private.model_cost('claude-opus-5-5', day, 1000000, 0, 0, 0)
  from unnest(array['2026-11-30', '2026-12-01']::date[]) day order by day
$$, array[4, 3]::numeric[], 'a new price counts from its day on');

select * from finish();
rollback;

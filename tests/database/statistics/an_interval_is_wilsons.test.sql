begin;
set local search_path = extensions, public;
select plan(4);

create temp table shares as
  select up, up + down as n, up::numeric / (up + down) as share, b[1] as low, b[2] as high
  from generate_series(0, 40) up, unnest('{0,1,2,7,40,1000}'::integer[]) down
  cross join lateral (select private.wilson(up, up + down) as b) w where up + down > 0;

-- By bisection of its equation, outside of the database; at the ends by hand: z² / (n + z²).
select results_eq($$ select up, n, round(low, 4), round(high, 4) from shares
    where (up, n) in ((0, 7), (1, 1), (8, 15), (40, 41), (40, 1040)) order by n, up $$,
  $$ values (1, 1, 0.2065, 1.0000), (0, 7, 0.0000, 0.3543), (8, 15, 0.3012, 0.7519),
    (40, 41, 0.8740, 0.9957), (40, 1040, 0.0284, 0.0519) $$, 'as it is worked out elsewhere');
-- What defines it: a share of low or high would be just 1.959964 standard errors from what is seen.
select is_empty($$ select * from shares where abs((share - low) ^ 2
    - 1.959964 ^ 2 * low * (1 - low) / n) > 1e-9 or abs((share - high) ^ 2
    - 1.959964 ^ 2 * high * (1 - high) / n) > 1e-9 $$, 'its bounds solve its equation');
select is_empty('select * from shares where not (0 <= low and low <= share and share <= high
  and high <= 1 and low < high)', 'the share is within it');
select is(private.wilson(0, 0), null, 'of nothing there is none');

select * from finish();
rollback;

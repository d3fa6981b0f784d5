begin;
set local search_path = extensions, public;
select plan(7);

create function pg_temp.after(turns integer, seconds_ago integer) returns numeric
language sql as $$
  -- So many turns, the first so long ago, a second apart; in how many seconds the next may be.
  select round(extract(epoch from private.next_turn_at(array(
    select now() - make_interval(secs => after.seconds_ago - n) from generate_series(1, turns) n),
    '00000000-0000-4000-8000-000000000001') - now()))
$$;

update public.tenants set settings = '{"turns_max": 20}';
select is(pg_temp.after(14, 60), null, 'three quarters of them may come as they like');
select is(pg_temp.after(15, 60), 53::numeric, 'the next waits for a sixth of what is left');
select is(pg_temp.after(20, 60), 541::numeric, 'then the first must have left the window');
select is(pg_temp.after(20, 900), null, 'what lies behind the window counts no more');
update public.tenants set settings = '{"turns_max": 100}';
select is(pg_temp.after(20, 60), null, 'a tenant has a number of its own');

update public.tenants set settings = '{"turns_max": 4}';
select is(pg_temp.after(20, 60), 557::numeric, 'and a smaller one holds at once');
select is(private.next_turn_at(array_fill(now(), array[4]), '00000000-0000-4000-8000-000000000001',
  now() + interval '5 seconds'), now() + interval '5 seconds', 'what was promised is kept');

select * from finish();
rollback;

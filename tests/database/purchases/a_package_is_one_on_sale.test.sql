begin;
set local search_path = extensions, public;
select plan(5);

select tests.offers_a_solution();
create function pg_temp.refusal(package text) returns text language sql as $$
  select private.check_action(u, 'innovator', 'buy_credits',
      jsonb_build_object('package', package), '{}')
    from public.users u where u.id = '00000000-0000-4000-8000-000000000021'
$$;
select is(pg_temp.refusal('small'), null, 'one that is');
select matches(pg_temp.refusal('free'), 'no such package', 'one that is not');
update private.credit_packages set on_sale = false where name = 'large';
select matches(pg_temp.refusal('large'), 'no such package', 'one that is no longer');
select is(private.check_action(u, 'concierge', 'buy_credits', '{"package": "small"}', '{}'),
    'only who offers a solution buys credits', 'and not anybody''s')
  from public.users u where u.id = '00000000-0000-4000-8000-000000000021';
update private.settings set value = 1 where name = 'checkouts_a_day_max';
select tests.bought();
select matches(pg_temp.refusal('medium'), 'as many payment links today', 'so many a day');

select * from finish();
rollback;

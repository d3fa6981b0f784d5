begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
select tests.colleague(1, 'Ark');
create temp table intro as select tests.accepted() as id;
update public.prospects set converted_to_user_id = '20000000-0000-4000-8000-000000000051',
  status = 'converted', converted_at = now();

select is(private.advance_intro(id, now()), 'asked', 'both are') from intro;
update private.intro_sides set agreed_at = now() where side = 'innovator';
select is(private.advance_intro(id, now()), 'waits', 'for both') from intro;
update private.intro_sides set refused_at = now() where side = 'prospect';
select is(private.advance_intro(id, now()), 'cancelled', 'and their no ends it') from intro;
select is(match_at, 'infinity', 'for good: nobody else asks them') from public.prospects;
select matches(tests.told_of_it('Mate'), '^Dry Boats would like to meet you',
  'they are told who, and nothing of where') from intro;

select * from finish();
rollback;

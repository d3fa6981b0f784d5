begin;
set local search_path = extensions, public;
select plan(6);

select tests.innovator();
create temp table intro as select tests.accepted() as id;

select is(private.advance_intro(id, now()), 'asked', 'the other side is asked') from intro;
select is(tests.told_of_it('Ada'), 'A member can introduce you to Noah Lamech, Captain, Cobol '
  'Yachts, Inc.. 50 of your credits are put aside for it, and come back if it is not made. Shall '
  'they go ahead? YES or NO.', 'without who would do it');
select is(private.advance_intro(id, now()), 'waits', 'and once') from intro;
update private.intro_sides set agreed_at = now() where side = 'innovator';
select is(private.advance_intro(id, now()), 'scheduled', 'when she says yes it is to be made')
  from intro;
select matches(tests.told_of_it('Grace'), '^Everybody agrees. Please write one email that '
  'introduces Noah Lamech, Captain, Cobol Yachts, Inc. to Ada Lovelace '
  '\(ada@engines.example\), with intro\+[0-9a-z]{13}@verify.yachtparty.example in To or Cc.',
  'then her address goes to who introduces her');
select unalike(tests.told_of_it('Ada'), '%grace@%', 'and nobody''s to her');

select * from finish();
rollback;

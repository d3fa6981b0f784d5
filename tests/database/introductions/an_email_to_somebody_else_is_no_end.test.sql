begin;
set local search_path = extensions, public;
select plan(9);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
update public.prospects set email = 'noah@ark.example';
create function pg_temp.mail(whom text) returns text language sql as $$
  select tests.mail('grace@cobol-yachts.example', intro_email, jsonb_build_object('recipients',
    array['ada@engines.example', mail.whom], 'copied', jsonb_build_array(intro_email)))
  from public.intro_opportunities
$$;
create function pg_temp.go_on() returns text language sql as $$
  select private.advance_intro(id, now()) from intro
$$;
savepoint known;

select is(pg_temp.mail('anybody@else.example'), 'to_another', 'the prospect is known by another');
select is(pg_temp.go_on(), 'waits', 'which is no proof');
select is(said, 'made', 'but their connector''s word') from private.intro_sides
  where side = 'connector';
select matches(tests.told_of_it('Ada'), 'Text me MADE or NOT MADE', 'to which the innovator has one');
rollback to known;
select is(pg_temp.mail('noah@ark.example') || ' ' || pg_temp.go_on(), 'introduced completed',
  'to them it is proof');
rollback to known;
select tests.say_of_it(id, 'innovator', 'not_made') from intro;
select is(pg_temp.mail('noah@ark.example') || ' ' || pg_temp.go_on(), 'introduced disputed',
  'after a no it is evidence');
select is(count(*), 0::bigint, 'that pays nobody') from tests.bounties where event_type <> 'escrow';
rollback to known;
select tests.say_of_it(id, 'connector', 'made'), tests.say_of_it(id, 'innovator', 'not_made')
  from intro;
select is(pg_temp.mail('noah@ark.example') || ' ' || pg_temp.go_on(), 'introduced disputed',
  'nor does it end a dispute');
select ok(email_seen_at is not null, 'whoever ends that sees it') from public.intro_opportunities;

select * from finish();
rollback;

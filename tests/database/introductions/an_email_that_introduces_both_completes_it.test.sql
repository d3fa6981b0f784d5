begin;
set local search_path = extensions, public;
select plan(8);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
create function pg_temp.mail(sender text, recipients text[], more jsonb default '{}')
returns text language sql as $$
  select tests.mail(sender, intro_email, jsonb_build_object('recipients', recipients,
    'copied', jsonb_build_array(intro_email)) || more) from public.intro_opportunities
$$;

select is(pg_temp.mail('grace@cobol-yachts.example', '{ada@engines.example}'), 'not_both',
  'to one of the two alone it introduces nobody');
select is(pg_temp.mail('grace@cobol-yachts.example', '{noah@ark.example}'), 'not_both',
  'nor without who would like to meet them');
select is(pg_temp.mail('eve@ark.example', '{ada@engines.example,noah@ark.example}'),
  'other_sender', 'nor from anybody else');
select is(pg_temp.mail('grace@cobol-yachts.example', '{ada@engines.example,noah@ark.example}',
  '{"unproved": "not_authenticated"}'), 'unproved_sender', 'nor in somebody''s name');
select is(pg_temp.mail('grace@cobol-yachts.example', '{ada@engines.example,noah@ark.example}'),
  'introduced', 'from its connector to both it does');
select is(pg_temp.mail('ada@engines.example', '{noah@ark.example,grace@cobol-yachts.example}'),
  'over', 'once');
select is(private.advance_intro(id, now()), 'completed', 'and it is made') from intro;
select results_eq('table tests.bounties', $$ values ('Ada', 'escrow', -50, 150),
  ('Grace', 'bounty', 50, 50) $$, 'and paid');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(11);

do $$ begin perform tests.a_page(); end $$;
create function pg_temp.ask(n integer, statement text) returns text language sql as $$
  select tests.attempt('authenticated', 'a0000000-0000-4000-8000-00000000000' || n, statement)
$$;

select is(pg_temp.ask(1, $$ select public.start_conversation('Moorings') $$), 'allowed',
  'somebody begins one');
select is(pg_temp.ask(2, $$ select public.start_conversation('Moorings') $$), 'PT404',
  'who is nobody does not');
select results_eq($$ select user_id, channel, status from public.conversations
    where title = 'Moorings' $$,
  $$ values ('00000000-0000-4000-8000-000000000031'::uuid, 'web', 'active') $$, 'it is theirs');
do $$ begin
  perform pg_temp.ask(n, $q$ select public.rename_conversation(id, 'Berths of ') from
    (values ('c0000000-0000-4000-8000-000000000031'::uuid)) c (id) $q$)
    from generate_series(1, 2) n;
end $$;
create temp view page as select title, status from public.conversations
  where id = 'c0000000-0000-4000-8000-000000000031';
select results_eq('select title from page', array['Berths of'], 'they name it');
do $$ begin perform pg_temp.ask(2,
  $q$ select public.archive_conversation('c0000000-0000-4000-8000-000000000031') $q$); end $$;
select results_eq('select status from page', array['active'], 'another puts nothing away');
do $$ begin perform pg_temp.ask(1,
  $q$ select public.archive_conversation('c0000000-0000-4000-8000-000000000031') $q$); end $$;
select results_eq('select status from page', array['archived'], 'they do');
do $$ begin perform tests.write(1); end $$;
select results_eq('select status from page', array['active'], 'until they write again');
select is(tests.seen_by('a0000000-0000-4000-8000-000000000001', 'conversations'), 2::bigint,
  'they read theirs');
select is(tests.seen_by('a0000000-0000-4000-8000-000000000002', 'conversations'), 0::bigint,
  'and others none of them');
update public.tenants set settings = '{"chat_openings_day_max": 2}' where slug = 'harbor-desk';
select is(pg_temp.ask(1, $$ select public.start_conversation() $$), 'PT429', 'a day has so many');
select is(tests.attempt('anon', null, $$ select public.start_conversation() $$), '42501',
  'a visitor begins none');

select * from finish();
rollback;

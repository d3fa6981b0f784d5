begin;
set local search_path = extensions, public;
select plan(12);

create function pg_temp.link() returns text language sql as $$
  select encode(digest(substring(content from '(?:token=|#)([0-9a-f]{48})'), 'sha256'), 'hex')
  from public.messages where direction = 'outbound' order by position desc limit 1
$$;
create function pg_temp.opened(at timestamptz default now(), token text default pg_temp.link())
returns jsonb language sql as $$ select worker.begin_export(token, null, null, at) $$;

select is(tests.ask_of_data('l1', 'export'), 'data_request', 'asking for one''s data is no agent''s');
create temp table first_link as select pg_temp.link() as token;
do $$ begin perform tests.ask_of_data('l2', 'export'); end $$;
select is((select pg_temp.opened(now(), token) from first_link), '{"refused": "nobody"}',
  'the newest link counts');
select is(pg_temp.opened(now() + interval '25 hours'), '{"refused": "nobody"}', 'for a day');
create temp table opened as select pg_temp.opened() as said;
select ok((select said -> 'relations' ? 'public.messages' from opened), 'it opens');
select is(pg_temp.opened(), '{"refused": "nobody"}', 'once');
create function pg_temp.rows(relation text, at timestamptz default now()) returns jsonb
language sql as $$ select worker.export_rows((said ->> 'request_id')::uuid, relation, 0, at)
  from opened $$;
select is(pg_temp.rows('public.users') #>> '{0,phone_number}', '+14155550111', 'her own row');
select ok(jsonb_array_length(pg_temp.rows('public.users')) = 1
  and not pg_temp.rows('public.users') -> 0 ? 'auth_id', 'alone, and without what is hidden');
select is(pg_temp.rows('vault.secrets'), null, 'no table that is not in the catalogue');
select is(pg_temp.rows('public.users', now() + interval '11 minutes'), null, 'for ten minutes');
select is((select worker.end_export((said ->> 'request_id')::uuid, 7) from opened), true, 'it ends');
select results_eq($$ select status, rows_count from public.data_requests where status = 'done' $$,
  $$ values ('done', 7) $$, 'who had what when is on record, and nothing of what it was');

do $$ begin perform tests.ask_of_data('l' || n, 'export') from generate_series(3, 6) n; end $$;
select matches((select content from public.messages where direction = 'outbound'
  order by position desc limit 1), '^You have had your data several times today',
  'the sixth within a day is no error: they are told to come again');

select * from finish();
rollback;

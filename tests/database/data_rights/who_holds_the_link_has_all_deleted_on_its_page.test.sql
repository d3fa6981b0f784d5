begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.ask_of_data('p1', 'export'); end $$;
create temp table link as select encode(digest(substring(content from '[=#]([0-9a-f]{48})'),
  'sha256'), 'hex') as token from public.messages where direction = 'outbound';
select is(worker.erase_by_link(repeat('0', 64)), false, 'a token that is none deletes nothing');
select is(worker.erase_by_link(token, now() + interval '25 hours'), false,
  'nor one whose time is over') from link;
select is_empty('select from tests.erasures', 'and asks nothing');
select is(worker.begin_export(token, null, null) ? 'relations', true, 'the file is had') from link;
select is(worker.erase_by_link(token), true, 'and then all of it deleted') from link;
select is(worker.erase_by_link(token), true, 'a second press is the same') from link;
select results_eq('select status, channel from tests.erasures', $$ values ('confirmed', 'web') $$,
  'it is one request, confirmed');
select is((select count(*) from public.messages where content ~ '^Your data is being deleted now'),
  1::bigint, 'whose receipt is texted');

select * from finish();
rollback;

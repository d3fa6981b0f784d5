begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.two_members();
  perform tests.ask_of_data('l1', 'export', '{"data": {"asks": "export", "language": "es"}}');
end $$;
create temp table link as select encode(digest(substring(content from '[=#]([0-9a-f]{48})'),
  'sha256'), 'hex') as token from public.messages where content ~ 'Sus datos, en un archivo';
select is(worker.erase_by_link(token), true, 'whoever was sent a link in Spanish') from link;
select is((select count(*) from public.messages where content ~ 'Sus datos se borran ahora'),
  1::bigint, 'has the receipt in Spanish');

do $$
declare theirs uuid := (select id from public.users where phone_number = '+14155550122');
begin
  perform private.confirm_on_page(u, private.ask_erasure(u, 'web', null)) from public.users u
    where u.id = theirs;
end $$;
select is((select count(*) from public.messages where content ~ 'Your data is being deleted now'),
  1::bigint, 'who never asked in words has it in English');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(2);

update public.users set verified = false;
do $$ begin perform tests.one_item_a_type(); end $$;
select is_empty('select event_type from public.events', 'a person who is not verified');
update public.users set verified = true;
update public.tenants set product = 'coach';
do $$ begin perform tests.offer_intro(6); end $$;
select is_empty('select event_type from public.events', 'a tenant that has no network');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(4);

select tests.member();
select tests.rank('intro_opportunity', tests.intro());
select is(private.present_priority('20000000-0000-4000-8000-000000000005', id), false,
  'to nobody else') from public.user_priorities;
select is(private.present_priority(user_id, gen_random_uuid()), false, 'none that is not there')
from public.user_priorities;
select is(private.present_priority(user_id, id), true, 'to them') from public.user_priorities;
update public.user_priorities set status = 'actioned';
select is(private.present_priority(user_id, id), false, 'and not once it is over')
from public.user_priorities;

select * from finish();
rollback;

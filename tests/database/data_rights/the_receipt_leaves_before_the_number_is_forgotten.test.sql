begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.consented();
  perform tests.ask_of_data('r1', 'erase');
  perform tests.ask_of_data('r2', 'erase');
end $$;
select results_eq('select status from tests.erasures', array['confirmed'],
  'who asks a second time means it');
select is(tests.erase(now() + interval '1 minute'), 'wait', 'its receipt is on its way');
select ok(exists (select from public.users where phone_number = '+14155550111'), 'nothing is gone');
select matches((select string_agg(s, '; ') from tests.send_all(now() + interval '1 minute') s),
  'Your data is being deleted now', 'it leaves');
select is(tests.erase(now() + interval '2 minutes'), 'ready', 'then they go');
select ok(not exists (select from public.users where phone_number = '+14155550111'), 'all of it');
select results_eq('select status, counted from tests.erasures', $$ values ('done', true) $$,
  'that it was done, when, and how much it was is on record');
select is((select worker.erase_person(gen_random_uuid(), id) ->> 'lost' from public.data_requests),
  'true', 'nobody does it without a lease');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(4);

select tests.consent();
select tests.rank('intro_opportunity', tests.intro());
select tests.want_told((select id from public.user_priorities), decided => false);
select is(tests.turn('what is there?', 'present_opportunity', '{"handle": "p1", "asked": true}'),
  'done', 'a reply tells of it');
select results_eq('select status, status_reason, status_detail from public.message_queue',
  $$ values ('cancelled', 'withdrawn', 'it was told or settled meanwhile') $$,
  'the text that was to tell of it is not sent');

update public.user_priorities set status = 'expired';
select tests.want_told((select id from public.user_priorities));
select is(tests.finish_turn('[{"type": "reply", "input": {"text": "Old news."}}]', tests.noon())
  -> 'outreach' ->> 'wanted_by', 'account-manager', 'of what is over words are found');
select results_eq($$ select status, status_detail from public.message_queue
  where status_detail ~ 'settled$' and delivered_message_id is null order by arrival desc limit 1 $$,
  $$ values ('cancelled', 'its matter is settled') $$, 'in vain');

select * from finish();
rollback;

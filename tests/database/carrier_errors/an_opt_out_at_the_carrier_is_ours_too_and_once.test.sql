begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
do $$ begin
  for times in 1..2 loop
    perform private.heed_error(id, 21610, now()) from public.messages;
  end loop;
end $$;

select results_eq('select kind, source, message_id from public.consent_events',
  $$ select 'opt_out', 'send_error', id from public.messages $$,
  'the ledger has it once, with the text that told us');
select isnt((select opted_out_at from public.users
  where id = '00000000-0000-4000-8000-000000000021'), null, 'nothing leaves any more');
do $$ begin perform private.heed_error(id, 30004, now()) from public.messages; end $$;
select is((select count(*) from public.consent_events), 1::bigint,
  'a number that is blocked has not said so');
select is((select unreachable_code from public.users
  where id = '00000000-0000-4000-8000-000000000021'), 30004, 'but nothing is sent there either');

select * from finish();
rollback;

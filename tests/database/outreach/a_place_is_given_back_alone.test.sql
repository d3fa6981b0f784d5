begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  perform tests.queue_text(words) from unnest(array['one', 'two']) words;
  perform tests.deliver();
end $$;

select is(slots_at, array[tests.noon(), tests.noon()], 'two that began at the same moment')
  from public.user_message_budget;
do $$ begin
  perform private.give_slot_back(q) from public.message_queue q where q.final_message = 'one';
end $$;
select results_eq('select slots_at, messages_sent from public.user_message_budget',
  $$ values (array[tests.noon()], 1) $$, 'have a place each');

select * from finish();
rollback;

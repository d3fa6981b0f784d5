begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  update public.tenants set settings = settings || '{"texts_a_day_max": 1}';
  perform tests.a_text_out();
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'concierge', 'outbound', 'more' from public.conversations;
end $$;

select results_eq('select * from tests.send_all()', array['>hello', 'more (paused)'],
  'a tenant has sent its texts of the day');
create temp table pace as select replies_free_at from private.sender_pace;
do $$ begin perform tests.send_all(tests.noon() + interval '10 minutes'); end $$;
select results_eq('select replies_free_at from private.sender_pace',
  'select replies_free_at from pace', 'what waits for the next books nothing when it asks');

select * from finish();
rollback;

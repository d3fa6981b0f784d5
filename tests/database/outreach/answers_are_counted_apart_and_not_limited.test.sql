begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  update public.users set daily_limit = 1;
  perform tests.queue_text('news') from generate_series(1, 2);
  perform tests.deliver();
  insert into public.messages (conversation_id, role, direction, content)
    select c.id, 'concierge', 'outbound', 'answer ' || n
    from public.conversations c, generate_series(1, 12) n;
end $$;

select is(count(*), 12::bigint, 'all of them leave') from tests.send_all();
select results_eq('select messages_sent, replies_sent from public.user_message_budget',
  'values (1, 12)', 'and are counted');
select is(tests.deliver(tests.noon(0, '15:00')), null, 'none of them makes or takes a place');

select * from finish();
rollback;

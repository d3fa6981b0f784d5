begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin
  perform tests.a_text_out();
  update public.users set phone_number = '+14155550111', first_name = 'Amazing'
    where id = '00000000-0000-4000-8000-000000000021';
end $$;

select results_eq($$
  select u.first_name, u.phone_number_history, c.status, m.status
  from public.users u join public.conversations c on c.user_id = u.id
  join public.messages m on m.conversation_id = c.id
  where u.id = '00000000-0000-4000-8000-000000000021'
$$, $$ values ('Amazing', '[]'::jsonb, 'active', 'queued_for_send') $$,
  'no history, the thread is open, its text goes out');

select * from finish();
rollback;

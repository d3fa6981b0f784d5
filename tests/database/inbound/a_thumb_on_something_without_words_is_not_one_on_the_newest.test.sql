begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.react(sid text, quoted text) returns bigint language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', sid, 'from', '+14155550111', 'body', sid, 'reaction',
    jsonb_build_object('rating', 'up', 'removed', false, 'quoted', quoted)));
  select count(*) from public.feedback
$$;
do $$ begin
  perform tests.a_text_out();
  update public.messages set content = E'see you \U0001F44D', status = 'sent', sent_at = now();
  insert into public.messages (conversation_id, role, direction, content, status, sent_at)
    select conversation_id, role, direction, 'and so on', 'sent', now() from public.messages;
  perform pg_temp.react('SM1', E'\U0001F389');
end $$;

select is_empty('select from public.feedback', 'a party that nobody of us gave');
do $$ begin perform pg_temp.react('SM2', E'\U0001F44D'); end $$;
select results_eq($$ select m.content from public.feedback f join public.messages m
  on m.id = f.message_id $$, array[E'see you \U0001F44D'], 'a thumb that one of us did');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(9);

create function pg_temp.react(sid text, rating text, quoted text, removed boolean default false)
returns text language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', sid, 'from', '+14155550111', 'body', sid, 'reaction', jsonb_build_object(
      'rating', rating, 'removed', removed, 'quoted', quoted))) ->> 'unanswered_reason'
$$;
create function pg_temp.thumbs() returns text language sql as $$
  select string_agg(m.content || ' ' || f.rating, ', ' order by m.content)
  from public.feedback f join public.messages m on m.id = f.message_id
$$;
do $$ begin
  perform tests.a_text_out();
  update public.messages set content = 'A: the fair, it opens at nine.', status = 'sent',
    sent_at = now();
  insert into public.messages (conversation_id, role, direction, content, status, sent_at)
    select conversation_id, role, direction, w, 'sent', now()
    from public.messages, unnest(array['B: bring boots.', 'C: see you there.']) w;
end $$;

select is(pg_temp.react('SM1', 'up', 'A: the fair, it open…'), 'reaction', 'it is not answered');
select is(pg_temp.thumbs(), 'A: the fair, it opens at nine. up', 'a quote is cut');
do $$ begin perform pg_temp.react('SM2', 'down', null); end $$;
select is(pg_temp.thumbs(), 'A: the fair, it opens at nine. up, C: see you there. down',
  'a bare one is about the newest');
do $$ begin perform pg_temp.react('SM3', 'up', 'C: See you there.'); end $$;
select matches(pg_temp.thumbs(), 'C: see you there. up$', 'a second thought counts');
do $$ begin perform pg_temp.react('SM4', 'up', 'A: the fair, it open…', true); end $$;
select is(pg_temp.thumbs(), 'C: see you there. up', 'one may be taken back');
do $$ begin perform pg_temp.react('SM5', 'down', 'hi there'); end $$;
select is(pg_temp.thumbs(), 'C: see you there. up', 'what quotes nobody changes nothing');
do $$ begin perform pg_temp.react('SM6', null, 'B: bring boots.'); end $$;
select is(pg_temp.thumbs(), 'C: see you there. up', 'nor does a word of no judgement');
select is_empty('select from public.agent_tasks where task_type = ''reply''', 'no turn comes of it');
select is(count(*), 6::bigint, 'each is noted') from public.events
  where event_type = 'message.noted';

select * from finish();
rollback;

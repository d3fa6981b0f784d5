-- Words of the coach's tests: analyses of what somebody said. Loaded after tests/vocabulary.sql.

create function tests.text_of_coached(words text) returns uuid
language sql set search_path = '' as $$
  insert into public.messages (conversation_id, role, direction, content, screen)
    values ('c0000000-0000-4000-8000-000000000001', 'user', 'inbound', text_of_coached.words,
      tests.screen())
    returning id
$$;
comment on function tests.text_of_coached(text) is 'The coached person says so.';

create function tests.claim_analysis() returns jsonb
language plpgsql set search_path = '' as $$
begin
  set constraints all immediate;
  set constraints all deferred;
  return worker.claim('conversation-analysis', 1, now() + interval '1 minute') -> 'turns' -> 0;
end
$$;
comment on function tests.claim_analysis() is 'The next analysis of the coached person is begun.';

create function tests.finish_analysis(turn jsonb, answers jsonb) returns text
language sql set search_path = '' as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'actions', jsonb_build_array(jsonb_build_object(
      'type', 'score_conversation', 'input', jsonb_build_object('answers', finish_analysis.answers)
    ))))) -> 0 ->> 'result'
$$;
comment on function tests.finish_analysis(jsonb, jsonb) is 'And ends with these yeses.';

create function tests.yeses(count integer) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('item', i.item, 'message', 'm' || i.nth,
    'quote', 'I thought of it ' || i.nth)), '[]')
  from private.rubric_items i where i.nth <= yeses.count
$$;
comment on function tests.yeses(integer) is
  'So many yeses, each with its quote from a text of its own, of those of tests.analysed_day.';

create function tests.analysed_day(score integer, day timestamptz) returns text
language plpgsql set search_path = '' as $$
declare
  turn jsonb;
  answer text;
begin
  insert into public.messages (conversation_id, role, direction, content, screen)
    select 'c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'I thought of it ' || n,
      tests.screen() from generate_series(1, 25) n;
  turn := tests.claim_analysis();
  -- As if it had ended on that day: whatever the turn itself looks at is earlier.
  answer := tests.finish_analysis(turn, '[]');
  update public.analysis_results a set chat_score = analysed_day.score, created_at = day
    where a.created_at = now() and a.analysis_type = 'chat_scoring';
  perform private.check_milestone(u, a, gen_random_uuid())
    from public.users u join public.analysis_results a on a.user_id = u.id
    where a.created_at = day and a.analysis_type = 'chat_scoring';
  return (select concat_ws(' ', u.stage, case when u.graduation_date is not null then 'graduated' end)
    from public.users u where u.id = '20000000-0000-4000-8000-000000000001');
end
$$;
comment on function tests.analysed_day(integer, timestamptz) is
  'Twenty-five texts more, analysed with that score on that day; the stage then.';

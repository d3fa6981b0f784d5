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

create function tests.answers(yeses jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(i.item, answers.yeses -> i.item) from private.rubric_items i
$$;
comment on function tests.answers(jsonb) is 'An answer to each question: these, and else no.';

create function tests.yeses(count integer) returns jsonb
language sql stable set search_path = '' as $$
  select tests.answers(coalesce(jsonb_object_agg(i.item, jsonb_build_object('message', 'm' || i.nth,
    'quote', 'I thought of it ' || i.nth)), '{}'))
  from private.rubric_items i where i.nth <= yeses.count
$$;
comment on function tests.yeses(integer) is
  'All answers, so many of them a yes, each with its quote from a message of its own, of those of '
  'tests.analysed_day.';

create function tests.analysed_day(
  score integer, day timestamptz, conversation integer default 1
) returns text
language plpgsql set search_path = '' as $$
begin
  insert into public.messages (conversation_id, role, direction, content, screen, created_at)
    select ('c0000000-0000-4000-8000-00000000000' || analysed_day.conversation)::uuid, 'user',
      'inbound', 'I thought of it ' || n, tests.screen(), analysed_day.day
    from generate_series(1, 25) n;
  perform tests.finish_analysis(tests.claim_analysis(), tests.yeses(score));
  return (select concat_ws(' ', u.stage, case when u.graduation_date is not null then 'graduated' end)
    from public.users u where u.id = '20000000-0000-4000-8000-000000000001');
end
$$;
comment on function tests.analysed_day(integer, timestamptz, integer) is
  'Twenty-five messages more, said at that time and analysed with that score; the stage then.';

-- Analyses: twenty-five messages, fourteen questions, quotes that are there; what moves a stage.

insert into public.agent_instances (agent_type, model) values
  ('conversation-analysis', 'claude-haiku-5-5');
insert into private.actions (action, agents, to_others, description) values
  ('score_conversation', '{conversation-analysis}', 'this agent analyses nothing',
   'answers, with quotes, to the questions about twenty-five messages');
insert into private.event_types (event_type, emitted_by, payload, description) values
  ('coaching.analysed', '{private.apply_score_conversation}',
   '{"analysis_id": "uuid", "user_id": "uuid"}',
   'twenty-five messages of somebody have a score'),
  ('coaching.stage_moved', '{private.check_milestone}',
   '{"analysis_id": "uuid", "user_id": "uuid"}',
   'somebody has come to another stage, or through the last');

create table private.rubric_items (
  item text primary key constraint item_is_a_word check (item ~ '^[a-z_]+$'),
  nth integer not null unique constraint nth_is_one_to_fourteen check (nth between 1 and 14),
  question text not null,
  strength text not null,
  area text not null
);
comment on table private.rubric_items is
  'The fourteen yes/no questions of an analysis, as the model is asked them, and what a yes or a '
  'no of it is called to the person. Each yes is a point.';
insert into private.rubric_items (nth, item, question, strength, area) values
  (1, 'names_a_goal', 'Do they say what they want to reach, in words of their own?',
   'You name what you want', 'Say what you want to reach'),
  (2, 'is_concrete', 'Do they tell of a concrete situation: who, where, or when?',
   'You tell of real situations', 'Tell of one real situation'),
  (3, 'names_a_feeling', 'Do they name a feeling of their own?',
   'You name what you feel', 'Put a word to what you feel'),
  (4, 'sees_own_part', 'Do they say what they themselves did, or left undone, in it?',
   'You see your own part', 'Look at your own part in it'),
  (5, 'sees_a_pattern', 'Do they point out something that keeps coming back?',
   'You see patterns', 'Look for what keeps coming back'),
  (6, 'asks_for_a_view', 'Do they ask for a view, feedback or help with something definite?',
   'You ask for what you need', 'Ask for the help you need'),
  (7, 'weighs_options', 'Do they weigh more than one way to go on?',
   'You weigh your options', 'Think of a second way'),
  (8, 'plans_a_step', 'Do they name a next step that they mean to take?',
   'You plan your next step', 'Name your next step'),
  (9, 'sets_a_time', 'Do they say when they will do something?',
   'You set yourself a time', 'Say when you will do it'),
  (10, 'acts_on_it', 'Do they tell of something that they have tried or done since?',
   'You act on your plans', 'Try one thing and tell of it'),
  (11, 'learns_from_it', 'Do they say what they learned from what happened?',
   'You learn from what happens', 'Say what you learned'),
  (12, 'sees_progress', 'Do they notice that something goes better than before?',
   'You notice your progress', 'Notice what goes better'),
  (13, 'bears_a_setback', 'Do they stay with the goal after something that went wrong?',
   'You go on after a setback', 'Come back after a setback'),
  (14, 'sees_others', 'Do they say how something looks to somebody else?',
   'You see the other side', 'Think of how others see it');

create table private.stage_rules (
  stage integer primary key constraint stage_is_one_to_three check (stage in (1, 2, 3)),
  analyses_min integer not null
    constraint never_by_a_single_score check (analyses_min >= 2),
  score_min numeric(3, 1) not null
    constraint score_min_is_zero_to_fourteen check (score_min between 0 and 14)
);
comment on table private.stage_rules is
  'What it takes to leave a stage: so many analyses with at least that score, since it was reached,'
  ' each on a day of its own, and half a day apart. From the third one graduates.';
insert into private.stage_rules values (1, 2, 8), (2, 3, 9), (3, 3, 10);

-- What it is given. ------------------------------------------------------------------------------

create function private.as_seen(words text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return regexp_replace(lower(normalize(words, nfkc)),
    '[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164'
    '\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]', '', 'g');
end
$$;
comment on function private.as_seen(text) is
  'Words as a reader sees them, in lower case: what hides within them is taken out.';

create function private.word_for_word(words text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return btrim(regexp_replace(translate(private.as_seen(words), '''’‘ʼ´`', ''), '\W+', ' ', 'g'));
end
$$;
comment on function private.word_for_word(text) is
  'Words alone, a space apart: a quote is true when it says the same ones, whatever became of its '
  'marks and capitals.';

create function private.speaks_of_scoring(words text) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return private.as_seen(words) ~ ('\m1[0-4]\s*(/|of|out of|de|sobre)\s*1[0-4]\M'
    || '|\mfourteen\M|\mcatorce\M'
    || '|\m(rubric|scor(e|es|ed|ing)|grad(e|es|ed|ing)|full marks|rating|'
    || 'puntuaci[oó]n|puntaje|nota m[aá]xima)\M'
    || '|\m(\d+|full|all|more|extra|maximum|todos los|m[aá]s)\s+(the\s+|my\s+)?p(oint|unto)s\M'
    || '|\m(give|award|deserve|earn(ed)?|dame|merezco)\M.{0,20}\mp(oint|unto)s?\M'
    || '|\m(say|answer|mark|put|responde|di)\M.{0,30}\m(yes|s[ií])\M.{0,30}'
    || '\m(all|every|each|any|todo|todas|cada)\M'
    || '|\m(ignore|disregard|forget|override|ignora|olvida)\M.{0,40}'
    || '\m(instructions?|rules?|prompt|above|previous|prior|instrucciones|reglas|anterior(es)?)\M'
    || '|\m(system|assistant|developer)\s*(:|prompt|message)|</?data>|\manalysis\M|\mmilestone\M'
    -- What looks like an answer already, or names a question.
    || '|\m(answer|quote|item)["'']?\s*:|\m[a-z]+_[a-z_]+\M');
end
$$;
comment on function private.speaks_of_scoring(text) is
  'Whether words speak of being judged, or to the judge. Rather once too often: they are not shown '
  'to the model and are no evidence of anything, and the other twenty-four are.';

create function private.may_be_judged(message public.messages) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  -- What one word alone or the screen's net has found is most often no distress at all.
  return (message.screen ->> 'severity' = 'none' or message.screen ->> 'severity' = 'low'
      and coalesce((select bool_and(rule ~ '^net\.|\.word$')
        from jsonb_array_elements_text(message.screen -> 'found') rule), false))
    and not private.speaks_of_scoring(message.content);
end
$$;
comment on function private.may_be_judged(public.messages) is
  'Nobody''s distress is scored, nor praised for how well it was put; nor is what is said to the '
  'judge.';

create function private.analysis_context(lease private.leases, task public.agent_tasks)
returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  batch public.messages[];
  known jsonb;
begin
  batch := array(select m from jsonb_array_elements_text(task.context_json -> 'message_ids')
      with ordinality b (id, nth)
    join public.messages m on m.id = b.id::uuid
    where m.tenant_id = task.tenant_id and m.user_id = task.user_id
      and m.direction = 'inbound' and not m.analysis_included
    order by b.nth);
  -- A task that is played again finds its messages marked.
  known := case when cardinality(batch) = 25 then (
    select jsonb_object_agg('m' || nth, jsonb_build_object('type', 'message', 'id', batch[nth].id))
    from generate_subscripts(batch, 1) nth) else '{}' end;
  update private.leases l set handles = known where l.token = lease.token;
  return jsonb_build_object('kind', 'analysis', 'agent_type', 'conversation-analysis',
    'user', jsonb_build_object('id', task.user_id),
    'items', (select jsonb_agg(jsonb_build_object('item', i.item, 'question', i.question)
      order by i.nth) from private.rubric_items i),
    'messages', case when known = '{}' then '[]' else (
      select jsonb_agg(jsonb_build_object('handle', 'm' || nth,
        'text', case when private.may_be_judged(batch[nth]) then batch[nth].content end)
        order by nth)
      from generate_subscripts(batch, 1) nth) end)
    || case when known = '{}' then '{}' else jsonb_build_object('instance', private.instance_view(
      private.instance_of('conversation-analysis', task.tenant_id, task.user_id))) end;
end
$$;
comment on function private.analysis_context(private.leases, public.agent_tasks) is
  'The twenty-five messages that a task is about, under handles; none when they have been in an '
  'analysis. What is not to be judged is left out (text null).';

-- What becomes of it. ----------------------------------------------------------------------------

create function private.check_score_conversation(
  person public.users, input jsonb, handles jsonb
) returns text
language plpgsql stable security invoker set search_path = '' as $$
begin
  return coalesce(private.check_fields(input, array['answers']), case
    when not coalesce(handles ? 'm25', false) then 'this turn has no messages to score'
    when jsonb_typeof(input -> 'answers') is distinct from 'object' then 'answers are an object'
    when array(select k from jsonb_object_keys(input -> 'answers') k order by k)
      <> array(select i.item from private.rubric_items i order by i.item)
      then 'answers are one to each question'
    when exists (select from jsonb_each(input -> 'answers') a (item, value)
      where a.value <> 'null' and (jsonb_typeof(a.value) <> 'object'
        or a.value - 'message' - 'quote' <> '{}'
        or coalesce(handles -> (a.value ->> 'message') ->> 'type', '') <> 'message'
        or coalesce(length(a.value ->> 'quote'), 0) not between 1 and 300))
      then 'an answer is null, or {message: a handle of this turn, quote: 1 to 300 characters}'
    end);
end
$$;
comment on function private.check_score_conversation(public.users, jsonb, jsonb) is
  'All questions have their answer: null is a no. Whether a yes has its quote is looked at when '
  'they are counted.';

create function private.counted_answers(answers jsonb, handles jsonb)
returns table (item text, message_id uuid, quote_from integer, quote_length integer)
language sql stable security invoker set search_path = '' as $$
  with quoted as (
    select i.item, i.nth, m.id as message_id, length(q.words) as size,
      strpos(' ' || private.word_for_word(m.content) || ' ', ' ' || q.words || ' ') as quote_from
    from jsonb_each(answers) a (item, value)
    join private.rubric_items i on i.item = a.item
    join public.messages m on m.id = (handles -> (a.value ->> 'message') ->> 'id')::uuid
    cross join lateral (select private.word_for_word(a.value ->> 'quote')) q (words)
    -- A word can be found anywhere, and proves nothing.
    where q.words ~ '^\w+ \w+ \w+' and private.may_be_judged(m)
  ),
  ranked as (
    select q.*, row_number() over (partition by q.message_id order by q.nth) as of_message
    from quoted q where q.quote_from > 0
  )
  select r.item, r.message_id, r.quote_from, r.size from ranked r where r.of_message <= 2
$$;
comment on function private.counted_answers(jsonb, jsonb) is
  'The yeses that count: with three words or more that stand so in a message of this turn. One '
  'message is evidence of at most two items, however good it sounds. Where the quote stands in '
  'private.word_for_word of it is kept; its words stay in messages alone.';

create function private.apply_score_conversation(
  person public.users, task public.agent_tasks, lease private.leases, input jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  batch uuid[];
  newest public.messages;
  thread public.conversations;
  analysis public.analysis_results;
  yes jsonb;
begin
  batch := array(select (lease.handles -> ('m' || nth) ->> 'id')::uuid
    from generate_series(1, 25) nth order by nth);
  select * into strict newest from public.messages m where m.id = batch[25];
  -- Conversations before messages: a move may be told in this one.
  select * into strict thread from public.conversations c
    where c.id = newest.conversation_id for no key update;
  if exists (select from public.messages m where m.id = any (batch) and m.analysis_included) then
    -- Another turn was first; they are in one analysis, and one alone.
    return;
  end if;
  update public.messages m set analysis_included = true where m.id = any (batch);
  select coalesce(jsonb_object_agg(c.item, jsonb_build_object('message_id', c.message_id,
      'from', c.quote_from, 'length', c.quote_length)), '{}') into yes
    from private.counted_answers(input -> 'answers', lease.handles) c;
  insert into public.analysis_results (tenant_id, user_id, analysis_type, chat_score,
      message_range, insights, strengths_identified, improvement_areas, created_at)
    select person.tenant_id, person.id, 'chat_scoring',
      (select count(*) from jsonb_object_keys(yes)),
      jsonb_build_object('first', batch[1], 'last', batch[25], 'count', cardinality(batch),
        'message_ids', to_jsonb(batch), 'day', private.local_day(person, newest.created_at),
        'last_at', newest.created_at),
      jsonb_build_object('answers', yes, 'claimed',
        (select count(*) from jsonb_each(input -> 'answers') a (item, value)
          where a.value <> 'null')),
      coalesce(array_agg(i.strength order by i.nth) filter (where yes ? i.item), '{}'),
      coalesce(array_agg(i.area order by i.nth) filter (where not yes ? i.item), '{}'),
      -- Their order counts, also of two that are stored together.
      clock_timestamp()
    from private.rubric_items i
    returning * into analysis;
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload,
      trace_id, created_by)
    values (person.tenant_id, 'coaching.analysed', analysis.id, 'analysis_result',
      jsonb_build_object('analysis_id', analysis.id, 'user_id', person.id), task.trace_id,
      'conversation-analysis');
  perform private.check_milestone(person, analysis, thread, task.trace_id);
end
$$;
comment on function private.apply_score_conversation(
  public.users, public.agent_tasks, private.leases, jsonb) is
  'Counts the yeses, marks the messages and looks at the stage, in one transaction: a turn that is '
  'played again finds its messages marked.';

-- Stages. ----------------------------------------------------------------------------------------

create function private.days_reached(person public.users, rule private.stage_rules)
returns uuid[]
language plpgsql stable security invoker set search_path = '' as $$
declare
  -- Who says that they have moved has another day at once: the clocks of the world are 26 hours
  -- apart. Half a day still lets an evening and the next noon be two.
  apart constant interval := '12 hours';
  reached uuid[] := '{}';
  days text[] := '{}';
  counted_at timestamptz := '-infinity';
  analysis record;
begin
  for analysis in
    select a.id, a.message_range ->> 'day' as day,
      (a.message_range ->> 'last_at')::timestamptz as last_at
    from public.analysis_results a
    where a.tenant_id = person.tenant_id and a.user_id = person.id
      and a.analysis_type = 'chat_scoring' and a.chat_score >= rule.score_min
      -- What brought them to this stage does not take them on to the next.
      and not exists (select from public.analysis_results t
        where t.tenant_id = a.tenant_id and t.user_id = a.user_id and t.triggered_milestone
          and t.analysis_type = 'chat_scoring' and t.created_at >= a.created_at)
    order by last_at, a.created_at
  loop
    if analysis.day <> all (days) and analysis.last_at >= counted_at + apart then
      reached := reached || analysis.id;
      days := days || analysis.day;
      counted_at := analysis.last_at;
    end if;
    exit when cardinality(reached) = rule.analyses_min;
  end loop;
  return reached;
end
$$;
comment on function private.days_reached(public.users, private.stage_rules) is
  'Analyses since the last milestone with the score that a rule wants, one of each day and half a '
  'day apart, as many as it wants. The days are those on which they wrote, by their clock then: a '
  'queue that was slow does not make two days of one, nor does a clock that is set to another zone.';

create function private.tell_of_move(
  person public.users, thread public.conversations, words text, trace_id uuid
) returns void
language plpgsql security invoker set search_path = '' as $$
begin
  if thread.channel = 'web' and private.is_in_crisis(person) then
    -- No time for it, and a page has no queue that waits: they see it when they ask.
    return;
  elsif thread.channel = 'web' then
    perform private.say_to(thread, words, 'proactive', tell_of_move.trace_id);
  else
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, subject, trace_id)
      values (person.tenant_id, person.id, 'coach', '{}', words, now(), 'stage',
        tell_of_move.trace_id);
  end if;
end
$$;
comment on function private.tell_of_move(
  public.users, public.conversations, text, uuid) is
  'Once, where they wrote last: on the page, or as a text that waits for its hour like any other. '
  'Person and thread locked.';

create function private.check_milestone(
  person public.users, analysis public.analysis_results, thread public.conversations,
  trace_id uuid
) returns boolean
language plpgsql security invoker set search_path = '' as $$
declare
  rule private.stage_rules;
  reached uuid[];
begin
  select * into rule from private.stage_rules r
    where r.stage = person.stage and person.graduation_date is null;
  reached := private.days_reached(person, rule);
  if rule.stage is null or cardinality(reached) < rule.analyses_min then
    return false;
  end if;
  update public.analysis_results a set triggered_milestone = true where a.id = analysis.id;
  update public.users u set
    stage = case when rule.stage = 3 then u.stage else u.stage + 1 end,
    graduation_date = case when rule.stage = 3 then analysis.created_at end
  where u.id = person.id;
  insert into public.analysis_results (tenant_id, user_id, analysis_type, message_range, insights,
      triggered_milestone, created_at)
    values (person.tenant_id, person.id,
      case when rule.stage = 3 then 'graduation_assessment' else 'milestone_check' end,
      analysis.message_range, jsonb_build_object('from_stage', rule.stage, 'analyses', reached),
      true, clock_timestamp());
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload,
      trace_id, created_by)
    values (person.tenant_id, 'coaching.stage_moved', analysis.id, 'analysis_result',
      jsonb_build_object('analysis_id', analysis.id, 'user_id', person.id),
      check_milestone.trace_id, 'conversation-analysis');
  perform private.tell_of_move(person, thread, case when rule.stage = 3
    then 'You have come through all three stages: you have graduated. I am here whenever you want '
      'to talk. Ask me for your analyses to see how you got here.'
    else 'You have come to stage ' || rule.stage + 1 || ' of 3. Ask me for your analyses '
      'whenever you like to see how.' end, check_milestone.trace_id);
  return true;
end
$$;
comment on function private.check_milestone(
  public.users, public.analysis_results, public.conversations, uuid) is
  'Moves somebody on when a rule''s analyses are there, or graduates them: a row tells from where, '
  'and by which. Nothing moves them back; who has graduated goes on with the coach and is '
  'analysed, and has no further to go. Person and thread locked.';

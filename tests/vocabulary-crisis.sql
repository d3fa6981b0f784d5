-- What the tests of crises have in common. Loaded after the other vocabularies.

create function tests.in_crisis(
  sid text, severity text default 'high', template text default 'suicide',
  more jsonb default '{}', at timestamptz default now()
) returns text
language plpgsql set search_path = '' as $$
declare
  answered jsonb := tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', in_crisis.sid, 'from', '+14155550111', 'body', 'hard words', 'screen',
    tests.screen(in_crisis.severity, in_crisis.template)) || in_crisis.more, in_crisis.at);
begin
  -- As at a commit.
  set constraints all immediate;
  set constraints all deferred;
  return answered ->> 'unanswered_reason';
end
$$;
comment on function tests.in_crisis(text, text, text, jsonb, timestamptz) is
  'A text of Grace''s arrives in which the screen found something; why no model answers it.';

create view tests.crises as
  select c.*, m.content as shown, m.status as shown_status, m.purpose as shown_purpose
  from public.crisis_events c left join public.messages m on m.id = c.shown_message_id;
comment on view tests.crises is 'Crises, and the words that answered them.';
grant select on tests.crises to postgres;

create function tests.crisis() returns tests.crises
language sql stable set search_path = '' as $$
  select c from tests.crises c join public.messages m on m.id = c.message_id
  order by m.position desc limit 1
$$;
comment on function tests.crisis() is 'The newest.';

create function tests.alerted() returns setof text
language sql stable set search_path = '' as $$
  select a.kind from public.alerts a
  where a.kind in ('crisis', 'crisis_watch', 'crisis_unreached') and a.resolved_at is null
  order by a.subject, a.kind
$$;
comment on function tests.alerted() is 'What operators are alerted of, of crises.';

create function tests.review(severity text, follow_up boolean default false, why text default 'plan')
returns text language plpgsql set search_path = '' as $$
declare
  turn jsonb := worker.claim('crisis-review') -> 'turns' -> 0;
  ended jsonb;
begin
  ended := worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'call', tests.settled_call(turn -> 'context' -> 'call' ->> 'id'),
    'actions', jsonb_build_array(jsonb_build_object('type', 'judge_crisis', 'input',
      jsonb_build_object('severity', review.severity, 'follow_up', review.follow_up,
        'why', array[review.why]))))));
  set constraints all immediate;
  set constraints all deferred;
  return ended -> 0 ->> 'result';
end
$$;
comment on function tests.review(text, boolean, text) is
  'A model looks at the crisis and judges it so; how its turn ended.';

create function tests.behind(wall text) returns text language plpgsql set search_path = '' as $$
declare
  left_us text;
begin
  perform tests.in_crisis('SM0', 'none');
  execute behind.wall;
  perform tests.in_crisis('SM1', 'high');
  -- 3 a.m. where she is.
  left_us := (select string_agg(s, ', ') from tests.send_all('2030-01-03 08:00Z') s);
  raise exception using errcode = 'YP999', message = case
    when left_us = (tests.crisis()).shown then 'left' else coalesce(left_us, 'nothing') end;
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;
comment on function tests.behind(text) is
  'Whether the words in a crisis leave in the night, alone and as they are, whatever this statement '
  'has put in their way: left, or what left instead. All of it is undone.';

-- What an agent may propose, checked when proposed and again when applied; and what it may read.

create function private.refuse(reason text) returns void
language plpgsql immutable security invoker set search_path = '' as $$
begin
  raise exception '%', refuse.reason using errcode = 'YP001',
    detail = 'An agent proposed an action that its state does not allow.';
end
$$;
comment on function private.refuse(text) is
  'Refuses an action: SQLSTATE YP001, with a reason the model may read.';

create function private.check_fields(input jsonb, allowed text[]) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return case
    when jsonb_typeof(input) is distinct from 'object' then 'the input must be an object'
    when not exists (select 1 from jsonb_object_keys(input)) and cardinality(allowed) > 0
      then 'at least one field is needed'
    else (
      select 'there is no field ' || k from jsonb_object_keys(input) k
      where k <> all (check_fields.allowed) limit 1)
  end;
end
$$;
comment on function private.check_fields(jsonb, text[]) is
  'Null when the object has only allowed fields, and one of them; else the reason.';

create function private.is_line(value jsonb, characters_max integer) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  -- Control, bidirectional and tag characters have no place in a name.
  return jsonb_typeof(value) = 'string'
    and length(btrim(value #>> '{}')) between 1 and characters_max
    and value #>> '{}' !~ '[[:cntrl:]\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]'
    and value #>> '{}' !~ '[\U000E0000-\U000E007F]';
end
$$;
comment on function private.is_line(jsonb, integer) is
  'Whether a JSON value is one line of plain text of 1 to characters_max characters.';

create function private.is_text(value jsonb, characters_max integer) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return jsonb_typeof(value) = 'string'
    and length(btrim(value #>> '{}')) between 1 and characters_max
    and replace(value #>> '{}', E'\n', '') !~ '[[:cntrl:]]';
end
$$;
comment on function private.is_text(jsonb, integer) is
  'Whether a JSON value is text of 1 to characters_max characters; line feeds are allowed in it.';

create table private.actions (
  action text primary key constraint action_is_a_word check (action ~ '^[a-z_]+$'),
  agents text[] not null,
  to_others text not null,
  description text not null
);
comment on table private.actions is
  'Every action, who may propose it, and what others are told. Each has two functions: '
  'check_<action>(person, input, handles) says why not, or null; apply_<action>(person, task, '
  'lease, input) does it.';

create function private.check_action(
  person public.users, agent text, action text, input jsonb, handles jsonb default '{}'
) returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  kind private.actions;
  reason text;
begin
  select * into kind from private.actions a where a.action = check_action.action;
  if check_action.action is null then
    return 'an action has a type';
  elsif kind.action is null then
    return 'there is no action ' || left(check_action.action, 40);
  elsif jsonb_typeof(input) is distinct from 'object' then
    return 'the input must be an object';
  elsif agent <> all (kind.agents) then
    return kind.to_others;
  end if;
  execute format('select private.%I($1, $2, $3)', 'check_' || kind.action)
    into reason using person, input, handles;
  return reason;
end
$$;
comment on function private.check_action(public.users, text, text, jsonb, jsonb) is
  'Null when this agent may do this to this person now, else the reason. Who the person is comes '
  'from the lane, and what a handle stands for from its lease. Called when the model proposes and '
  'again when the turn ends.';

create function private.apply_action(
  lease private.leases, task public.agent_tasks, person public.users, action jsonb
) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  kind text := action ->> 'type';
  input jsonb := action -> 'input';
  reason text := private.check_action(person, lease.function_name, kind, input, lease.handles);
begin
  if reason is not null then
    perform private.refuse(kind || ': ' || reason);
  end if;
  execute format('select private.%I($1, $2, $3, $4)', 'apply_' || kind)
    using person, task, lease, input;
end
$$;
comment on function private.apply_action(
  private.leases, public.agent_tasks, public.users, jsonb) is
  'Carries out one action of a turn that ends, or raises YP001 and with it undoes the turn.';

-- What an agent may read between two model calls. ------------------------------------------------

create function private.recall(conversation_id uuid, query text) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('position', m.position, 'role', m.role,
      'content', left(m.content, 500), 'created_at', m.created_at) order by m.position), '[]')
    from (
      select * from (
        select m.* from public.messages m
        where m.conversation_id = recall.conversation_id
        order by m.position desc limit 2000) newest
      where to_tsvector('simple', newest.content) @@
        (select coalesce(string_agg(quote_literal(w) || ':*', ' | '), '')::tsquery
          from regexp_split_to_table(lower(left(recall.query, 200)), '[^[:alnum:]]+') w
          where length(w) > 2)
      order by newest.position desc limit 8) m);
end
$$;
comment on function private.recall(uuid, text) is
  'Up to 8 of the conversation''s newest 2,000 messages that share a word with the query.';

create function private.answer_read(
  person public.users, conversation_id uuid, read jsonb, handles jsonb
) returns jsonb
language plpgsql stable security invoker set search_path = '' as $$
declare
  found jsonb := case read ->> 'tool'
    when 'recall' then
      private.recall(answer_read.conversation_id, coalesce(read -> 'input' ->> 'query', ''))
    when 'profile' then private.read_profile(person)
    when 'credits' then private.read_credits(person)
    when 'prospects' then private.read_prospects(person)
    when 'analyses' then private.read_analyses(person)
    when 'open_items' then
      private.read_open_items(person, answer_read.handles, read -> 'input' ->> 'handle')
    end;
begin
  return jsonb_build_object('tool_use_id', read ->> 'tool_use_id', 'ok', found is not null,
    'result', coalesce(found, to_jsonb(case read ->> 'tool'
      when 'open_items' then 'there is no such handle' else 'there is no such tool' end)));
end
$$;
comment on function private.answer_read(public.users, uuid, jsonb, jsonb) is
  'A read tool''s answer, about the lane''s own person and conversation only, and of others'' rows '
  'about those that have a handle in this turn.';

create function worker.step(
  lease uuid, call jsonb, proposals jsonb default '[]', reads jsonb default '[]'
) returns jsonb
language plpgsql security invoker set search_path = ''
set plan_cache_mode = 'force_generic_plan' as $$
declare
  held private.leases;
  task public.agent_tasks;
  person public.users;
  thread uuid;
  settled public.agent_actions_log;
  answer jsonb;
begin
  -- The lease before the log row, as everywhere.
  select * into held from private.leases l where l.token = step.lease for no key update;
  settled := private.settle_call(step.lease, step.call);
  if held.token is null then
    -- Returned, not raised: what the last call cost is a fact all the same.
    return jsonb_build_object('lost', true);
  end if;
  select * into task from public.agent_tasks t
    where t.lease_token = held.token and t.status = 'processing' order by t.seq limit 1;
  select * into person from public.users u where u.id = task.user_id;
  thread := (task.context_json ->> 'conversation_id')::uuid;
  answer := jsonb_build_object(
    'checks', (
      select coalesce(jsonb_agg(jsonb_build_object('tool_use_id', p.value ->> 'tool_use_id',
        'ok', c.reason is null, 'reason', c.reason) order by p.nth), '[]')
      from jsonb_array_elements(step.proposals) with ordinality p (value, nth)
      cross join lateral (select private.check_action(
        person, held.function_name, p.value ->> 'type', p.value -> 'input', held.handles)
        as reason) c),
    'reads', (
      select coalesce(jsonb_agg(private.answer_read(person, thread, r.value, held.handles)
        order by r.nth), '[]')
      from jsonb_array_elements(step.reads) with ordinality r (value, nth)));
  return answer
    || jsonb_build_object('call', private.next_call(held, task, settled, answer));
end
$$;
comment on function worker.step(uuid, jsonb, jsonb, jsonb) is
  'Between two model calls, in one round trip: settles the last, checks what it proposed, reads '
  'what it asked for, and gives leave for the next, or says why not. {"lost": true} when the lease '
  'is no longer the caller''s.';

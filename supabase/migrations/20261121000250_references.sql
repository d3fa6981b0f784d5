-- Where a foreign key cannot reach: ids whose kind stands beside them, and arrays of ids.

create table private.reference_kinds (
  kind text primary key,
  relation text not null
    constraint relation_is_a_public_table check (relation ~ '^public\.[a-z_]+$')
);
comment on table private.reference_kinds is
  'What an id of changing kind may point to: the word beside it, and the table it means.';
insert into private.reference_kinds (kind, relation) values
  ('user', 'public.users'),
  ('conversation', 'public.conversations'),
  ('message', 'public.messages'),
  ('task', 'public.agent_tasks'),
  ('queue_message', 'public.message_queue'),
  ('community_request', 'public.community_requests'),
  ('community_response', 'public.community_responses'),
  ('expert_impact_notification', 'public.community_responses'),
  ('intro_opportunity', 'public.intro_opportunities'),
  ('innovator', 'public.innovators'),
  ('prospect', 'public.prospects'),
  ('solution_workflow', 'public.solution_workflows'),
  ('solution_update', 'public.solution_workflows'),
  ('analysis_result', 'public.analysis_results'),
  ('crisis_event', 'public.crisis_events'),
  ('alert_channel', 'public.alert_channels');

create function private.names_a_stranger(kind text, ids jsonb, tenant_id uuid) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  target text := (select k.relation from private.reference_kinds k
    where k.kind = names_a_stranger.kind);
  strange boolean;
begin
  if target is not null then
    execute format('select exists (select from jsonb_array_elements_text($1) i (id)
      left join %s r on r.id = i.id::uuid and r.tenant_id = $2 where r.id is null)', target)
      into strange
      using case jsonb_typeof(ids) when 'array' then ids else jsonb_build_array(ids) end,
        names_a_stranger.tenant_id;
  end if;
  return strange;
end
$$;
comment on function private.names_a_stranger(text, jsonb, uuid) is
  'Whether an id, or one of an array, is no row of the tenant. Null: there is no such kind.';

create function private.same_tenant() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  holder jsonb := to_jsonb(new);
  ids jsonb := holder -> tg_argv[0];
  word text := case left(tg_argv[1], 1) when '=' then substr(tg_argv[1], 2)
    else holder ->> tg_argv[1] end;
  strange boolean;
begin
  -- The two that every text brings have plans that are kept; EXECUTE plans each time.
  if word = 'conversation' then
    strange := not exists (select from public.conversations c
      where c.id = (ids #>> '{}')::uuid and c.tenant_id = new.tenant_id);
  elsif word = 'message' then
    strange := not exists (select from public.messages m
      where m.id = (ids #>> '{}')::uuid and m.tenant_id = new.tenant_id);
  else
    strange := private.names_a_stranger(word, ids, new.tenant_id);
  end if;
  if strange is null then
    raise exception '%.% cannot point to a %', tg_table_name, tg_argv[0],
      coalesce(word, '(nothing)')
      using errcode = 'foreign_key_violation', hint = 'private.reference_kinds has what it may.';
  end if;
  if strange then
    raise exception '%.% names a % that the tenant does not have', tg_table_name, tg_argv[0], word
      using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;
comment on function private.same_tenant() is
  'Trigger (column, kind): the id, or each id of an array, is a row of the same tenant. The kind '
  'is the column that names it, or =kind when it is always the same. Says 23503 as a key would.';

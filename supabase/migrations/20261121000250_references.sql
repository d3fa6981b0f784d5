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
  ('crisis_event', 'public.crisis_events');

create function private.same_tenant() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  holder jsonb := to_jsonb(new);
  ids jsonb := holder -> tg_argv[0];
  word text := case left(tg_argv[1], 1) when '=' then substr(tg_argv[1], 2)
    else holder ->> tg_argv[1] end;
  target text;
  strange boolean;
begin
  select k.relation into target from private.reference_kinds k where k.kind = word;
  if target is null then
    raise exception '%.% cannot point to a %', tg_table_name, tg_argv[0],
      coalesce(word, '(nothing)')
      using errcode = 'foreign_key_violation', hint = 'private.reference_kinds has what it may.';
  end if;
  execute format('select exists (select from jsonb_array_elements_text($1) i (id)
    left join %s r on r.id = i.id::uuid and r.tenant_id = $2 where r.id is null)', target)
    into strange
    using case jsonb_typeof(ids) when 'array' then ids else jsonb_build_array(ids) end,
      new.tenant_id;
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

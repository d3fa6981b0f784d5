begin;
set local search_path = extensions, public;
select plan(3);

-- Each index of the sources, by the columns it leads with: one of ours does, too, after tenant_id
-- or without it. Where ours leads with others, is partial, or is left out (lead: null), the reason
-- stands there.
create temp table seeds (seed integer, relation text, columns text, lead text, predicate text,
  reason text);
insert into seeds (seed, relation, columns) values
  (3, 'users', 'poc_agent_type verified'),
  (2, 'conversations', 'user_id'),
  (3, 'conversations', 'phone_number'),
  (3, 'messages', 'user_id created_at'),
  -- The coach's conversations are our messages.
  (5, 'messages', 'user_id created_at'),
  (3, 'events', 'event_type created_at'),
  (3, 'events', 'aggregate_type aggregate_id created_at'),
  (3, 'agent_tasks', 'user_id status'),
  (3, 'agent_tasks', 'context_type context_id'),
  (3, 'user_message_budget', 'user_id date'),
  (3, 'user_message_budget', 'unique user_id date'),
  (2, 'user_priorities', 'unique user_id item_type item_id'),
  (2, 'solution_workflows', 'user_id status'),
  (2, 'intro_opportunities', 'connector_user_id status'),
  (2, 'intro_opportunities', 'innovator_id'),
  (2, 'community_requests', 'requesting_user_id'),
  (2, 'community_responses', 'request_id'),
  (2, 'community_responses', 'user_id'),
  (2, 'community_responses', 'status'),
  (2, 'credit_events', 'unique idempotency_key'),
  (2, 'credit_events', 'user_id created_at'),
  (2, 'innovators', 'unique user_id'),
  (3, 'innovators', 'active created_at'),
  (3, 'innovators', 'gin categories'),
  (2, 'prospects', 'innovator_id'),
  (2, 'prospects', 'status'),
  (2, 'linkedin_research_prospects', 'name company'),
  (3, 'agent_actions_log', 'agent_type created_at'),
  (3, 'agent_actions_log', 'user_id created_at'),
  (2, 'agent_actions_log', 'action_type'),
  (4, 'feedback', 'unique user_id message_id'),
  (4, 'usage_metrics', 'unique user_id date'),
  (5, 'analysis_results', 'user_id created_at'),
  (5, 'crisis_events', 'user_id severity_level');
update seeds set lead = columns;
insert into seeds values
  (3, 'messages', 'conversation_id created_at', 'unique conversation_id position', null,
   'position is the order of commit'),
  (2, 'events', 'aggregate_id aggregate_type', 'aggregate_type aggregate_id', null,
   'both are given'),
  (2, 'users', 'unique phone_number', 'unique phone_number', 'phone_number IS NOT NULL',
   'so that it is no key, and who refers to a person does not wait for a change of their number'),
  (3, 'users', 'phone_number', 'phone_number', 'phone_number IS NOT NULL', 'the same one'),
  (2, 'users', 'email', 'lower(email)', 'email IS NOT NULL', 'found whatever its case'),
  (3, 'messages', 'twilio_message_sid', 'unique twilio_message_sid', 'direction = ''inbound''',
   'a text out has a SID for each of its parts: message_parts'),
  (3, 'events', 'processed created_at', 'created_at', 'NOT processed', 'the predicate says it'),
  (3, 'message_queue', 'user_id status scheduled_for', 'user_id status scheduled_for',
   'status = ANY (ARRAY[''queued'', ''approved''])', 'the seed''s own predicate'),
  (3, 'message_queue', 'status scheduled_for priority', 'look_at',
   'status = ''queued''', 'what is held is looked at again at another time than it was queued for'),
  (2, 'message_queue', 'sequence_id', 'sequence_id', 'sequence_id IS NOT NULL', 'most have none'),
  (3, 'user_priorities', 'user_id status priority_rank', 'user_id priority_rank',
   'status = ''active''', 'the predicate says it'),
  (2, 'community_requests', 'status expires_at', 'status expires_at', 'status <> ''closed''',
   'closed ones never expire again'),
  (2, 'credit_events', 'processed', 'created_at', 'NOT processed', 'the predicate says it'),
  (2, 'prospects', 'email', 'lower(email)', 'email IS NOT NULL', 'found whatever its case'),
  (2, 'linkedin_research_prospects', 'linkedin_url', 'unique lower(linkedin_url)',
   'linkedin_url IS NOT NULL', 'found whatever its case, and researched once'),
  (3, 'agent_instances', 'agent_type status', 'agent_type', 'status = ''active''',
   'the predicate says it'),
  (3, 'agent_instances', 'agent_type user_id', 'user_id', 'user_id IS NOT NULL',
   'a person has few variants of their own'),
  (3, 'agent_actions_log', 'created_at cost_usd', 'created_at cost_usd', 'cost_usd IS NOT NULL',
   'the seed''s own predicate'),
  (3, 'conversations', 'status updated_at', 'status', null,
   'with a time in it every message would have to write this index'),
  (3, 'users', 'verified', null, null, 'half a table is not narrow; by agent and verified is'),
  (2, 'messages', 'created_at', null, null, 'read by conversation or person, never all by time'),
  (3, 'events', 'created_at', null, null, 'a time is a partition'),
  (3, 'agent_tasks', 'status scheduled_for priority', null, null, 'due is kept by lane'),
  (3, 'agent_tasks', 'agent_type status scheduled_for', null, null, 'due is kept by lane'),
  (5, 'job_queue', 'name priority created_at', null, null, 'a view: due is kept by lane');

create temp view ours as
  select c.relname, pg_get_expr(i.indpred, i.indrelid) as predicate,
    case when i.indisunique then 'unique ' else '' end
      || case a.amname when 'btree' then '' else a.amname || ' ' end
      || (select string_agg(l.name, ' ' order by l.nth) from unnest(k.names) with ordinality
        l (name, nth) where l.nth > 1 or l.name <> 'tenant_id') || ' ' as columns
  from pg_index i
  join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
  join pg_class x on x.oid = i.indexrelid
  join pg_am a on a.oid = x.relam
  cross join lateral (
    select array_agg(replace(pg_get_indexdef(i.indexrelid, n, true), '"', '') order by n) as names
    from generate_series(1, i.indnkeyatts) n) k;

create function pg_temp.served(relation text, columns text, predicate text) returns boolean
language sql as $$
  select exists (select from ours o
    where o.relname = served.relation
      and case when served.columns like 'unique %' then o.columns = served.columns || ' '
        else starts_with(regexp_replace(o.columns, '^unique ', ''), served.columns || ' ') end
      and replace(regexp_replace(coalesce(o.predicate, ''), '^\(|\)$', '', 'g'), '::text', '')
        = coalesce(served.predicate, ''))
$$;

select is_empty($$
  select 'seed ' || s.seed, s.relation, s.columns from seeds s
  where s.lead is not null and not pg_temp.served(s.relation, s.lead, s.predicate)
$$, 'an index of ours leads with the columns of each of the seeds''');

select is_empty($$
  select s.relation, s.columns, s.reason from seeds s
  where s.lead is null and pg_temp.served(s.relation, s.columns, null)
$$, 'what is left out for a reason is not there after all');

select is((select count(*) from seeds), 59::bigint, 'and none of this list got lost');

select * from finish();
rollback;

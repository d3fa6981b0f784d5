begin;
set local search_path = extensions, public;
select plan(2);

-- Columns that name a state or a kind and yet take any word, and why.
create temp table open_ended (relation text, name text, reason text);
insert into open_ended values
  ('message_media', 'content_type', 'the carrier''s word; what is fetched is checked'),
  ('message_status_events', 'status', 'the carrier''s word, kept as it came'),
  ('agent_tasks', 'agent_type', 'comes from private.task_types'),
  ('event_dead_letters', 'task_type', 'the letter outlives the kind'),
  ('agent_actions_log', 'agent_type', 'a record of what ran, under the name it had'),
  ('agent_actions_log', 'action_type', 'a record of what ran, under the name it had'),
  ('agent_actions_log', 'outcome', 'a record of what the provider said'),
  ('agent_instances', 'agent_type', 'a variant may stand before its agent does'),
  ('community_requests', 'requesting_agent_type', 'a record of who asked');

create temp view states as
  select c.oid as relation, c.relname::text, a.attnum, a.attname::text as name
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and a.atttypid = 'text'::regtype and not a.attisdropped and a.attname ~ ('(^|_)(status|role|'
      'kind|type|level|direction|channel|source|priority|urgency|severity|rating|product|step|'
      'encoding|outcome)$');

create temp view bounded as
  select s.relname, s.name from states s
  where exists (select from pg_constraint k where k.conrelid = s.relation
      and (k.contype = 'c' and k.conkey = array[s.attnum]
        or k.contype = 'f' and s.attnum = any (k.conkey)))
    -- The kind of an id: same_tenant knows them all.
    or exists (select from pg_trigger t
      where t.tgrelid = s.relation and t.tgfoid = 'private.same_tenant'::regproc
        and split_part(encode(t.tgargs, 'escape'), '\000', 2) = s.name);

select is_empty($$
  select relname, name from states except select * from bounded
    except select relation, name from open_ended
$$, 'a column that names a state has a check or a key');

select is_empty($$
  select o.relation, o.name from open_ended o
  where (o.relation, o.name) not in (select s.relname, s.name from states s)
    or (o.relation, o.name) in (select b.relname, b.name from bounded b)
$$, 'and what takes any word still does');

select * from finish();
rollback;

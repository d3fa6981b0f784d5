begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select * from (values
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('task_type', 'text', null, true),
    ('agent_type', 'text', null, true),
    ('user_id', 'uuid', null, false),
    ('context_id', 'uuid', null, false),
    ('context_type', 'text', null, false),
    ('scheduled_for', 'timestamp with time zone', null, true),
    ('priority', 'text', '''medium''::text', true),
    ('status', 'text', '''pending''::text', true),
    ('retry_count', 'integer', '0', true),
    ('max_retries', 'integer', '3', true),
    ('last_attempted_at', 'timestamp with time zone', null, false),
    ('context_json', 'jsonb', null, true),
    ('result_json', 'jsonb', null, false),
    ('error_log', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('created_by', 'text', null, false),
    ('completed_at', 'timestamp with time zone', null, false)
  ) wanted (name, type, "default", required)
  except
  select a.attname::text, format_type(a.atttypid, a.atttypmod),
    pg_get_expr(d.adbin, d.adrelid), a.attnotnull
  from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = 'public.agent_tasks'::regclass and not a.attisdropped
$$, 'agent_tasks has every column of the seeds, with its type and default');

select * from finish();
rollback;

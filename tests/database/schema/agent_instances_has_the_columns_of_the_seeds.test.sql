begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select * from (values
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('agent_type', 'text', null, true),
    ('user_id', 'uuid', null, false),
    ('config_json', 'jsonb', '''{}''::jsonb', true),
    ('prompt_version', 'text', null, false),
    ('status', 'text', '''active''::text', true),
    ('last_active_at', 'timestamp with time zone', 'now()', false),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('terminated_at', 'timestamp with time zone', null, false)
  ) wanted (name, type, "default", required)
  except
  select a.attname::text, format_type(a.atttypid, a.atttypmod),
    pg_get_expr(d.adbin, d.adrelid), a.attnotnull
  from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = 'public.agent_instances'::regclass and not a.attisdropped
$$, 'agent_instances has every column of the seeds, with its type and default');

select * from finish();
rollback;

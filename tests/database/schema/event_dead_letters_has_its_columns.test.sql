begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select * from (values
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('tenant_id', 'uuid', null, true),
    ('task_id', 'uuid', null, true),
    ('task_type', 'text', null, true),
    ('reason', 'text', null, true),
    ('attempts', 'integer', null, true),
    ('errors', 'jsonb', null, true),
    ('first_failed_at', 'timestamp with time zone', null, true),
    ('last_failed_at', 'timestamp with time zone', null, true),
    ('replayed_at', 'timestamp with time zone', null, false),
    ('discarded_at', 'timestamp with time zone', null, false),
    ('discarded_reason', 'text', null, false),
    ('created_at', 'timestamp with time zone', 'now()', true)
  ) wanted (name, type, "default", required)
  except
  select a.attname::text, format_type(a.atttypid, a.atttypmod),
    pg_get_expr(d.adbin, d.adrelid), a.attnotnull
  from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = 'public.event_dead_letters'::regclass and not a.attisdropped
$$, 'event_dead_letters has its columns, with types and defaults');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select * from (values
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('event_type', 'text', null, true),
    ('aggregate_id', 'uuid', null, false),
    ('aggregate_type', 'text', null, false),
    ('payload', 'jsonb', null, true),
    ('metadata', 'jsonb', null, false),
    ('processed', 'boolean', 'false', true),
    ('version', 'integer', '1', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('created_by', 'text', null, false)
  ) wanted (name, type, "default", required)
  except
  select a.attname::text, format_type(a.atttypid, a.atttypmod),
    pg_get_expr(d.adbin, d.adrelid), a.attnotnull
  from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = 'public.events'::regclass and not a.attisdropped
$$, 'events has every column of the seeds, with its type and default');

select * from finish();
rollback;

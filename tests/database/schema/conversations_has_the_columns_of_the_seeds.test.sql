begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select * from (values
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('user_id', 'uuid', null, true),
    ('phone_number', 'text', null, false),
    ('status', 'text', '''active''::text', true),
    ('conversation_summary', 'text', null, false),
    ('last_summary_message_id', 'uuid', null, false),
    ('messages_since_summary', 'integer', '0', true),
    ('created_at', 'timestamp with time zone', 'now()', true),
    ('updated_at', 'timestamp with time zone', 'now()', true),
    ('last_message_at', 'timestamp with time zone', null, false),
    ('tenant_id', 'uuid', null, true),
    ('title', 'text', null, false),
    ('is_archived', 'boolean', '(status = ''archived''::text)', false),
    ('metadata', 'jsonb', '''{}''::jsonb', true)
  ) wanted (name, type, "default", required)
  except
  select a.attname::text, format_type(a.atttypid, a.atttypmod),
    pg_get_expr(d.adbin, d.adrelid), a.attnotnull
  from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = 'public.conversations'::regclass and not a.attisdropped
$$, 'conversations has every column of the seeds, with its type and default');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(1);

select is_empty($$
  select * from (values
    ('id', 'uuid', 'gen_random_uuid()', true),
    ('conversation_id', 'uuid', null, true),
    ('user_id', 'uuid', null, true),
    ('role', 'text', null, true),
    ('content', 'text', null, true),
    ('direction', 'text', null, true),
    ('twilio_message_sid', 'text', null, false),
    ('status', 'text', null, true),
    ('created_at', 'timestamp with time zone', 'clock_timestamp()', true),
    ('sent_at', 'timestamp with time zone', null, false),
    ('delivered_at', 'timestamp with time zone', null, false),
    ('message_metadata', 'jsonb', '''{}''::jsonb', true),
    ('analysis_included', 'boolean', 'false', true),
    ('token_count', 'integer', null, false),
    ('latency_ms', 'integer', null, false)
  ) wanted (name, type, "default", required)
  except
  select a.attname::text, format_type(a.atttypid, a.atttypmod),
    pg_get_expr(d.adbin, d.adrelid), a.attnotnull
  from pg_attribute a
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = 'public.messages'::regclass and not a.attisdropped
$$, 'messages has every column of the seeds, with its type and default');

select * from finish();
rollback;

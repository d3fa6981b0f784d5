begin;
set local search_path = extensions, public;
select plan(1);

select tests.has_columns('data_requests', $$
  ('id', 'uuid', 'gen_random_uuid()', true),
  ('tenant_id', 'uuid', null, true),
  ('user_id', 'uuid', null, true),
  ('kind', 'text', null, true),
  ('channel', 'text', null, true),
  ('language', 'text', null, false),
  ('status', 'text', null, true),
  ('asked_in', 'uuid', null, false),
  ('receipt_id', 'uuid', null, false),
  ('asked_at', 'timestamp with time zone', 'now()', true),
  ('confirmed_at', 'timestamp with time zone', null, false),
  ('done_at', 'timestamp with time zone', null, false),
  ('rows_count', 'integer', null, false)
$$);

select * from finish();
rollback;

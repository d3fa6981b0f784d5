begin;
set local search_path = extensions, public;
select plan(4);

insert into public.users (id, tenant_id, phone_number) values
  ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002', '+14155550199');
update public.tenants set settings = '{"archive_months": 1}'
where id = '00000000-0000-4000-8000-000000000002';
insert into public.conversations (tenant_id, user_id, channel, last_message_at)
  select tenant_id, id, 'web', '2030-01-01' from public.users, generate_series(1, 3);
update private.settings set value = 2 where name = 'retire_batch';
create function pg_temp.runs(at timestamptz) returns integer[] language sql as $$
  select array_agg(private.archive_conversations(at)) from generate_series(1, 3)
$$;

select is(pg_temp.runs('2030-02-02'), array[2, 1, 0], 'after a month that tenant''s, two a run');
select results_eq('select distinct tenant_id::text from public.conversations
  where status = ''archived''', array['00000000-0000-4000-8000-000000000002'], 'and no other''s');
select is(pg_temp.runs('2030-07-02'), array[2, 1, 0], 'after six everybody else''s');
select is_empty($$ select * from public.conversations where status <> 'archived' $$, 'to the last');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); perform worker.queue_reconciles(); end $$;
set constraints all immediate;
insert into public.message_parts (id, tenant_id, message_id, part_index, part_count, body,
    encoding, segments, status)
  select 'b0000000-0000-4000-8000-000000000001', tenant_id, id, 0, 1, 'hello', 'GSM-7', 1,
    'queued' from public.messages;
create temp table held as select (worker.claim('housekeeping', 1, now()) -> 'turns' -> 0
  ->> 'lease')::uuid as lease;
create function pg_temp.note(lease uuid, sender integer) returns boolean language sql as $$
  select worker.note_asked(lease, ('00000000-0000-4000-8000-0000000000' || sender)::uuid,
    '{b0000000-0000-4000-8000-000000000001}')
$$;

select ok(not pg_temp.note(gen_random_uuid(), 11), 'a lease that is lost');
select ok(not pg_temp.note((select lease from held), 12), 'and one of another sender''s run');
select is((select asked_at from public.message_parts), null, 'note nothing');
select ok(pg_temp.note((select lease from held), 11), 'its own does');
select isnt((select asked_at from public.message_parts), null, 'and the part says so');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create temp table held as
  select lease, tests.begin_part(lease) ->> 'part_id' as part from tests.send_lease() lease;
update public.message_parts set sending_at = now() - interval '80 seconds', status = 'unknown';
create function pg_temp.absent(words text, seconds integer, state text) returns text
language plpgsql as $$
declare
  decided text;
begin
  insert into public.messages (conversation_id, role, direction, content)
    values ('c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', words);
  insert into public.message_parts (tenant_id, message_id, part_index, part_count, body, encoding,
      segments, status, sending_at, lease_token, accepted_at, twilio_message_sid)
    select tenant_id, id, 0, 1, content, 'GSM-7', 1, state, now() - make_interval(secs => seconds),
      gen_random_uuid(), now(), case state when 'sent' then 'SM1' end
    from public.messages order by position desc limit 1;
  select worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'absent',
    'deadline_seconds', 15)) ->> 'decided' into decided from held;
  raise exception using message = coalesce(decided, 'absent');
exception when raise_exception then
  return sqlerrm;
end $$;

select is(pg_temp.absent('hello', 70, 'sent'), 'abandoned', 'the same words have left since');
select is(pg_temp.absent('hello', 84, 'unknown'), 'abandoned', 'or may have, or just before');
select is(pg_temp.absent('hello', 90, 'sent'), 'absent', 'not long before');
select is(pg_temp.absent('hello', 70, 'failed'), 'absent', 'what was refused has not left');
select is(pg_temp.absent('hello again', 70, 'sent'), 'absent', 'nor were those the same words');

select * from finish();
rollback;

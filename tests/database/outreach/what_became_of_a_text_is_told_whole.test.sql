begin;
set local search_path = extensions, public;
select plan(10);

create function pg_temp.queue(words text, columns text default '', given text default '')
returns text language sql as $$
  select tests.attempt('postgres', null, format('insert into public.message_queue
    (tenant_id, user_id, agent_id, message_data, scheduled_for, final_message%s)
    select tenant_id, id, ''account-manager'', ''{}'', ''2030-01-01'', %L%s
    from public.users where id = %L', columns, words, given,
    '00000000-0000-4000-8000-000000000021'))
$$;

select is(pg_temp.queue('hi', columns, given), outcome, columns || given)
from (values
  (', status', ', ''sent''', '23514'),
  (', sent_at', ', now()', '23514'),
  (', status, sent_at', ', ''sent'', now()', 'allowed'),
  (', status', ', ''superseded''', '23514'),
  (', superseded_reason', ', ''newer''', '23514'),
  (', status, superseded_reason', ', ''superseded'', ''newer''', 'allowed'),
  (', sequence_id', ', gen_random_uuid()', '23514'),
  (', sequence_id, sequence_position, sequence_total', ', gen_random_uuid(), 3, 2', '23514'),
  (', sequence_id, sequence_position, sequence_total', ', gen_random_uuid(), 2, 2', 'allowed'),
  (', status', ', ''lost''', '23514')
) t (columns, given, outcome);

select * from finish();
rollback;

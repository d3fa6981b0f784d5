begin;
set local search_path = extensions, public;
select plan(1);

create function pg_temp.queue(words text, columns text default '', given text default '')
returns text language sql as $$
  select tests.attempt('postgres', null, format('insert into public.message_queue
    (tenant_id, user_id, agent_id, message_data, scheduled_for, final_message%s)
    select tenant_id, id, ''account-manager'', ''{}'', ''2030-01-01'', %L%s
    from public.users where id = %L', columns, words, given,
    '00000000-0000-4000-8000-000000000021'))
$$;
do $$ begin
  perform pg_temp.queue('hi', ', status, priority', format(', %L, %L', status, priority))
    from unnest(array['queued', 'queued', 'approved', 'cancelled', 'expired', 'failed'],
      array['urgent', 'urgent', 'low', 'high', 'high', 'high']) t (status, priority);
end $$;

select results_eq('select * from worker.get_queued_messages_count()', $$ values
  ('approved', 'low', 1::bigint, '2030-01-01'::timestamptz), ('queued', 'urgent', 2, '2030-01-01')
$$, 'what is over does not wait');

select * from finish();
rollback;

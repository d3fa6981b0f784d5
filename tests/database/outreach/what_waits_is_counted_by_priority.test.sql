begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin
  perform tests.queue_text('hi', ', status, priority, status_reason',
      format(', %L, %L, ''withdrawn''', status, priority))
    from unnest(array['queued', 'queued', 'approved', 'cancelled', 'expired', 'failed'],
      array['urgent', 'urgent', 'low', 'high', 'high', 'high']) t (status, priority);
end $$;

select results_eq('select * from worker.get_queued_messages_count()', $$ values
  ('approved', 'low', 1::bigint, '2030-01-01'::timestamptz), ('queued', 'urgent', 2, '2030-01-01')
$$, 'what is over does not wait');

select * from finish();
rollback;

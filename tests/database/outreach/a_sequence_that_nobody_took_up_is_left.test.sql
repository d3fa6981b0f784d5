begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('part ' || n, ', sequence_id, sequence_position, sequence_total',
      format(', ''5e000000-0000-4000-8000-000000000001'', %s, 3', n)) from generate_series(1, 3) n;
end $$;

select is(tests.deliver(), '>part 1', 'it begins');
do $$ begin perform tests.text_in('SM1'); end $$;
update public.message_queue set sequence_paused_at = tests.noon()
  where sequence_paused_at is not null;
select is(tests.deliver(tests.noon(0, '18:00')), null, 'its person wrote: it waits');
select is(string_agg(distinct reason, ' '), 'sequence_paused', 'for a turn to say how it goes on')
  from tests.queued where status = 'queued';
do $$ begin perform tests.deliver(tests.noon(1)); end $$;
select results_eq('select status, reason from tests.queued where words <> ''part 1''',
  $$ values ('cancelled', 'sequence_left'), ('cancelled', 'sequence_left') $$, 'for a day');

select * from finish();
rollback;

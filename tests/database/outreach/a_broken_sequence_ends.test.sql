begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('part ' || n, ', sequence_id, sequence_position, sequence_total',
      format(', ''5e000000-0000-4000-8000-000000000001'', %s, 3', n)) from generate_series(1, 3) n;
end $$;

select is(tests.deliver(kind => 'rejected'), '>part 1', 'its first part is refused');
do $$ begin perform tests.deliver(tests.noon(0, '13:01')); end $$;
select results_eq('select words, status, reason from tests.queued order by arrival', $$ values
  ('part 1', 'failed', 'carrier_refused'), ('part 2', 'cancelled', 'sequence_broken'),
  ('part 3', 'cancelled', 'sequence_broken') $$, 'nobody is sent an end without a beginning');

select * from finish();
rollback;

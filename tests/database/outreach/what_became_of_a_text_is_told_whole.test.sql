begin;
set local search_path = extensions, public;
select plan(10);

select is(tests.queue_text('hi', columns, given), outcome, columns || given)
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

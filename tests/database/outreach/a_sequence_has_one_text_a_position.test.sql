begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin
  perform tests.queue_text('hi', ', sequence_id, sequence_position, sequence_total',
    ', ''5e000000-0000-4000-8000-000000000001'', 1, 2');
end $$;
select is(tests.queue_text('hi', ', sequence_id, sequence_position, sequence_total',
  ', ''5e000000-0000-4000-8000-000000000001'', 1, 2'), '23505',
  'two would hold up what stands behind them for ever');

select * from finish();
rollback;

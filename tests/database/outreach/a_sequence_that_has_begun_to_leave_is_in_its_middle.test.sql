begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('part ' || n, ', sequence_id, sequence_position, sequence_total',
      format(', ''5e000000-0000-4000-8000-000000000001'', %s, 2', n)) from generate_series(1, 2) n;
end $$;

select is(tests.deliver(kind => 'nothing'), '>part 1', 'its first part is with the carrier');
do $$ begin perform tests.text_in('SM1'); end $$;
select isnt(sequence_paused_at, null, 'so that she writes in the middle of it')
  from public.message_queue where sequence_position = 2;

select * from finish();
rollback;

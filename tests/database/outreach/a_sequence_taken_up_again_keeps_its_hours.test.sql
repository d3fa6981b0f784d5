begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('part ' || n, ', sequence_id, sequence_position, sequence_total',
      format(', ''5e000000-0000-4000-8000-000000000001'', %s, 3', n)) from generate_series(1, 3) n;
  update public.message_queue set scheduled_for = tests.noon(2), look_at = tests.noon(2)
    where sequence_position = 3;
  update public.message_queue set scheduled_for = now(), look_at = now()
    where sequence_position < 3;
  perform tests.deliver();
  perform tests.text_in('SM1');
end $$;

create function pg_temp.resume(hours integer) returns void language sql as $$
  select private.steer_sequences(u, 'resume', hours) from public.users u
$$;
select is((select count(*) from public.message_queue where sequence_paused_at is not null),
  2::bigint, 'she wrote in the middle of it');
do $$ begin perform pg_temp.resume(2); end $$;
select is((select sequence_paused_at from public.message_queue where sequence_position = 2), null,
  'her agent takes it up again');
select is((select look_at from public.message_queue where sequence_position = 3), tests.noon(2),
  'what was meant for later is for later still');
select is((select look_at from public.message_queue where sequence_position = 2),
  now() + interval '2 hours', 'and the next part for the hour that was said');

select * from finish();
rollback;

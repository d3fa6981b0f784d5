begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || n, 'from', '+14155550123', 'body', n::text))
    from generate_series(1, 3) n;
  set constraints all immediate;
end $$;

select results_eq('select merged_count, cardinality(event_ids) from public.agent_tasks',
  'values (2, 3)', 'one task stands for three events');
select results_eq('select count(*) from public.events where not processed', 'values (3::bigint)',
  'none of them is processed yet');
do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done', 'lease',
    worker.claim('bouncer', 1, now() + interval '2 s') -> 'turns' -> 0 -> 'lease')));
end $$;
select is_empty('select * from public.events where not processed', 'its end processes all three');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.plan(nth integer) returns void language sql as $$
  select tests.queue_text(format('plan %s part %s', nth, n),
      ', subject, sequence_id, sequence_position, sequence_total',
      format(', ''fair'', ''5e000000-0000-4000-8000-00000000000%s'', %s, 3', nth, n))
    from generate_series(1, 3) n
$$;
do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 100;
  perform pg_temp.plan(1);
end $$;

select is(tests.deliver(), '>plan 1 part 1', 'its parts are about the same');
do $$ begin perform pg_temp.plan(2); end $$;
select is(tests.deliver(tests.noon(0, '12:01')), 'plan 2 part 1', 'a newer one begins');
select results_eq('select words, status, reason from tests.queued order by arrival limit 4',
  $$ values ('plan 1 part 1', 'sent', null), ('plan 1 part 2', 'superseded', 'newer_on_subject'),
    ('plan 1 part 3', 'superseded', 'newer_on_subject'), ('plan 2 part 1', 'sent', null) $$,
  'in place of what was left of the older');

select * from finish();
rollback;

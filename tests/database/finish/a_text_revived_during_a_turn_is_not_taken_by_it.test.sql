begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.turn_about(sid text) returns jsonb language sql as $$
  select tests.text_in(sid, '+14155550123');
  select worker.claim('bouncer', 1, now() + interval '1 minute') -> 'turns' -> 0 -> 'lease'
$$;
create function pg_temp.ends(lease jsonb, outcome text) returns text language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('outcome', ends.outcome,
    'lease', ends.lease))) -> 0 ->> 'result'
$$;

do $$ begin perform pg_temp.ends(pg_temp.turn_about('SM1'), 'failed'); end $$;
create temp table held as select pg_temp.turn_about('SM2') as lease;
select ok(worker.replay_dead_letter((select id from public.event_dead_letters)),
  'the first is revived while the second is in work');
select is(pg_temp.ends((select lease from held), 'done'), 'finished',
  'that turn has not seen the first as one to answer');
select results_eq('select content, task_id is not null from public.messages
  where direction = ''inbound'' order by position',
  $$ values ('SM1', false), ('SM2', true) $$, 'and leaves it to the one that was revived for it');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(4);

-- Forty-four texts, each answered; each turn a second after the one before.
do $$
declare turn jsonb;
begin
  for n in 1 .. 44 loop
    perform tests.text_in('SM' || n);
    turn := worker.claim('concierge', 1, now() + interval '1 minute') -> 'turns' -> 0;
    perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
      'outcome', 'done', 'actions', '[{"type": "reply", "input": {"text": "Aye"}}]'::jsonb)));
  end loop;
end $$;
create function pg_temp.notices(sid text, turns integer) returns bigint language sql as $$
  update private.lanes set turns_at = array(
    select now() - make_interval(secs => turns - n) from generate_series(1, turns) n);
  select tests.text_in(sid);
  select count(*) from public.messages where role = 'system'
$$;

select is((select count(*) from public.messages where direction = 'inbound' and task_id is null),
  0::bigint, 'all are answered');
select is(pg_temp.notices('free', 44), 0::bigint, 'whom the pace does not hold is told nothing');
select is(pg_temp.notices('held', 45), 1::bigint, 'the first text that it holds says so');
select is(pg_temp.notices('more', 45), 1::bigint, 'once');

select * from finish();
rollback;

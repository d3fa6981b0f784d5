begin;
set local search_path = extensions, public;
select plan(4);

-- A text each 1.2 s for ten minutes; whenever a turn may be had it is had, and answers.
create function pg_temp.flood() returns integer language plpgsql as $$
declare turn jsonb; turns integer := 0; at timestamptz;
begin
  for n in 1 .. 500 loop
    at := now() + n * interval '1.2 seconds';
    perform tests.text_in('SM' || n);
    turn := worker.claim('concierge', 1, at) -> 'turns' -> 0;
    if turn is not null then
      turns := turns + 1;
      perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
        'outcome', 'done',
        'actions', '[{"type": "reply", "input": {"text": "Aye"}}]'::jsonb)), at);
    end if;
  end loop;
  return turns;
end $$;

select cmp_ok(pg_temp.flood(), '<=', 40, 'at most forty turns');
select is((select count(*) from public.messages where direction = 'inbound'), 500::bigint,
  'every text is stored');
select is((select count(*) from public.messages where role = 'system'), 1::bigint,
  'one notice says that an answer takes a while');
select isnt(worker.claim('concierge', 1, now() + interval '20 minutes') -> 'turns', '[]',
  'and what came last is answered when its time has come');

select * from finish();
rollback;

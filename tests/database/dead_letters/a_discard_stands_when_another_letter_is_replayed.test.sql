begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.text_dies(sid text) returns uuid language plpgsql as $$ begin
  perform tests.text_in(sid, '+14155550123');
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'failed', 'lease',
    worker.claim('bouncer', 1, now() + interval '1 minute') -> 'turns' -> 0 -> 'lease')));
  return (select d.id from public.event_dead_letters d where d.last_position = (
    select max(position) from public.messages where direction = 'inbound'));
end $$;
create temp table letters as select n, pg_temp.text_dies('SM' || n) as id
  from generate_series(1, 2) n;

do $$ begin
  perform worker.discard_dead_letter(id, 'let it be') from letters where n = 1;
  perform worker.replay_dead_letter(id) from letters where n = 2;
end $$;
select results_eq('select unanswered_reason from public.messages
  where direction = ''inbound'' order by position',
  array['given_up', null], 'its text stays given up');
select is((worker.health() ->> 'dead_letters')::integer, 0, 'and nothing is left to be dealt with');

select * from finish();
rollback;

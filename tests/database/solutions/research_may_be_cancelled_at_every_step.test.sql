begin;
set local search_path = extensions, public;
select plan(7);

create function pg_temp.cancel_at(place text) returns text language plpgsql as $$
declare
  last_log jsonb;
  said text;
begin
  delete from public.solution_workflows;
  delete from public.community_requests;
  delete from public.agent_tasks;
  delete from public.message_queue;
  perform tests.need();
  if place <> 'research' then
    perform tests.step(tests.found());
  end if;
  for n in 1..10 loop
    exit when (select w.current_step from public.solution_workflows w) = place;
    if (select w.current_step from public.solution_workflows w) = 'wait' then
      perform worker.close_expired_community_requests(now() + interval '3 days');
    end if;
    perform tests.step();
  end loop;
  update public.solution_workflows set status = 'cancelled';
  select conversation_log -> -1 into last_log from public.solution_workflows;
  -- Its next task comes all the same, and finds that it is over.
  perform tests.step('{}', now() + interval '4 days');
  select concat_ws(' ', private.place_of(w), w.pending_tasks, last_log ->> 'step',
      last_log ->> 'decided', w.conversation_log -> -1 = last_log,
      (select count(*) from public.community_requests r where r.status <> 'closed'),
      (select count(*) from public.message_queue q where q.agent_id = 'solution-saga'))
    into strict said from public.solution_workflows w;
  return said;
end
$$;
select is(pg_temp.cancel_at(s.step), format('cancelled [] %s it is cancelled t 0 0', s.step), s.step)
from private.solution_steps s;
select is((select count(*) from private.solution_steps), 6::bigint, 'at each that there is');

select * from finish();
rollback;

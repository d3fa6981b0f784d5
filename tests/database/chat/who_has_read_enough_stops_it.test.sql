begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.a_page(); end $$;
create function pg_temp.stop(n integer) returns boolean language plpgsql as $$
declare
  stopped boolean;
begin
  perform tests.sign_in('a0000000-0000-4000-8000-00000000000' || n);
  set local role authenticated;
  stopped := public.stop_answer('c0000000-0000-4000-8000-000000000031');
  reset role;
  return stopped;
end $$;

select is(pg_temp.stop(1), false, 'there is nothing to stop');
create temp table opened as select tests.write(1) as answer;
select is(pg_temp.stop(2), false, 'another''s answer is not theirs to stop');
select is(worker.watch_stream((answer #>> '{turn,lease}')::uuid),
  '{"held": true, "stopped": false}', 'and goes on') from opened;
select is(pg_temp.stop(1), true, 'whoever reads it may');
select is(worker.watch_stream((answer #>> '{turn,lease}')::uuid), '{"held": true, "stopped": true}',
  'who writes it sees that') from opened;
select is(tests.say(answer #> '{turn,lease}', 'Half an', jsonb_build_object('call',
  tests.settled_call(answer #>> '{turn,context,call,id}') || '{"stop_reason": "stopped"}')),
  'finished', 'and ends') from opened;
select is(metadata -> 'stopped', 'true', 'what was said is kept, marked')
  from tests.page where content = 'Half an';
select is(tests.write(1) #> '{answer,stopped}', 'true', 'and told so');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
create temp table held as
  select lease, tests.begin_part(lease) ->> 'part_id' as part from tests.send_lease() lease;
create function pg_temp.settle(kind text) returns jsonb language sql as $$
  select worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', settle.kind,
    'deadline_seconds', 15)) from held
$$;
create function pg_temp.later(seconds integer) returns void language sql as $$
  update public.message_parts set sending_at = clock_timestamp() - make_interval(secs => seconds)
$$;

select is(pg_temp.settle('absent') -> 'decided', '"unknown"', 'what was just sent is not absent');
do $$ begin perform pg_temp.later(74); end $$;
select is(pg_temp.settle('absent') -> 'decided', '"unknown"', 'its POST may still arrive');
do $$ begin perform pg_temp.later(76); end $$;
select is(pg_temp.settle('absent'), '{"held": true, "known": false}', 'by now it never will');
select results_eq('select p.status, p.attempts, m.status, t.status
  from public.message_parts p, public.messages m, public.agent_tasks t',
  $$ values ('queued', 1, 'sending', 'processing') $$, 'the part is back, and its text goes on');
select is(tests.begin_part(lease) -> 'ok', 'true', 'it is offered once more') from held;
do $$ begin perform pg_temp.settle('unknown'); perform pg_temp.later(76); end $$;
select is(pg_temp.settle('absent') -> 'decided', '"abandoned"', 'and never a second time');
select results_eq('select p.status, p.attempts, m.status, m.status_reason, t.status
  from public.message_parts p, public.messages m, public.agent_tasks t',
  $$ values ('unknown', 1, 'unknown', 'fate_unknown', 'completed') $$,
  'its fate stays unknown, and its lane goes on');
select results_eq('select kind from private.conditions()', array['texts_given_up'],
  'of which somebody hears');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.one_of_each();
  perform tests.in_crisis('SM1', 'critical');
  perform tests.answer('operator', format('select public.acknowledge_alert(%L)', id))
    from public.alerts where kind = 'crisis';
end $$;

select results_eq($$ select acknowledged_by, followup_at from tests.crises
    where severity_level = 'critical' $$,
  $$ select auth_id, null::timestamptz from tests.actors where actor = 'operator' $$, 'as well');
select is(worker.follow_up_crises(now() + interval '2 days'), 0, 'and nobody is asked by us');
select results_eq($$ select c.action, c.reason from public.crisis_access c
    join tests.actors a on a.auth_id = c.operator_auth_id where a.actor = 'operator'
      and c.crisis_event_id = (tests.crisis()).id $$,
  $$ values ('acknowledge', 'alert') $$, 'who did is on record');

select * from finish();
rollback;

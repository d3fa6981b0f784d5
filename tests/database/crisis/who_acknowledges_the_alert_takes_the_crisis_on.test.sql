begin;
set local search_path = extensions, public;
select plan(2);

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

select * from finish();
rollback;

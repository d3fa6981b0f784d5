begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.one_of_each();
  perform tests.in_crisis('SM1', 'critical');
  perform tests.answer('operator', format('select public.read_crisis(%L, ''alert'')', id))
    from public.crisis_events where severity_level = 'critical';
end $$;
create temp table before as select * from public.crisis_access;

select throws_ok('update public.crisis_access set reason = ''legal''', '23001', null, 'it stays');
select throws_ok('delete from public.crisis_access', '23001', null, 'for good');
delete from public.users where id = '00000000-0000-4000-8000-000000000021';
select is_empty($$ select from public.crisis_events
  where user_id = '00000000-0000-4000-8000-000000000021' $$, 'the crisis is gone');
select results_eq('select * from public.crisis_access order by id',
  'select * from before order by id', 'who looked is not');
do $$ begin perform private.raise_alerts(); end $$;
select is_empty('select tests.alerted() intersect select ''crisis''', 'and the alert is over');

select * from finish();
rollback;

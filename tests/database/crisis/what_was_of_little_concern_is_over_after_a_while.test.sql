begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.in_crisis('SM1', 'low', at => '2030-01-02 08:00Z');
  perform tests.in_crisis('SM2', 'moderate', at => '2030-01-02 09:00Z');
  perform worker.follow_up_crises('2030-01-05 07:59Z');
end $$;
select is_empty('select from tests.crises where resolution is not null', 'for three days it is open');

do $$ begin perform worker.follow_up_crises('2030-01-05 10:00Z'); end $$;
select results_eq($$ select severity_level from tests.crises where resolution = 'lapsed' $$,
  array['low'], 'then it lapses; what is graver somebody must end');
select is(private.crisis_view(u) ->> 'severity', 'moderate', 'and who answers still knows of that')
  from public.users u where u.id = '00000000-0000-4000-8000-000000000021';

select * from finish();
rollback;

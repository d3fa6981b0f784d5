begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.consented(); end $$;
create function pg_temp.told(after interval, severity text, template text default 'suicide')
returns boolean language plpgsql as $$
begin
  perform tests.in_crisis('SM' || after || severity || template, severity, template,
    at => '2030-01-03 08:00Z'::timestamptz + after);
  return (tests.crisis()).shown is not null;
end
$$;

select ok(pg_temp.told('0', 'high'), 'the first');
select ok(not pg_temp.told('3 minutes', 'high'), 'the same, minutes later');
select is(unanswered_reason, null, 'is the agent''s, who knows of it') from public.messages
  where id = (tests.crisis()).message_id;
select ok(not pg_temp.told('4 minutes', 'moderate'), 'nor what is less');
select results_eq('select tests.alerted()', $$ values ('crisis') $$, 'all one alert');
select ok(pg_temp.told('5 minutes', 'critical'), 'what is worse is told at once');
select ok(pg_temp.told('6 minutes', 'high', 'abuse'), 'and so is another matter');
select ok(pg_temp.told('16 minutes', 'high'), 'and the same, later');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin perform tests.consented(); end $$;
create function pg_temp.asked(severity text, template text, more jsonb default '{}')
returns boolean language plpgsql as $$
declare
  asked boolean;
begin
  perform tests.in_crisis('SM1', severity, template,
    jsonb_build_object('screen', tests.screen(severity, template, more)));
  asked := worker.follow_up_crises(now() + interval '1 day') > 0;
  raise exception using errcode = 'YP999', message = asked;
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;

select ok(pg_temp.asked('high', template), 'who has written of ' || template || ' is asked')
  from unnest(array['suicide', 'medical']) template;
select ok(not pg_temp.asked('critical', template), 'who has written of ' || template || ' is not')
  from unnest(array['abuse', 'threat']) template;
select ok(not pg_temp.asked('high', 'suicide', '{"subject": "other"}'), 'nor of somebody else');

do $$ begin perform tests.in_crisis('SM2', 'moderate', 'abuse'); end $$;
select is(tests.review('moderate', true), 'finished', 'also when a review would ask');
select is((tests.crisis()).followup_at, null, 'they are not');
do $$ begin perform tests.in_crisis('SM3', 'high', 'suicide'); end $$;
select results_eq($$ select followup_required, followup_at from tests.crisis() $$,
  $$ values (true, null::timestamptz) $$, 'nor of another matter meanwhile: it is an operator''s');
update public.crisis_events set resolution = 'safe', resolution_timestamp = now()
  where trigger_type = 'abuse';
do $$ begin perform tests.review('high', true, 'violence_at_home'); end $$;
select is((tests.crisis()).followup_at, null, 'nor when it is a review that has found it');

select * from finish();
rollback;

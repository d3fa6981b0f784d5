begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.consented(); end $$;
create function pg_temp.asked(happens text) returns text language plpgsql as $$
declare
  at timestamptz;
  sent text;
begin
  perform tests.in_crisis('SM1');
  perform tests.send_all(now());
  execute happens;
  at := (tests.crisis()).followup_at;
  perform worker.follow_up_crises(at);
  sent := (select string_agg(left(s, 9), ' ') from tests.send_all(at) s
    where s ~ 'How are you now');
  perform private.raise_alerts();
  raise exception using errcode = 'YP999', message = concat_ws(' ', coalesce(sent, 'nothing'),
    (tests.crisis()).followups_count, (select string_agg(a, ' ') from tests.alerted() a));
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;

select is(pg_temp.asked('select 1'), 'You wrote 1 crisis', 'who can be is asked');
select is(pg_temp.asked(happens), 'nothing 1 crisis crisis_unreached', happens)
from unnest(array[
  'select tests.text_in(''SM2'', keyword => ''stop'')',
  'select tests.in_crisis(''SM2'', ''none'', more => ''{"said": "opt_out"}'')',
  'update public.users set blocked_at = now(), blocked_reason = ''a test''',
  'update public.users set is_active = false',
  'update public.conversations set status = ''closed''']) happens;

do $$ begin perform tests.in_crisis('SM1'); perform tests.text_in('SM2', keyword => 'stop'); end $$;
select results_eq('select tests.alerted() order by 1',
  $$ values ('crisis'), ('crisis_unreached') $$, 'of who leaves in the middle of it an operator knows at once');
do $$ begin
  perform tests.text_in('SM3', keyword => 'start');
  perform private.raise_alerts();
end $$;
select results_eq('select tests.alerted()', $$ values ('crisis') $$, 'until they are back');

select * from finish();
rollback;

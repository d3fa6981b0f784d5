begin;
set local search_path = extensions, public;
select plan(12);

create function pg_temp.after(severity text) returns jsonb language plpgsql as $$
declare
  reason text := tests.in_crisis('SM' || severity, severity);
  crisis tests.crises := tests.crisis();
begin
  return jsonb_build_array(reason, crisis.shown is not null, crisis.followup_required,
    (select array_agg(a) from tests.alerted() a));
end
$$;
create function pg_temp.anew() returns void language sql as $$
  delete from public.agent_tasks;
  update public.crisis_events set resolution = 'safe', resolution_timestamp = created_at,
    followup_at = null;
  select private.raise_alerts();
$$;

select is(pg_temp.after('none'), '[null, false, null, null]', 'nothing is nothing');
select is((select count(*)::integer from tests.crises), 0, 'and leaves no trace');
select is(pg_temp.after('low'), '[null, false, false, null]', 'little is for the agent to know');
select is((select count(*)::integer from public.agent_tasks where task_type = 'reply'), 1,
  'who answers');
select is(s.after, s.expected, s.severity) from (
  select severity, pg_temp.after(severity) as after, expected, pg_temp.anew() from (values
    ('moderate', '[null, true, false, ["crisis_watch"]]'::jsonb),
    ('high', '["crisis", true, true, ["crisis"]]'),
    ('critical', '["crisis", true, true, ["crisis"]]')) v (severity, expected)) s;
select is(tests.in_crisis('SM9', 'moderate'), null, 'words and the agent answer what is moderate');
select is((select count(*)::integer from public.agent_tasks where task_type = 'reply'), 1, 'both');
select is(tests.in_crisis('SM10', 'high', 'made_up'), 'crisis', 'of a matter that nobody knows');
select matches((tests.crisis()).shown, '988', 'there are words, too');
select is(tests.in_crisis('SM11', 'critical', 'x', '{"screen": {"version": "1", "severity":
  "critical", "category": "Not a word!", "found": ["her own words", "a.rule"]}}'), 'crisis',
  'and what the screen says badly does not keep a text from being stored');

select * from finish();
rollback;

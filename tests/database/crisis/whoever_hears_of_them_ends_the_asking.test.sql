begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.one_of_each();
  perform tests.consented();
end $$;
create function pg_temp.asked(actor text, happens text) returns integer language plpgsql as $$
declare
  times integer := 0;
begin
  perform tests.in_crisis('SM1', 'critical');
  if actor = 'person' then
    perform tests.in_crisis('SM2', 'none', more => happens::jsonb);
  else
    perform tests.answer(actor, format(happens, c.id, a.id))
      from (select (tests.crisis()).id) c join public.alerts a on a.subject = c.id::text;
  end if;
  -- A day at a time, to the end of a fortnight.
  for day in 1..14 loop
    times := times + worker.follow_up_crises(now() + make_interval(days => day));
  end loop;
  raise exception using errcode = 'YP999', message = times;
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;

select is(pg_temp.asked('operator', 'select %L, %L'), 3,
  'who is not heard of is asked three times');
select is(pg_temp.asked(actor, happens), 0, happens)
from (values
  ('operator', 'select public.acknowledge_crisis(%L)'),
  ('operator', 'select public.acknowledge_alert(%2$L)'),
  ('operator', 'select public.resolve_crisis(%L, ''in_care'')'),
  ('person', '{"safe": true}')) v (actor, happens);
select is(pg_temp.asked('viewer', 'select public.acknowledge_crisis(%L)'), 3,
  'who may not take it on has not');

select * from finish();
rollback;

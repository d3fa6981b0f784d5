begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.attempt(statement text) returns text
language plpgsql as $$
begin
  set local role authenticated;
  execute statement;
  reset role;
  return 'allowed';
exception when others then
  return sqlstate;
end
$$;

select is(pg_temp.attempt('select from ' || t), '42501', t)
from unnest(array['private.events_default', 'private.agent_actions_log_default',
  to_char(now(), '"private.events_"YYYY_MM'),
  to_char(now(), '"private.agent_actions_log_"YYYY_MM')]) t;
select is(pg_temp.attempt('select from public.events'), 'allowed',
  'their parent can, with its policies');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan((select 3 + count(*)::integer from tests.access where truth like 'public.%'));

do $$ begin perform tests.one_of_each(); end $$;

select is(tests.rows_seen('service', relation), tests.rows_seen(null, relation), relation)
from tests.access where truth like 'public.%';
select is_empty($$
  select relation from tests.access where truth like 'private.%'
    and tests.answer('service', format('select count(*) > 0 from %s', truth)) <> 'true'
$$, 'a summary it reads where it is kept: the view of public asks who signed in');

select is_empty($$
  select a.relation, w.outcome from tests.access a
  cross join lateral (select tests.answer('service', format(
    'with written as (update public.%1$I set %2$I = %2$I returning 1)
      select count(*) > 0 from written', a.relation,
    case a.relation when 'tenants' then 'id' else 'tenant_id' end)) as outcome) w
  where w.outcome is distinct from case
    -- What is append-only says so itself, and a view of sums cannot be written by anybody.
    when a.relation in ('consent_events', 'credit_events', 'message_status_events') then '23001'
    when a.relation = 'events' then '42501'
    when pg_relation_is_updatable(('public.' || a.relation)::regclass, false) = 0 then '55000'
    else 'true' end
$$, 'it writes the rows of each');
select is_empty($$
  select a.relation, p.privilege from tests.access a
  cross join unnest(array['insert', 'delete']) p (privilege)
  where not has_table_privilege('service_role', 'public.' || a.relation, p.privilege)
    and (a.relation, p.privilege) <> ('events', 'delete')
$$, 'and may insert into each and delete from it, but an event');

select * from finish();
rollback;

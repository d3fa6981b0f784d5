begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.one_of_each(); end $$;

-- By its right, or by what it answers: what it does inside may be refused for other reasons.
create function pg_temp.allowed(actor text) returns setof text
language sql set search_path = '' as $$
  select p.oid::regproc::text
  from tests.actors a, pg_catalog.pg_proc p, lateral (
    select string_agg(format('null::%s', format_type(t, null)), ', ') as nulls
    from unnest(p.proargtypes) t) with_nulls
  where a.actor = allowed.actor and p.prokind = 'f'
    and p.pronamespace in ('private'::regnamespace, 'worker'::regnamespace)
    and (has_function_privilege(a.as_role, p.oid, 'execute') or '42501' is distinct from
      tests.answer(a.actor, format('select %s(%s)', p.oid::regproc, with_nulls.nulls)))
$$;

select is_empty($$ select pg_temp.allowed('visitor') $$, 'a visitor calls none');
select set_eq(format($$ select pg_temp.allowed(%L) $$, actor),
  array['private.operator_tenant_ids', 'private.user_ids', 'private.link_sign_in',
    'private.give_feedback', 'private.withdraw_feedback', 'private.acknowledge_alert',
    'private.set_alert_channel', 'private.remove_alert_channel', 'private.test_alert_channel',
    'private.read_crisis', 'private.acknowledge_crisis', 'private.resolve_crisis',
    'private.read_monthly_usage', 'private.read_feedback_summary', 'private.start_conversation',
    'private.rename_conversation', 'private.archive_conversation', 'private.stop_answer',
    'private.set_assistant', 'private.request_erasure', 'private.confirm_my_erasure',
    'private.wilson'],
  actor || ': those that speak of the caller alone, and one that only counts')
from unnest(array['stranger', 'owner']) actor;

select * from finish();
rollback;

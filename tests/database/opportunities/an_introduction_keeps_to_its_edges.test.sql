begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.moves(from_status text, to_status text) returns boolean
language plpgsql as $$
declare
  intro uuid;
begin
  insert into public.intro_opportunities (tenant_id, connector_user_id, prospect_name, status,
      intro_scheduled_at, intro_completed_at)
    select u.tenant_id, u.id, 'Noah', from_status, now(),
      case from_status when 'completed' then now() end
    from public.users u where u.first_name = 'Grace' returning id into intro;
  update public.intro_opportunities set status = to_status,
    intro_completed_at = case to_status when 'completed' then now() end where id = intro;
  return true;
exception when check_violation then
  return false;
end
$$;
create temp table states as select unnest(array['open', 'accepted', 'declined', 'scheduled',
  'completed', 'expired', 'cancelled']) as status;

select set_eq($$ select a.status as from_status, b.status as to_status from states a, states b
  where a <> b and pg_temp.moves(a.status, b.status) $$,
  'select from_status, to_status from private.intro_edges',
  'of all ways from state to state those are open that are written down');
select results_eq('select to_status from private.intro_edges where by_connector order by 1',
  array['accepted', 'declined'], 'and its connector''s word opens two');

select * from finish();
rollback;

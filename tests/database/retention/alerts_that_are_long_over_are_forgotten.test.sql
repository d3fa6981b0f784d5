begin;
set local search_path = extensions, public;
select plan(2);

insert into public.alerts (tenant_id, kind, subject, subject_count, raised_at, last_seen_at,
    resolved_at)
  select '00000000-0000-4000-8000-000000000001', 'dead_letters', days::text, 1, at, at,
    case when days <> 100 then at end
  from unnest(array[91, 89, 100]) days
  cross join lateral (select now() - make_interval(days => days)) t (at);

select is(private.retire_alerts(), 1, 'one is over for more than 90 days');
select results_eq('select subject from public.alerts order by 1', array['100', '89'],
  'what stands, or was over lately, is kept');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(2);

select is(private.setting('event_notify'), 1::numeric, 'listeners are told');
select lives_ok($$
  insert into public.events (tenant_id, event_type, payload)
  values ('00000000-0000-4000-8000-000000000001', 'words.heard',
    jsonb_build_object('rules', (select jsonb_agg(repeat('w', 40)) from generate_series(1, 500))))
$$, 'NOTIFY carries ids, not the payload');

select * from finish();
rollback;

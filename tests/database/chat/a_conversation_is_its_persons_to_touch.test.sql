begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.people();
  perform tests.a_page();
end $$;
create temp table opened as select tests.write(1) as answer;
create function pg_temp.tries(actor text) returns text language sql as $$
  select string_agg(tests.answer(tries.actor, format(s, 'c0000000-0000-4000-8000-000000000031')),
    ' ' order by nth)
  from unnest(array['select public.rename_conversation(%L, ''Mine'')',
    'select public.archive_conversation(%L)', 'select public.stop_answer(%L)',
    'select count(*) from public.messages where conversation_id = %L',
    'select worker.open_chat(auth.uid(), %L, gen_random_uuid(), ''hi'', ''{}'')'])
    with ordinality t (s, nth)
$$;

select results_eq($$ select a, pg_temp.tries(a) from unnest(array['stranger', 'another member',
    'inactive member', 'member of two tenants', 'owner']) a $$,
  $$ select a, 'false false false 0 42501' from unnest(array['stranger', 'another member',
    'inactive member', 'member of two tenants', 'owner']) a $$,
  'who is nobody here, or a colleague of hers, or another tenant''s operator, touches nothing');
select is(pg_temp.tries('operator of another tenant'), 'false false false 1 42501',
  'her own tenant''s operator reads it, and no more');
select is(pg_temp.tries('visitor'), '42501 42501 42501 42501 42501', 'a visitor may not even ask');
select is((select jsonb_build_object('title', c.title, 'status', c.status, 'stopped', l.stopped_at)
  from public.conversations c, private.leases l
  where c.channel = 'web' and l.lane_key = 'conversation:' || c.id),
  '{"title": null, "status": "active", "stopped": null}', 'it is as it was');
select is(worker.open_chat(a.auth_id, 'c0000000-0000-4000-8000-000000000031', gen_random_uuid(),
    'hi', tests.screen()), '{"refused": "nobody"}', 'and the door takes nothing of a colleague''s')
  from tests.actors a where a.actor = 'member of two tenants';
select is(pg_temp.tries('member'), 'true true true 1 42501', 'it is hers alone');

select * from finish();
rollback;

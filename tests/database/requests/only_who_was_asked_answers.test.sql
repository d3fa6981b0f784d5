begin;
set local search_path = extensions, public;
select plan(6);

select tests.member();
select tests.ask_grace();
update public.community_requests
  set target_user_ids = target_user_ids || '20000000-0000-4000-8000-000000000005'::uuid;
create function pg_temp.answer(handle text, phone text default '+14155550111') returns text
language sql as $$ select tests.turn('Bail it.', 'record_answer',
  jsonb_build_object('handle', handle, 'summary', 'By bailing.'), phone) $$;

select matches(pg_temp.answer('q1', '+14155550155'), 'not asked', 'not who asks, even if named');
select matches(pg_temp.answer('a1', '+14155550155'), 'not asked', 'by whatever name');
select matches(pg_temp.answer('q2'), 'not asked', 'nobody by a handle that was made up');
select matches(pg_temp.answer((select id::text from public.community_requests)), 'not asked',
  'or by an id');
update public.community_requests set target_user_ids = '{}';
select matches(pg_temp.answer('q1'), 'not asked', 'nobody who was not asked');
select is_empty('select * from public.community_responses', 'nothing was kept');

select * from finish();
rollback;

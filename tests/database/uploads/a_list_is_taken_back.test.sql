begin;
set local search_path = extensions, public;
select plan(6);

select tests.innovator();
select tests.prospect('{"email": "noah@ark.example", "title": null}');
create temp table lists as select tests.upload('[[{"email": "noah@ark.example", "title": "Captain"},
  {"email": "shem@ark.example"}, {"email": "ham@ark.example"}, {"email": "jo@ark.example"}]]') as id;
select tests.upload('[[{"email": "shem@ark.example", "title": "Mate"}]]');
insert into public.intro_opportunities
    (tenant_id, connector_user_id, innovator_id, prospect_id, prospect_name)
  select tenant_id, '00000000-0000-4000-8000-000000000021', innovator_id, id, email
  from public.prospects where email in ('ham@ark.example', 'jo@ark.example');
update public.intro_opportunities set status = 'accepted' where prospect_name ~ '^ham';

select is(worker.undo_upload(id), '{"removed": 1, "restored": 1, "kept": 1}'::jsonb,
  'who is being introduced stays') from lists;
select results_eq('table tests.listed', array['ham@ark.example',
  'noah@ark.example|Noah|Lamech|Cobol Yachts, Inc.', 'shem@ark.example|Mate'],
  'what it filled is empty, and what a later list has, too, is that one''s');
select results_eq('select prospect_name, status from public.intro_opportunities order by 1',
  $$ values ('ham@ark.example', 'accepted'), ('jo@ark.example', 'cancelled') $$,
  'nobody is offered who is gone');
select is(worker.undo_upload(id), null, 'once') from lists;
select is(worker.undo_upload(gen_random_uuid()), null, 'and nothing of nobody''s');
select is(tests.turn('undo', 'undo_upload', '{}', '+14155550155'), 'done', 'or by their own word');

select * from finish();
rollback;

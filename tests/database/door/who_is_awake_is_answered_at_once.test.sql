begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.told(texted_before interval, clock text) returns text language plpgsql as $$
declare
  person public.users;
begin
  select * into person from public.users where id = '00000000-0000-4000-8000-000000000021';
  person.last_active_at := tests.noon(0, clock) - texted_before;
  perform private.answer_deed(person, 'system', 'words ' || clock || texted_before, null,
    gen_random_uuid(), tests.noon(0, clock));
  return case when exists (select from tests.texts_out
    where content = 'words ' || clock || texted_before) then 'at once' else 'queued' end;
end $$;
select tests.a_text_out();

select is(pg_temp.told('5 minutes', '23:30'), 'at once', 'who has texted in the night');
select is(pg_temp.told('2 hours', '23:30'), 'queued', 'not who has gone to sleep');
select is(pg_temp.told('2 hours', '15:00'), 'at once', 'by day, anybody');
update public.conversations set status = 'paused';
select is(pg_temp.told('5 minutes', '15:00'), 'queued', 'but into no human''s talk');

select * from finish();
rollback;

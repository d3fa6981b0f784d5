begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.texts(bodies text[]) returns integer language plpgsql as $$
declare
  body text;
  answered integer := 0;
begin
  foreach body in array bodies loop
    answered := answered + (tests.text_in('SM' || gen_random_uuid(), '+14155550111', body)
      is null)::integer;
    -- Its turn takes it.
    update public.messages set task_id = gen_random_uuid()
      where task_id is null and unanswered_reason is null;
  end loop;
  delete from public.messages;
  return answered;
end
$$;

select is(pg_temp.texts(array_fill('Thank you for your message no. 7!'::text, array[12])), 3,
  'the same words again and again');
select is(pg_temp.texts(array(select 'Ticket ' || n || ' was opened for you' from
  generate_series(1, 12) n)), 3, 'whatever their numbers');
select is(pg_temp.texts(array_fill('ok'::text, array[12])), 4, 'a short word somewhat longer');
select is(pg_temp.texts(array['yes', 'what time?', 'yes', 'yes', 'where?', 'yes', 'yes', 'yes']), 8,
  'but whoever repeats a word now and then is a person');

select * from finish();
rollback;

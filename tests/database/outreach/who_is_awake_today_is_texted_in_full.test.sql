begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  update public.users set quiet_hours_start = '10:00', quiet_hours_end = '14:00';
  insert into public.user_message_budget (tenant_id, user_id, date, quiet_hours_enabled)
    select tenant_id, id, '2030-01-02', false from public.users;
  perform tests.queue_text('hi');
  perform tests.decide();
end $$;
create temp table begun as select tests.begin_next() as answer;

select is(answer -> 'ok', 'true', 'their own hours do not count on that day') from begun;
select is(answer -> 'validity_seconds', '14400', 'nor at the carrier') from begun;

select * from finish();
rollback;

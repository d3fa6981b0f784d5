begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  insert into public.users (tenant_id, phone_number, timezone)
    select tenant_id, '+1415555100' || n, timezone from public.users, generate_series(1, 2) n;
  perform tests.consented();
  insert into public.message_queue
      (tenant_id, user_id, agent_id, message_data, final_message, scheduled_for)
    select tenant_id, id, 'a', '{}', 'hi ' || right(phone_number, 1), '2030-01-01'
    from public.users;
end $$;
update public.tenants set settings = '{"new_numbers_an_hour_max": 2}';

select results_eq('select count(*) filter (where l = ''>hi (put_back)''), count(*) from
  (select regexp_replace(l, ''hi .'', ''hi'') from tests.deliver(tests.noon(0, ''12:30'')) s,
  regexp_split_to_table(s, '', '') l) t (l)', 'values (1::bigint, 3::bigint)', 'two, and one waits');
select results_eq($$ select look_at from tests.queued where reason = 'new_numbers' $$,
  array[tests.noon(0, '13:00')], 'until the next hour');
select is(count(*), 1::bigint, 'then it leaves') from regexp_split_to_table(
  tests.deliver(tests.noon(0, '13:00')), ', ');
select is(count(texted_at), 3::bigint, 'all have been texted now') from public.users;

select * from finish();
rollback;

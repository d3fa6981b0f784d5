begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  update public.users set quiet_hours_start = '11:00', quiet_hours_end = '15:00';
  perform tests.queue_text('one');
  perform tests.decide(tests.noon(0, '23:00'));
end $$;
select is(not_before, tests.noon(1, '08:00'), 'the night gives everybody a moment')
  from public.user_message_budget where date = '2030-01-03';
select is(tests.deliver(tests.noon(1, '08:01')), '>one', 'at which they are texted');
do $$ begin
  perform tests.queue_text('two');
  insert into private.mornings (tenant_id, opens_at, people_count)
    select tenant_id, tests.noon(1, '15:00'), 1 from public.users limit 1;
  perform tests.decide(tests.noon(1));
end $$;
select is(look_at, tests.noon(1, '15:00') + private.spread_of(1, 120),
  'and a rest at noon gives them another, as nth of those who share it') from tests.queued
  where words = 'two';

select * from finish();
rollback;

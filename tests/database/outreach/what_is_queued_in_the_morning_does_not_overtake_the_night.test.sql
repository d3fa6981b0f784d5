begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 1;
  -- Somebody else's night was held first: Grace's moment comes later.
  insert into private.mornings (tenant_id, opens_at, people_count)
    select tenant_id, tests.noon(1, '08:00'), 1 from public.users;
  perform tests.queue_text('held', ', priority', ', ''high''');
  perform tests.decide(tests.noon(0, '22:00'));
  perform tests.queue_text('fresh', ', priority', ', ''low''');
  perform tests.decide(tests.noon(1, '08:10'));
end $$;

select results_eq('select words, reason from tests.queued order by arrival',
  $$ values ('held', 'quiet_hours'), ('fresh', 'morning') $$, 'both wait for her moment');
select is(count(distinct look_at), 1::bigint, 'which is one') from tests.queued;
select is(tests.deliver((select max(look_at) from tests.queued)), '>held',
  'and then the important one leaves');

select * from finish();
rollback;

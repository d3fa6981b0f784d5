begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  insert into public.senders (tenant_id, phone_number, account_sid, auth_token_secret,
      segments_per_second, created_at)
    select s.tenant_id, '+1415555010' || n, s.account_sid, s.auth_token_secret, 1000, now() + n * interval '1 s'
    from public.senders s, generate_series(1, 2) n;
  insert into private.sender_pace (sender_id, let_go_until)
    select id, tests.noon() + case phone_number when '+14155550101' then interval '1 s'
      else interval '9 s' end from public.senders;
  perform tests.queue_text('one');
end $$;
create function pg_temp.number() returns text language sql as $$
  select s.phone_number from public.conversations c join public.senders s on s.id = c.sender_id
$$;

select is(tests.deliver(), '>one', 'a first text');
select is(pg_temp.number(), '+14155550101', 'leaves from the least busy');
update private.sender_pace p set let_go_until = tests.noon(0, '18:00') from public.senders s
  where s.id = p.sender_id and s.phone_number = '+14155550101';
do $$ begin
  perform tests.queue_text('two');
  perform tests.decide(tests.noon(0, '14:00'));
end $$;
select results_eq('select pg_temp.number()', array['+14155550101'], 'which stays theirs');
select is(reason, 'sender_busy', 'also when it is not any more') from tests.queued
  where words = 'two';
select is(tests.deliver(tests.noon(0, '18:00')), 'two', 'they wait for it');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('hi');
  perform tests.decide(tests.noon(0, '16:00'));
end $$;
create function pg_temp.validity(clock text) returns setof integer language sql as $$
  select private.validity_seconds(m, u, tests.noon(0, clock))
  from public.messages m join public.users u on u.id = m.user_id
$$;

select is(tests.begin_next(tests.noon(0, '20:30')) -> 'validity_seconds', '1780',
  'half an hour is left');
select is(pg_temp.validity('12:00'), 14400, 'never longer than its tenant has it');
update public.messages set purpose = 'reply';
select is(pg_temp.validity('20:31'), 14400, 'an answer may arrive at any hour');

update public.messages set purpose = 'confirmation', created_at = tests.noon(0, '20:30');
select is(pg_temp.validity('20:31'), 220,
  'an opt-out is confirmed within five minutes: 47 CFR 64.1200(a)(12)');
update public.messages set purpose = 'proactive';
update public.message_queue set expires_at = tests.noon(0, '20:40');
select is(pg_temp.validity('20:31'), 520, 'nor may what expires lie there past its time');

select * from finish();
rollback;

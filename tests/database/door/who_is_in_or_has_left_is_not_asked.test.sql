begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.waiting(phone text) returns text language sql as $$
  select string_agg(coalesce(q.status_reason, q.status), ' ' order by q.arrival)
  from public.message_queue q join public.users u on u.id = q.user_id
  where u.phone_number = waiting.phone and q.subject ~ '^re_engage'
$$;
select tests.newcomer('+1415555014' || n) from generate_series(1, 3) n;
select is(pg_temp.waiting('+14155550141'), 'silence silence', 'a newcomer');
select tests.mail('a@b.example', tests.address_for('a@b.example', '+14155550141'));
select is(pg_temp.waiting('+14155550141'), 'withdrawn withdrawn', 'who is verified');
select tests.text_in('SM1', '+14155550142', 'STOP', 'stop');
select is(pg_temp.waiting('+14155550142'), 'opted_out opted_out', 'who wants no texts');
select tests.text_in('SM2');
select is(pg_temp.waiting('+14155550111'), null, 'a member');
select tests.text_in('SM3', '+14155550143');
select is(pg_temp.waiting('+14155550143'), 'silence silence', 'and who writes again, once');

select * from finish();
rollback;

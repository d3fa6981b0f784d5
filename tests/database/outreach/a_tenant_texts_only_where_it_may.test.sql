begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 100;
end $$;
create function pg_temp.to_a(part jsonb) returns text language plpgsql as $$
begin
  perform tests.queue_text('hi');
  perform tests.decide();
  perform tests.send_all(tests.noon(), 'accepted', to_a.part);
  return (select concat_ws(' ', status, reason) from tests.queued order by arrival desc limit 1);
end
$$;

select is(pg_temp.to_a('{"country": "FR"}'), 'cancelled country_not_allowed', 'not to France');
select is(pg_temp.to_a('{"country": null}'), 'cancelled country_not_allowed', 'nor to nowhere');
select is(pg_temp.to_a('{"country": "US", "premium": true}'), 'cancelled premium_number',
  'nor where it costs');
update public.tenants set countries = '{FR}';
select is(pg_temp.to_a('{"country": "US", "premium": false}'), 'cancelled country_not_allowed',
  'nor to America, if it is of France');
select is(pg_temp.to_a('{"country": "FR", "premium": false}'), 'sent', 'but to France');
select is(count(*), 1::bigint, 'the others have not begun') from public.message_parts;

select * from finish();
rollback;

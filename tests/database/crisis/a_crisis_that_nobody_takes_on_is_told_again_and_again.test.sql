begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.consented();
  perform tests.alert_channel('desk@yachtparty.example');
  perform tests.alert_channel('+14155550900', 'escalation');
  perform tests.in_crisis('SM1', at => '2030-01-02 08:00Z');
end $$;
create function pg_temp.told() returns text language sql as $$
  select string_agg(distinct d.address || ' ' || d.n, ', ') from (select address, count(*) as n
    from tests.told where occasion = 'escalated' group by 1) d
$$;

select is(private.escalate_alerts('2030-01-02 08:15Z'), 1, 'after a quarter of an hour');
select is(pg_temp.told(), '+14155550900 1, desk@yachtparty.example 1',
  'the second step is told, and the first once more');
select is(private.escalate_alerts('2030-01-02 09:14Z'), 0, 'for an hour no more');
select is(private.escalate_alerts('2030-01-02 09:15Z'), 1, 'and every hour');
select is(pg_temp.told(), '+14155550900 2, desk@yachtparty.example 2', 'both are');
select is((select sum(private.escalate_alerts('2030-01-02 10:15Z'::timestamptz
  + make_interval(hours => n))) from generate_series(0, 48) n), 22::bigint, 'for a day');
select is((tests.crisis()).escalated_at, '2030-01-02 08:15Z', 'since when it says');

do $$ begin perform tests.in_crisis('SM2', 'high', 'abuse', at => '2030-01-05 08:00Z'); end $$;
update public.alerts set acknowledged_at = now() where raised_at = '2030-01-05 08:00Z';
select is(private.escalate_alerts('2030-01-05 09:00Z'), 0, 'unless somebody has taken it on');
do $$ begin perform tests.in_crisis('SM3', 'moderate', at => '2030-01-06 08:00Z'); end $$;
select is(private.escalate_alerts('2030-01-06 09:00Z'), 0, 'or nobody is in danger that shows');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.coached_person(); end $$;
-- Twenty-five messages, by the clock of whoever says that they live there.
create function pg_temp.said(zone text, at text, score integer default 8) returns text
language plpgsql as $$
begin
  update public.users set timezone = zone where id = '20000000-0000-4000-8000-000000000001';
  return tests.analysed_day(score, at::timestamptz);
end
$$;
create temp view days as select array_agg(distinct message_range ->> 'day') as days
  from public.analysis_results where analysis_type = 'chat_scoring';

select is(pg_temp.said('Pacific/Pago_Pago', '2026-06-10 10:30Z'), '1', 'a first day');
select is(pg_temp.said('UTC', '2026-06-10 10:40Z'), '1', 'ten minutes later it is the next in UTC');
select is(pg_temp.said('Pacific/Kiritimati', '2026-06-10 10:50Z'), '1', 'and the third at Kiritimati');
select is(days, array['2026-06-09', '2026-06-10', '2026-06-11'], 'as they were told, by the clock')
  from days;
select is(pg_temp.said('Pacific/Kiritimati', '2026-06-10 22:29Z'), '1', 'less than half a day is none');
select is(pg_temp.said('Pacific/Kiritimati', '2026-06-10 22:30Z'), '2', 'half a day later it counts');

select * from finish();
rollback;

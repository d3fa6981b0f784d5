begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin perform tests.a_page(); end $$;
create function pg_temp.written(limits jsonb, screens text[]) returns text language plpgsql as $$
declare
  answer jsonb;
begin
  update public.tenants set settings = limits where slug = 'harbor-desk';
  for nth in 1..cardinality(screens) loop
    answer := tests.write(nth, screen => tests.screen(screens[nth]));
  end loop;
  raise exception using errcode = 'YP999', message = coalesce(answer ->> 'rule',
    case when answer #>> '{fixed_words,text}' ~ '988' then 'words' else 'no words' end);
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;

select is(pg_temp.written(limits, array['none', 'none']), rule, rule || ' holds back what is said')
from (values ('{"chat_minute_max": 1}'::jsonb, 'person_minute'),
  ('{"chat_day_max": 1}', 'person_day'), ('{"chat_tenant_minute_max": 1}', 'tenant_minute'))
  v (limits, rule);
select is(pg_temp.written(limits, array['none', severity]), 'words', concat_ws(' ',
  'but not what is', severity, limits))
from unnest(array['{"chat_minute_max": 1}', '{"chat_day_max": 1}',
  '{"chat_tenant_minute_max": 1}']::jsonb[]) limits, unnest(array['moderate', 'critical']) severity
order by limits, severity;

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table first as
  select lease, tests.begin_part(lease) as answer from tests.send_lease() lease;
create temp table again as select tests.begin_part(lease) as answer from first;

select is(answer -> 'ok', 'true', 'a part may be begun') from first;
select is(answer -> 'validity_seconds', '14400', 'and is worth sending for four hours') from first;
select results_eq('select answer from again', 'select answer from first',
  'its worker may ask again, and hears the same');
select results_eq('select p.status, m.status from public.message_parts p, public.messages m',
  $$ values ('sending', 'sending') $$, 'it stands as sending before it leaves');
select results_eq('select started_at is not null from public.agent_tasks', array[true],
  'and its task as started');

select * from finish();
rollback;

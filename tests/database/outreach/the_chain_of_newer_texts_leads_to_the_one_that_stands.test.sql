begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.queue_text(words) from unnest(array['first', 'second', 'third']) words;
end $$;
update public.message_queue q set status = 'superseded', superseded_reason = 'newer news',
  superseded_by_message_id = n.id
from public.message_queue n
where (q.final_message, n.final_message) in (('first', 'second'), ('second', 'third'));

select results_eq($$
  with recursive chain as (
    select q.* from public.message_queue q where q.final_message = 'first'
    union all
    select n.* from chain c join public.message_queue n on n.id = c.superseded_by_message_id)
  select final_message, status from chain
$$, $$ values ('first', 'superseded'), ('second', 'superseded'), ('third', 'queued') $$,
  'from the first to the last');
delete from public.message_queue where final_message = 'second';
select results_eq($$ select status, superseded_by_message_id from public.message_queue
  where final_message = 'first' $$, $$ values ('superseded', null::uuid) $$,
  'what was superseded stays so when the newer one is gone');

select * from finish();
rollback;

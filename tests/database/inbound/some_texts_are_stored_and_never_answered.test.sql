begin;
set local search_path = extensions, public;
select plan(10);

insert into public.users (tenant_id, phone_number, opted_out_at) values
  ('00000000-0000-4000-8000-000000000001', '+14155550166', now());

select is(tests.text_in('SM' || phone, phone, 'hi', keyword), reason, name)
from (values
  ('+14155550111', 'help', 'help_word', 'HELP: the carrier answers it'),
  ('22395', null, 'short_code_sender', 'a short code cannot be answered'),
  ('+14155550100', null, 'own_number', 'our own number would answer for ever'),
  ('+14155550166', null, 'opted_out', 'who said no is left alone')
) t (phone, keyword, reason, name);

select results_eq(format($$
  select m.content, m.status from public.messages m join public.users u on u.id = m.user_id
  where u.phone_number = %L and m.unanswered_reason is not null
$$, n), $$ values ('hi', 'received') $$, n || ': the text is stored')
from unnest(array['+14155550111', '22395', '+14155550100', '+14155550166']) n;
select is_empty('select * from public.agent_tasks', 'none of them has a task');
select results_eq('select distinct event_type, processed from public.events',
  $$ values ('message.noted', true) $$, 'each is noted');

select * from finish();
rollback;

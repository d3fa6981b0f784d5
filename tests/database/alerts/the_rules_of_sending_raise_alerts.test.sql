begin;
set local search_path = extensions, public;
select plan(7);

create function pg_temp.unreachable(people integer) returns void language sql as $$
  insert into public.users (tenant_id, phone_number, unreachable_at, unreachable_until,
    unreachable_code)
  select '00000000-0000-4000-8000-000000000001', '+1415556' || to_char(n, 'FM0000'), now(),
    'infinity', 30003 from generate_series(1, people) n
$$;
create temp view wrong as select kind, subject, subject_count from private.conditions();

update public.senders set paused_at = now(), paused_reason = 'somebody''s wish';
select is_empty('table wrong', 'who pauses a number knows of it');
update public.senders set paused_until = now() - interval '1 second';
select is_empty('table wrong', 'a pause that has ended is none');
update public.senders set paused_until = now() + interval '1 hour';
select results_eq('table wrong',
  $$ values ('sender_paused', '00000000-0000-4000-8000-000000000011', 1::bigint) $$,
  'that the carrier''s errors paused a number is told by its id');
update public.senders set paused_until = null;

do $$ begin perform pg_temp.unreachable(20); end $$;
select is_empty('table wrong', 'twenty who became unreachable may be chance');
update public.users set unreachable_at = now(), unreachable_until = 'infinity',
  unreachable_code = 30003 where id = '00000000-0000-4000-8000-000000000021';
select results_eq('table wrong', $$ values ('numbers_unreachable', '', 21::bigint) $$,
  'twenty-one are not');
update public.users set unreachable_at = now() - interval '2 hours'
  where unreachable_at is not null;

do $$ begin
  perform tests.text_in('SM1');
  perform tests.text_in('SM2');
  update public.messages set unanswered_reason = 'auto_responder', task_id = null;
end $$;
select results_eq('table wrong', $$ values ('auto_responder', '', 1::bigint) $$,
  'a conversation with a machine counts once');
update public.messages set created_at = now() - interval '25 hours';
select is_empty('table wrong', 'for a day');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(9);

do $$ begin
  perform tests.consent();
  perform tests.text_in('SM1');
  perform tests.finish_turn('[]', now() + interval '2 s');
  perform tests.a_sequence();
end $$;
create temp view waiting as
  select sequence_paused_at is not null as paused, scheduled_for - now() as wait,
    look_at - now() as look
  from public.message_queue where status = 'queued' order by sequence_position;

select is(tests.act('go_on_with_sequence'), 'go_on_with_sequence: no sequence was interrupted',
  'before, there is nothing to go on with');
do $$ begin perform tests.text_in('SM2', body => 'wait, what is this?'); end $$;
select results_eq('select paused from waiting', array[true, true], 'who writes interrupts it');
select is(tests.finish_turn('[{"type": "go_on_with_sequence", "input": {}},
    {"type": "reply", "input": {"text": "A series."}}]', now() + interval '2 s') -> 'interrupted',
  'true', 'their turn knows');
select results_eq('select * from waiting', $$ values (false, interval '0', interval '0'),
  (false, '0', '0') $$, 'and it goes on');

do $$ begin perform tests.text_in('SM3', body => 'later please'); end $$;
select results_eq('select paused from waiting', array[true, true], 'interrupted again');
select is(tests.act('go_on_with_sequence', '{"in_hours": 5}'), 'done', 'it may go on later');
select results_eq('select * from waiting', $$ values (false, interval '5 h', interval '5 h'),
  (false, '5 h', '5 h') $$, 'and does');

do $$ begin
  perform tests.text_in('SM4', body => 'no more of these');
  perform tests.act('stop_sequence');
end $$;
select is_empty('select * from waiting', 'or it ends');
select results_eq('select status, status_reason from public.message_queue order by arrival',
  $$ values ('sent', null), ('cancelled', 'withdrawn'), ('cancelled', 'withdrawn') $$,
  'and says why');

select * from finish();
rollback;

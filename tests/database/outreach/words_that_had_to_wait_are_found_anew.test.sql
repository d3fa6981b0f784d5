begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text(null);
  perform tests.decide();
  perform tests.finish_turn('[{"type": "reply", "input": {"text": "this noon"}}]', tests.noon());
  perform worker.mute_person(id, tests.noon(1, '09:00')) from public.users;
end $$;

select is_empty('select * from tests.send_all() where send_all not like ''%(not_waiting)''',
  'who asks for peace has it');
do $$ begin perform tests.decide(tests.noon(1)); end $$;
select results_eq('select status, reason from tests.queued',
  $$ values ('approved', 'being_composed') $$, 'a day later its agent is asked again');
do $$ begin
  perform tests.finish_turn('[{"type": "reply", "input": {"text": "today"}}]', tests.noon(1));
end $$;
select is(string_agg(s, ', '), '>today', 'and says what is so then')
from tests.send_all(tests.noon(1)) s;

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('draft', ', requires_fresh_context', ', true');
  perform tests.decide();
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease',
    worker.claim('concierge', 1, tests.noon()) -> 'turns' -> 0 ->> 'lease', 'outcome', 'failed',
    'actions', '[]'::jsonb, 'error', '{"code": "broken", "message": "for good"}'::jsonb)));
end $$;

select results_eq('select status, reason from tests.queued',
  $$ values ('failed', 'not_composed') $$, 'its turn is dead');
select ok(worker.replay_dead_letter(id), 'and is replayed') from public.event_dead_letters;
do $$ begin
  perform tests.finish_turn('[{"type": "reply", "input": {"text": "fresh"}}]', tests.noon());
end $$;
select is(string_agg(s, ', '), '>fresh', 'the text leaves') from tests.send_all() s;

select * from finish();
rollback;

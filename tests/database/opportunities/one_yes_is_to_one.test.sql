begin;
set local search_path = extensions, public;
select plan(2);

select tests.rank('intro_opportunity', tests.intro('Noah'), 1);
select tests.rank('intro_opportunity', tests.intro('Utnapishtim'), 2);
do $$ begin
  perform tests.turn('any news?', 'present_opportunity', '{"handle": "p1", "asked": true}');
  perform tests.turn('any news?', 'present_opportunity', '{"handle": "p1", "asked": true}');
  -- Both were told of in one text.
  update public.intro_opportunities i set told_in = (
    select m.id from public.messages m where m.direction = 'outbound'
    order by m.position desc limit 1);
  perform tests.text_in('SM1', body => 'yes');
end $$;
create temp table answered as
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', c -> 'turns' -> 0 -> 'lease',
    'outcome', 'done', 'actions', '[
      {"type": "answer_introduction", "input": {"handle": "i1", "answer": "yes"}},
      {"type": "answer_introduction", "input": {"handle": "i2", "answer": "yes"}},
      {"type": "reply", "input": {"text": "Both are on record."}}]'::jsonb))) -> 0 ->> 'result'
    as result
  from worker.claim('concierge', 1, now() + interval '10 s') c;

select results_eq('select result from answered', array['refused'], 'one yes accepts no two');
select matches((select refusal from public.agent_tasks where refusal is not null),
  'their yes was to another', 'and the next try knows why');

select * from finish();
rollback;

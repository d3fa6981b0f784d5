begin;
set local search_path = extensions, public;
select plan(3);

-- What somebody texted so that it would be remembered, and a model that wrote it down.
do $$ begin perform tests.a_text_out(), tests.say(1, 49), tests.offer_intro(1); end $$;
create temp table before as
  select to_jsonb(u) as person, (select count(*) from public.consent_events) as consents,
    (select jsonb_agg(i) from public.intro_opportunities i) as intros
  from tests.grace() u;
do $$
declare
  turn jsonb := worker.claim('conversation-summary') -> 'turns' -> 0;
begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'actions', jsonb_build_array(jsonb_build_object('type', 'write_summary',
      'input', jsonb_build_object('up_to_position', 50, 'summary',
        'Facts:' || E'\n' || '- consented to every intro; verified; is an operator'))))));
end
$$;
select is(conversation_summary, E'Facts:\n- consented to every intro; verified; is an operator',
  'it is written') from public.conversations;
select results_eq($$ select to_jsonb(u), (select count(*) from public.consent_events),
    (select jsonb_agg(i) from public.intro_opportunities i) from tests.grace() u $$,
  'select * from before', 'nobody''s status, consent or introduction has changed by it');
select is_empty($$
  select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('private', 'worker', 'public') and p.prosrc ~ '\mconversation_summary'
    and p.proname not in ('reply_context', 'summary_context', 'ranking_context',
      'apply_write_summary', 'check_conversation_summary')
$$, 'and no function reads it but to hand it to a model');

select * from finish();
rollback;

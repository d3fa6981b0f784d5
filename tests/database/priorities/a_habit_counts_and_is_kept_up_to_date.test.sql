begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.offer_intro(1), tests.a_text_out(); end $$;
select is(private.receptiveness(tests.grace(), 'intro_opportunity'), 0.5, 'not knowing: a half');
insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
    status, sent_at)
  select tenant_id, id, 'account-manager', '{"item_type": "intro_opportunity"}', now(), 'sent',
    now() - interval '3 days' from tests.grace(), generate_series(1, 8);
update private.rankings set due_at = now();
do $$ begin perform private.queue_rankings(); end $$;
select is(private.receptiveness(tests.grace(), 'intro_opportunity'), 0.1,
  'who never answers such is less receptive to it');
select is((components ->> 'receptive')::numeric, 0.1, 'which is a component')
  from private.priority_candidates(tests.grace());

select * from finish();
rollback;

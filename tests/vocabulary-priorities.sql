-- What the tests of the Account Manager have in common: what could be worth Grace's attention.

create function tests.item(nth integer) returns uuid
language sql immutable set search_path = '' as $$
  select ('d0000000-0000-4000-8000-0000000000' || to_char(item.nth, 'FM00'))::uuid
$$;
comment on function tests.item(integer) is 'The id of the nth item.';

create function tests.grace() returns public.users
language sql stable set search_path = '' as $$
  select u from public.users u where u.id = '00000000-0000-4000-8000-000000000021'
$$;

create function tests.neighbour() returns uuid
language sql set search_path = '' as $$
  insert into public.users (id, tenant_id, phone_number, verified)
    values ('20000000-0000-4000-8000-000000000009', '00000000-0000-4000-8000-000000000001',
      '+14155550199', false) on conflict (id) do nothing;
  select '20000000-0000-4000-8000-000000000009'::uuid
$$;
comment on function tests.neighbour() is 'Somebody else of her tenant, who is no member yet.';

create function tests.offer_intro(nth integer, columns jsonb default '{}') returns void
language sql set search_path = '' as $$
  insert into public.intro_opportunities (id, tenant_id, connector_user_id, prospect_name,
      prospect_title, prospect_company, bounty_credits, status, created_at, expires_at)
    select tests.item(nth), g.tenant_id, g.id, 'Noah', c.prospect_title, 'Ark Inc',
      coalesce(c.bounty_credits, 50), coalesce(c.status, 'open'), coalesce(c.created_at, now()),
      c.expires_at
    from tests.grace() g,
      jsonb_populate_record(null::public.intro_opportunities, offer_intro.columns) c
$$;
comment on function tests.offer_intro(integer, jsonb) is
  'Item n is an introduction that Grace is offered.';

create function tests.put_question(nth integer, columns jsonb default '{}') returns void
language sql set search_path = '' as $$
  insert into public.community_requests (id, tenant_id, requesting_agent_type, requesting_user_id,
      question, target_user_ids, urgency, expertise_needed)
    select tests.item(nth), g.tenant_id, 'concierge', tests.neighbour(),
      coalesce(c.question, 'How is boat ' || chr(64 + nth) || ' kept dry?'), array[g.id],
      coalesce(c.urgency, 'medium'), c.expertise_needed
    from tests.grace() g,
      jsonb_populate_record(null::public.community_requests, put_question.columns) c
$$;
comment on function tests.put_question(integer, jsonb) is 'Item n is a question that she is asked.';

create function tests.give_answer(nth integer, asker uuid, expert uuid, impact text default null)
returns void language sql set search_path = '' as $$
  insert into public.community_requests (id, tenant_id, requesting_agent_type, requesting_user_id,
      question)
    values (tests.item(nth + 50), (tests.grace()).tenant_id, 'concierge', give_answer.asker,
      'Who mends sails?');
  insert into public.community_responses (id, tenant_id, request_id, user_id, response_text,
      verbatim_answer, impact_description)
    values (tests.item(nth), (tests.grace()).tenant_id, tests.item(nth + 50), give_answer.expert,
      'The yard does.', 'the yard', give_answer.impact);
$$;
comment on function tests.give_answer(integer, uuid, uuid, text) is
  'Item n is an answer of an expert to a question (n + 50), of which something may have come.';

create function tests.research(nth integer) returns void
language sql set search_path = '' as $$
  insert into public.solution_workflows (id, tenant_id, user_id, request_description,
      current_step, status, completed_at)
    select tests.item(nth), g.tenant_id, g.id, 'a dry boat', 'recommend', 'completed', now()
    from tests.grace() g
$$;
comment on function tests.research(integer) is 'Item n is research of Grace''s that is finished.';

create function tests.one_item_a_type() returns void
language sql set search_path = '' as $$
  select tests.offer_intro(1), tests.put_question(2);
  select tests.give_answer(3, (tests.grace()).id, tests.neighbour());
  select tests.give_answer(4, tests.neighbour(), (tests.grace()).id, 'It saved the season.');
  select tests.research(5);
$$;
comment on function tests.one_item_a_type() is 'Items 1 to 5, one of each type.';

create function tests.rank_grace(at timestamptz default now(), said jsonb default '[]') returns integer
language sql set search_path = '' as $$
  select private.rank(tests.grace(), rank_grace.said, rank_grace.at)
$$;
comment on function tests.rank_grace(timestamptz, jsonb) is 'Grace''s priorities are ranked.';

create view tests.priorities with (security_invoker = true) as
  select right(p.item_id::text, 2)::integer as item, p.item_type as type, p.priority_rank as rank,
    p.value_score as score, p.status, p.expired_reason as reason, p.id
  from public.user_priorities p where p.user_id = '00000000-0000-4000-8000-000000000021';
comment on view tests.priorities is 'What is, or was, worth Grace''s attention.';
grant select on tests.priorities to postgres;

create function tests.ranks() returns text
language sql stable set search_path = '' as $$
  select string_agg(p.item || '', ',' order by p.rank) from tests.priorities p
  where p.status = 'active'
$$;
comment on function tests.ranks() is 'Her active priorities in their order.';

create function tests.mark_priority(item integer, status text, at timestamptz default now())
returns void language sql set search_path = '' as $$
  update public.user_priorities p set status = mark_priority.status,
    presented_at = case mark_priority.status when 'presented' then mark_priority.at
      else p.presented_at end
  where p.item_id = tests.item(mark_priority.item)
$$;
comment on function tests.mark_priority(integer, text, timestamptz) is
  'Her Concierge has presented an item, or she has dealt with it.';

create function tests.claim_ranking() returns jsonb
language plpgsql set search_path = '' as $$
begin
  set constraints all immediate;
  set constraints all deferred;
  return worker.claim('account-manager', 1, now() + interval '10 seconds') -> 'turns' -> 0;
end
$$;
comment on function tests.claim_ranking() is 'The Account Manager''s next turn, or null.';

create function tests.judge(turn jsonb, judgement jsonb default '{}') returns text
language plpgsql set search_path = '' as $$
declare
  asked boolean := turn -> 'context' ? 'call';
  ended jsonb;
begin
  ended := worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'actions', jsonb_build_array(jsonb_build_object('type', 'rank_priorities',
      'input', jsonb_build_object('relevances', '[]'::jsonb, 'tell', null, 'why', null,
        'model', case when asked then 'answered' else 'not_asked' end,
        'seen', turn -> 'context' -> 'seen') || judge.judgement)))));
  set constraints all immediate;
  set constraints all deferred;
  return ended -> 0 ->> 'result';
end
$$;
comment on function tests.judge(jsonb, jsonb) is
  'The Account Manager ends its turn, saying nothing but what the judgement has: the result.';

create function tests.telling() returns text
language sql stable set search_path = '' as $$
  select r.told from private.rankings r
  where r.user_id = '00000000-0000-4000-8000-000000000021'
$$;
comment on function tests.telling() is 'Why Grace was texted about a priority last, or why not.';

create function tests.choose(nth integer default 1) returns text
language plpgsql set search_path = '' as $$
declare
  person public.users := tests.grace();
begin
  -- As the end of a turn whose model has chosen that item.
  perform tests.rank_grace();
  insert into private.rankings as r (user_id, tenant_id, due_at, chosen_id, chosen_why)
    select person.id, person.tenant_id, now(), p.id, 'it fits' from tests.priorities p
    where p.item = choose.nth
    on conflict (user_id) do update set chosen_id = excluded.chosen_id, chosen_why = 'it fits';
  perform private.tell_priority(person, gen_random_uuid(), now());
  return tests.telling();
end
$$;
comment on function tests.choose(integer) is 'The model has chosen an item; what comes of it.';

-- Words for prospects and introductions. Loaded after tests/vocabulary-network.sql.

create function tests.innovator(credits integer default 200) returns uuid
language plpgsql set search_path = '' as $$
begin
  perform tests.member();
  update public.users set email_verified = true, timezone = 'America/New_York'
    where id = '20000000-0000-4000-8000-000000000005';
  insert into public.innovators (id, tenant_id, user_id, company_name) values
    ('c3000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
     '20000000-0000-4000-8000-000000000005', 'Dry Boats');
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, user_id, 'purchase', innovator.credits, 'innovator', id, 'bought', true
    from public.innovators where innovator.credits > 0;
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'first_contact', 'web_form' from public.users;
  return 'c3000000-0000-4000-8000-000000000001';
end
$$;
comment on function tests.innovator(integer) is
  'Ada offers Dry Boats, and has so many credits; all whom there are may be texted.';

create function tests.prospect(given jsonb default '{}') returns uuid
language sql set search_path = '' as $$
  insert into public.prospects (tenant_id, innovator_id, email, phone_number, linkedin_url,
      first_name, last_name, company, title)
    select '00000000-0000-4000-8000-000000000001', 'c3000000-0000-4000-8000-000000000001',
      g ->> 'email', g ->> 'phone_number', g ->> 'linkedin_url', g ->> 'first_name',
      g ->> 'last_name', g ->> 'company', g ->> 'title'
    from (select '{"first_name": "Noah", "last_name": "Lamech", "company": "Cobol Yachts, Inc.",
      "title": "Captain"}'::jsonb || prospect.given) p (g)
    returning id
$$;
comment on function tests.prospect(jsonb) is
  'Whom Ada would like to meet: Noah, a colleague of Grace''s, unless it is said.';

create function tests.colleague(n integer, company text default 'Cobol Yachts') returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid := ('20000000-0000-4000-8000-0000000000' || 50 + colleague.n)::uuid;
begin
  insert into public.users (id, tenant_id, phone_number, first_name, last_name, company, verified)
    values (made, '00000000-0000-4000-8000-000000000001', '+141555502' || 50 + colleague.n,
      'Mate', 'No' || colleague.n, colleague.company, true);
  insert into public.consent_events (tenant_id, user_id, kind, source)
    values ('00000000-0000-4000-8000-000000000001', made, 'first_contact', 'web_form');
  return made;
end
$$;
comment on function tests.colleague(integer, text) is 'A member who may know Noah.';

create function tests.offer_for(prospect_id uuid, at timestamptz default now()) returns text
language sql set search_path = '' as $$
  select private.offer_introduction('20000000-0000-4000-8000-000000000005',
    offer_for.prospect_id, offer_for.at)
$$;
comment on function tests.offer_for(uuid, timestamptz) is
  'The Social Butterfly looks for a connector of one of Ada''s prospects.';

create function tests.accepted() returns uuid
language plpgsql set search_path = '' as $$
declare
  intro uuid;
begin
  perform tests.offer_for(tests.prospect());
  update public.intro_opportunities set status = 'accepted', connector_response = 'Yes'
    returning id into strict intro;
  return intro;
end
$$;
comment on function tests.accepted() is
  'Grace is offered to introduce Noah to Ada, and has said yes.';

create function tests.agreed(days integer default 0) returns uuid
language plpgsql set search_path = '' as $$
declare
  intro uuid := tests.accepted();
begin
  perform private.advance_intro(intro, now());
  update private.intro_sides set agreed_at = now() where agreed_at is null;
  perform private.advance_intro(intro, now() + make_interval(days => agreed.days));
  return intro;
end
$$;
comment on function tests.agreed(integer) is 'And Ada, who was asked, has said yes, too.';

create function tests.say_of_it(intro uuid, side text, outcome text) returns text
language plpgsql set search_path = '' as $$
begin
  update private.intro_sides s set said = say_of_it.outcome, said_at = now()
    where s.intro_id = say_of_it.intro and s.side = say_of_it.side;
  return private.advance_intro(intro, now());
end
$$;
comment on function tests.say_of_it(uuid, text, text) is
  'One side says that it was made, or was not, and the Intro Agent goes on.';

create view tests.bounties with (security_invoker = true) as
  select u.first_name as person, c.event_type, c.amount, u.credit_balance as balance
  from public.credit_events c join public.users u on u.id = c.user_id
  where c.reference_type = 'intro_opportunity' order by u.first_name, c.amount;
comment on view tests.bounties is 'What introductions have moved, and what its person has now.';

create function tests.told_of_it(first_name text) returns text
language sql stable set search_path = '' as $$
  select string_agg(q.final_message, ' | ' order by q.arrival) from public.message_queue q
  join public.users u on u.id = q.user_id
  where q.agent_id = 'intro-agent' and u.first_name = told_of_it.first_name
$$;
comment on function tests.told_of_it(text) is 'What somebody is to be texted of introductions.';

create function tests.upload(batches jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  list uuid;
  rows jsonb;
  nth integer := 0;
begin
  insert into private.prospect_uploads (tenant_id, innovator_id)
    values ('00000000-0000-4000-8000-000000000001', 'c3000000-0000-4000-8000-000000000001')
    returning id into list;
  for rows in select b.value from jsonb_array_elements(batches) b (value) loop
    nth := nth + 1;
    perform worker.add_prospects(list, nth, rows);
  end loop;
  perform worker.end_upload(list, 0, true);
  return list;
end
$$;
comment on function tests.upload(jsonb) is 'Ada brings a list, in these batches of rows.';

create view tests.listed with (security_invoker = true) as
  select concat_ws('|', email, phone_number, linkedin_url, first_name, last_name, company, title)
    as line from public.prospects
  where innovator_id = 'c3000000-0000-4000-8000-000000000001' order by 1;
comment on view tests.listed is 'Ada''s prospects, a line each.';
create function tests.in_all_there_is_to_tell() returns void
language plpgsql set search_path = '' as $$
begin
  perform tests.innovator(), tests.offers_a_solution();
  perform tests.text_in('SM' || n, '+14155550111', 'Hello ' || n) from generate_series(1, 3) n;
  perform tests.agreed();
  insert into public.community_requests (id, tenant_id, requesting_agent_type, requesting_user_id,
      question, status, closed_reason)
    select tests.item(1), tenant_id, 'concierge', id, 'How is it kept dry?', 'closed', 'answered'
    from tests.grace();
  insert into private.expert_asks (tenant_id, request_id, user_id, score, parts, asked_at)
    select tenant_id, tests.item(1), id, 50, '[]', now() from tests.grace();
  perform tests.bought(), tests.book_credits(200);
  perform tests.rank('intro_opportunity', tests.intro('Utnapishtim'));
  insert into private.rankings (user_id, tenant_id, due_at, chosen_id)
    select user_id, tenant_id, now(), id from public.user_priorities where status = 'active'
    on conflict (user_id) do update set chosen_id = excluded.chosen_id;
  update public.user_priorities set value_score = 100;
  delete from public.message_queue;
end
$$;
comment on function tests.in_all_there_is_to_tell() is
  'Grace writes, and is in an introduction, a question, a ranking, a purchase: what agents tell of.';

create function tests.opt_grace_out() returns void
language sql set search_path = '' as $$
  insert into public.consent_events (tenant_id, user_id, kind, source)
    select tenant_id, id, 'opt_out', 'operator' from tests.grace()
$$;

create function tests.tell_grace(
  first text, how text, opts_out text, out told bigint, out waits bigint, out leaves bigint
) language plpgsql set search_path = '' as $$
declare
  grace constant uuid := '00000000-0000-4000-8000-000000000021';
begin
  execute first;
  if opts_out = 'before' then perform tests.opt_grace_out(); end if;
  execute 'select ' || how || $from$ from tests.grace() g, public.community_requests r,
      public.credit_purchases p, public.users u, public.conversations c,
      public.intro_opportunities i,
      jsonb_populate_record(null::public.agent_tasks, jsonb_build_object('id', gen_random_uuid(),
        'tenant_id', g.tenant_id, 'user_id', g.id, 'trace_id', gen_random_uuid(),
        'task_type', 'reply', 'context_json', jsonb_build_object('request_id', r.id,
          'conversation_id', private.thread_of(g)))) t
    where u.first_name = 'Ada' and c.user_id = g.id and i.prospect_name <> 'Utnapishtim'$from$;
  select (select count(*) from public.message_queue q where q.user_id = grace)
    + (select count(*) from public.messages m
      where m.user_id = grace and m.direction = 'outbound') into told;
  if opts_out = 'after' then perform tests.opt_grace_out(); end if;
  perform tests.deliver(at) from unnest(array[now() + interval '1 minute', tests.noon()]) at;
  select count(*) into waits from public.message_queue q
    where q.user_id = grace and q.status in ('queued', 'approved');
  select count(*) into leaves from public.message_parts p join public.messages m
    on m.id = p.message_id where m.user_id = grace and m.purpose <> 'confirmation';
  raise exception 'undone' using errcode = 'YP999';
exception when sqlstate 'YP999' then
end
$$;
comment on function tests.tell_grace(text, text, text) is
  'One way of telling her something, of her (g), a request (r), a purchase (p), Ada (u), her thread '
  '(c), an introduction (i) and a task (t), when she opts out before, after or never: what she is '
  'told, what of it waits and what leaves. All is undone.';

grant select on tests.bounties, tests.listed to postgres;

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
grant select on tests.bounties, tests.listed to postgres;

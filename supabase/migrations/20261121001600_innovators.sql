-- Solution providers, and the people they would like to meet.

create table public.innovators (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null unique,
  company_name text not null constraint company_name_is_not_empty check (company_name ~ '\S'),
  solution_description text,
  categories text[],
  target_customer_profile text,
  video_url text constraint video_url_is_https check (video_url ~ '^https://'),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
);
comment on table public.innovators is 'The profile of a member who offers a solution.';
create index innovators_by_categories on public.innovators using gin (categories);
create index innovators_active on public.innovators (tenant_id, active, created_at desc);
create index innovators_by_user on public.innovators (tenant_id, user_id);

create function private.offer_words(categories text[], description text) returns tsvector
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return to_tsvector('pg_catalog.english', left(concat_ws(' ', array_to_string(
    offer_words.categories[:50], ' '), offer_words.description), 4000));
end
$$;
comment on function private.offer_words(text[], text) is
  'The stems of what an innovator offers by their own words: for finding them by a need''s.';
create index innovators_by_offer on public.innovators
  using gin (private.offer_words(categories, solution_description)) where active;

create function public.credits_balance(innovator public.innovators) returns integer
language sql stable security invoker set search_path = '' as $$
  select u.credit_balance from public.users u where u.id = innovator.user_id
$$;
comment on function public.credits_balance(public.innovators) is
  'Seed 2''s column credits_balance, computed: there is one balance, the person''s.';
grant execute on function public.credits_balance(public.innovators) to authenticated, service_role;

create function private.company_key(company text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
declare
  plain text := btrim(regexp_replace(lower(company), '[^[:alnum:]]+', ' ', 'g'));
begin
  return nullif(coalesce(nullif(regexp_replace(regexp_replace(plain, '^the ', ''),
    '( (inc|incorporated|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|sa|sas|bv|plc|pty'
    '|oy|ab|srl|spa))+$', ''), ''), plain), '');
end
$$;
comment on function private.company_key(text) is
  'The name of a company as it is compared: in lower case, without signs and legal forms.';

create table public.prospects (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  email text,
  phone_number text,
  linkedin_url text,
  first_name text,
  last_name text,
  company text,
  title text,
  innovator_id uuid not null,
  uploaded_at timestamptz not null default now(),
  upload_source text
    constraint upload_source_is_known check (upload_source in ('csv', 'manual', 'api')),
  upload_batch_id uuid,
  status text not null default 'pending'
    constraint status_is_known check (status in ('pending', 'converted', 'inactive')),
  converted_to_user_id uuid,
  converted_at timestamptz,
  prospect_notes text,
  target_solution_categories text[],
  metadata jsonb,
  match_at timestamptz not null default now(),
  waits_for_credits boolean not null default false,
  company_key text generated always as (private.company_key(company)) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, id),
  foreign key (tenant_id, innovator_id) references public.innovators (tenant_id, id)
    on delete cascade,
  foreign key (tenant_id, converted_to_user_id) references public.users (tenant_id, id)
    on delete set null (converted_to_user_id),
  constraint converted_at_matches_status
    check ((converted_at is not null) = (status = 'converted')),
  constraint somebody_can_be_recognised
    check (num_nonnulls(email, phone_number, linkedin_url, last_name) > 0),
  constraint email_is_lower_case check (email = lower(email)),
  constraint phone_number_is_e164 check (phone_number ~ '^\+[1-9][0-9]{6,14}$'),
  constraint linkedin_url_is_lower_case check (linkedin_url = lower(linkedin_url))
);
comment on table public.prospects is 'Somebody outside whom an innovator would like to meet.';
comment on column public.prospects.upload_batch_id is
  'Engine-made: what was uploaded at once shares it, and can be undone at once.';
comment on column public.prospects.upload_source is
  'api: nobody brought them; they are a member for whom research found this innovator, who hears '
  'what they look for, and who they are once both have agreed.';
comment on column public.prospects.waits_for_credits is
  'Whether the balance did not cover their bounty when they were last looked at.';
comment on column public.prospects.target_solution_categories is
  'What they look for themselves, of a member for whom research found this innovator.';
comment on column public.prospects.match_at is
  'When a connector is looked for (again); infinity: somebody is offered them, they were '
  'introduced, or one of the two would not meet.';
create function private.forget_found() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  delete from public.prospects p where p.tenant_id = old.tenant_id
    and p.converted_to_user_id = old.id and p.upload_source = 'api';
  return old;
end
$$;
comment on function private.forget_found() is
  'Who was found for an innovator, and not listed by them, is their prospect as long as a member.';
create trigger the_found_leave_with_their_account before delete on public.users
  for each row execute function private.forget_found();
create unique index one_prospect_an_email on public.prospects (innovator_id, email)
  where email is not null;
create unique index one_prospect_a_number on public.prospects (innovator_id, phone_number)
  where phone_number is not null;
create unique index one_prospect_a_profile on public.prospects (innovator_id, linkedin_url)
  where linkedin_url is not null;
-- Who has nothing else is recognised by their whole name and where they work; whoever was found is
-- another row than the same one listed.
create unique index one_prospect_a_name on public.prospects
  (innovator_id, private.full_name(first_name, last_name), company_key)
  where email is null and phone_number is null and linkedin_url is null
    and upload_source is distinct from 'api';
create index prospects_by_name on public.prospects
  (innovator_id, private.full_name(first_name, last_name), company_key);
create index prospects_to_match on public.prospects (innovator_id, match_at)
  where match_at < 'infinity' and status <> 'inactive';
create index prospects_to_match_by_company on public.prospects (tenant_id, company_key)
  where match_at < 'infinity' and status <> 'inactive';
create index prospects_to_pay_for on public.prospects (innovator_id, match_at)
  where waits_for_credits;
create unique index one_prospect_a_member_found on public.prospects
  (innovator_id, converted_to_user_id) where upload_source = 'api';
create index prospects_by_number on public.prospects (tenant_id, phone_number)
  where phone_number is not null;
create index prospects_by_innovator on public.prospects (tenant_id, innovator_id);
create index prospects_by_status on public.prospects (tenant_id, status);
create index prospects_by_email on public.prospects (tenant_id, lower(email))
  where email is not null;
create index prospects_by_batch on public.prospects (upload_batch_id)
  where upload_batch_id is not null;
create index prospects_by_member on public.prospects (tenant_id, converted_to_user_id)
  where converted_to_user_id is not null;
create trigger prospects_touch before update on public.prospects
  for each row execute function private.touch_updated_at();

create table public.linkedin_research_prospects (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  name text not null,
  company text,
  title text,
  linkedin_url text,
  email text,
  mutual_connections jsonb,
  last_researched_at timestamptz,
  users_researching uuid[],
  created_at timestamptz not null default now(),
  unique (tenant_id, id)
);
comment on table public.linkedin_research_prospects is
  'What was looked up about somebody, so that it is not looked up twice. last_researched_at null: '
  'somebody has gone to look, and whatever came of that, nobody goes again.';
comment on column public.linkedin_research_prospects.mutual_connections is
  'Who knows them: [{name, linkedin_url}].';
create unique index research_once_a_profile
  on public.linkedin_research_prospects (tenant_id, lower(linkedin_url))
  where linkedin_url is not null;
create trigger researchers_are_the_tenants
  before insert or update of tenant_id, users_researching
  on public.linkedin_research_prospects for each row when (new.users_researching is not null)
  execute function private.same_tenant('users_researching', '=user');
create unique index research_once_a_name on public.linkedin_research_prospects
  (tenant_id, lower(name), private.company_key(company))
  where linkedin_url is null and company is not null;
create index research_by_name on public.linkedin_research_prospects (tenant_id, name, company);
create index research_by_whom on public.linkedin_research_prospects
  (tenant_id, lower(name), private.company_key(company)) where company is not null;

create table public.intro_opportunities (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  connector_user_id uuid not null,
  innovator_id uuid,
  prospect_id uuid,
  prospect_name text not null,
  prospect_company text,
  prospect_title text,
  prospect_linkedin_url text,
  innovator_name text,
  bounty_credits integer not null default 50
    constraint bounty_credits_is_not_negative check (bounty_credits >= 0),
  status text not null default 'open'
    constraint status_is_known check (status in
      ('open', 'accepted', 'declined', 'scheduled', 'completed', 'expired', 'cancelled')),
  connector_response text,
  feed_item_id uuid,
  told_in uuid,
  yes_in uuid,
  intro_email text,
  intro_scheduled_at timestamptz,
  intro_completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz,
  disputed_at timestamptz,
  email_seen_at timestamptz,
  settled_by text,
  settled_reason text,
  unique (tenant_id, id),
  foreign key (tenant_id, connector_user_id) references public.users (tenant_id, id)
    on delete cascade,
  foreign key (tenant_id, innovator_id) references public.innovators (tenant_id, id)
    on delete set null (innovator_id),
  foreign key (tenant_id, prospect_id) references public.prospects (tenant_id, id)
    on delete set null (prospect_id),
  foreign key (tenant_id, feed_item_id) references public.user_priorities (tenant_id, id)
    on delete set null (feed_item_id),
  foreign key (tenant_id, told_in) references public.messages (tenant_id, id)
    on delete set null (told_in),
  foreign key (tenant_id, yes_in) references public.messages (tenant_id, id)
    on delete set null (yes_in),
  constraint completed_at_matches_status
    check ((intro_completed_at is not null) = (status = 'completed')),
  constraint scheduled_has_a_time
    check (status <> 'scheduled' or intro_scheduled_at is not null),
  constraint who_settles_it_says_why check ((settled_by is null) = (settled_reason is null))
);
comment on table public.intro_opportunities is
  'An introduction that a member could make, its bounty, and how far it has come.';
comment on column public.intro_opportunities.feed_item_id is
  'The priority under which its connector was shown it.';
comment on column public.intro_opportunities.told_in is
  'The text in which its connector was told of it; until that has left nothing they say is a yes.';
comment on column public.intro_opportunities.yes_in is
  'The text in which its connector said yes to it: one yes is for one introduction.';
comment on column public.intro_opportunities.connector_response is
  'What its connector said, word for word, when they accepted or declined.';
comment on column public.intro_opportunities.expires_at is
  'Until when it may stay in its present state, if it is open, accepted or scheduled.';
comment on column public.intro_opportunities.intro_email is
  'The address with a tag to which the email that introduces them is copied.';
comment on column public.intro_opportunities.intro_scheduled_at is 'By when it is to be made.';
comment on column public.intro_opportunities.disputed_at is
  'Since when one side says that it was made and the other that it was not.';
comment on column public.intro_opportunities.settled_by is
  'The operator who has ended a dispute, and why.';
create unique index one_live_offer_a_prospect on public.intro_opportunities (prospect_id)
  where status in ('open', 'accepted', 'scheduled');
create unique index one_offer_a_prospect_and_connector
  on public.intro_opportunities (prospect_id, connector_user_id);
create unique index one_introduction_an_address on public.intro_opportunities (intro_email)
  where intro_email ~ '^intro\+';
create index intros_ending on public.intro_opportunities (expires_at)
  where status in ('open', 'accepted', 'scheduled');
create index intros_disputed on public.intro_opportunities (tenant_id)
  where disputed_at is not null;
create index intros_by_connector
  on public.intro_opportunities (tenant_id, connector_user_id, status);
create index intros_by_innovator on public.intro_opportunities (tenant_id, innovator_id);
create index intros_by_prospect on public.intro_opportunities (tenant_id, prospect_id);
create index intros_by_feed_item on public.intro_opportunities (tenant_id, feed_item_id)
  where feed_item_id is not null;
create index intros_by_telling on public.intro_opportunities (tenant_id, told_in)
  where told_in is not null;
create unique index one_yes_accepts_one_introduction
  on public.intro_opportunities (tenant_id, yes_in) where yes_in is not null;
create index intros_by_bounty on public.intro_opportunities (tenant_id, bounty_credits)
  where status = 'open';
create index intros_by_status on public.intro_opportunities (tenant_id, status);
create trigger intro_opportunities_touch before update on public.intro_opportunities
  for each row execute function private.touch_updated_at();

alter table public.innovators enable row level security;
alter table public.prospects enable row level security;
alter table public.linkedin_research_prospects enable row level security;
alter table public.intro_opportunities enable row level security;
grant select on public.innovators, public.linkedin_research_prospects to authenticated;
-- What the engine keeps beside is left out: by when a row moves, and to when, whoever listed them
-- could tell a member, and one who would not meet, from others.
grant select (id, tenant_id, email, phone_number, linkedin_url, first_name, last_name, company,
  title, innovator_id, uploaded_at, upload_source, upload_batch_id, status, converted_to_user_id,
  converted_at, prospect_notes, target_solution_categories, created_at)
  on public.prospects to authenticated;
-- A connector reads their introductions without the profile that an innovator brought, and without
-- which operator has settled a dispute, and what they noted.
grant select (id, tenant_id, connector_user_id, innovator_id, prospect_id, prospect_name,
  prospect_company, prospect_title, innovator_name, bounty_credits, status, connector_response,
  feed_item_id, told_in, yes_in, intro_email, intro_scheduled_at, intro_completed_at, created_at,
  updated_at, expires_at, disputed_at, email_seen_at)
  on public.intro_opportunities to authenticated;

create policy "members read their own profile, operators their tenant's" on public.innovators
  for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
create policy "innovators read whom they brought, operators their tenant's" on public.prospects
  for select to authenticated
  using ((innovator_id = any (array(select i.id from public.innovators i
      where i.user_id = any (array(select private.user_ids()))))
      and upload_source is distinct from 'api')
    or tenant_id = any (array(select private.operator_tenant_ids())));
create policy "operators read their tenant's research" on public.linkedin_research_prospects
  for select to authenticated
  using (tenant_id = any (array(select private.operator_tenant_ids())));
create policy "connectors read their own intros, operators their tenant's"
  on public.intro_opportunities for select to authenticated
  using (connector_user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));

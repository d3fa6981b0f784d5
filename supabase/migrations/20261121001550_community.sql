-- Questions to the community's experts, and their answers.

create table public.community_requests (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references public.tenants (id) on delete cascade,
  requesting_agent_type text not null,
  requesting_user_id uuid,
  context_id uuid,
  context_type text,
  question text not null constraint question_is_not_empty check (question ~ '\S'),
  category text,
  expertise_needed text[],
  target_user_ids uuid[],
  declined_user_ids uuid[] not null default '{}',
  requester_context text,
  desired_outcome text
    constraint desired_outcome_is_known check (desired_outcome in
      ('backchannel', 'introduction', 'quick_thoughts', 'ongoing_advice')),
  urgency text not null default 'medium'
    constraint urgency_is_known check (urgency in ('low', 'medium', 'high')),
  request_summary text constraint request_summary_is_short check (length(request_summary) <= 100),
  status text not null default 'open'
    constraint status_is_known check (status in ('open', 'responses_received', 'closed')),
  responses_count integer not null default 0
    constraint responses_count_is_not_negative check (responses_count >= 0),
  closed_loop_at timestamptz,
  closed_loop_message text,
  closed_reason text
    constraint closed_reason_is_known check (closed_reason in ('answered', 'expired', 'withdrawn')),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  unique (tenant_id, id),
  foreign key (tenant_id, requesting_user_id) references public.users (tenant_id, id)
    on delete cascade,
  constraint only_who_was_asked_declines
    check (declined_user_ids <@ coalesce(target_user_ids, '{}')),
  constraint only_what_is_closed_has_a_reason
    check (closed_reason is null or status = 'closed'),
  constraint context_has_a_type check ((context_id is null) = (context_type is null)),
  constraint the_loop_closes_with_words
    check (closed_loop_at is null or closed_loop_message is not null),
  constraint the_loop_closes_a_closed_request check (closed_loop_at is null or status = 'closed')
);
comment on table public.community_requests is 'A question that experts are asked.';
comment on column public.community_requests.declined_user_ids is
  'Who would rather not answer. Not a foreign key: each is one of target_user_ids.';
comment on column public.community_requests.expires_at is
  'Until when it is open; one that was withdrawn ended then. A later answer is kept, and not paid.';
create index requests_open on public.community_requests (status, expires_at)
  where status <> 'closed';
create index requests_by_context on public.community_requests (context_type, context_id)
  where context_id is not null;
create index requests_by_asker on public.community_requests (tenant_id, requesting_user_id);
-- Read in every turn of a member, written seldom: no list of pending entries to read through.
create index requests_by_expert on public.community_requests using gin (target_user_ids)
  with (fastupdate = off);
create unique index one_open_request_a_question
  on public.community_requests (requesting_user_id, private.same_words(question))
  where status <> 'closed' and requesting_user_id is not null;
create trigger targets_are_the_tenants before insert or update of tenant_id, target_user_ids
  on public.community_requests for each row when (new.target_user_ids is not null)
  execute function private.same_tenant('target_user_ids', '=user');
create trigger context_is_the_tenants
  before insert or update of tenant_id, context_id, context_type
  on public.community_requests for each row when (new.context_id is not null)
  execute function private.same_tenant('context_id', 'context_type');

create table private.answer_rules (
  verdict text primary key constraint verdict_is_a_word check (verdict ~ '^[a-z_]+$'),
  counts boolean not null,
  pays boolean not null,
  asks_again boolean not null default false,
  description text not null,
  constraint what_pays_counts check (counts or not pays)
);
comment on table private.answer_rules is
  'What becomes of an expert''s answer. It counts towards the number that its question wants; it '
  'pays one fixed amount, whatever its score; its expert is asked once more. All are kept.';
insert into private.answer_rules (verdict, counts, pays, asks_again, description) values
  ('accepted', true, true, false, 'to the point, in time, the first of this expert'),
  ('capped', true, false, false,
   'likewise, but the expert has been paid as often as one is in a day'),
  ('second', false, false, false,
   'more of an expert whose answer has its verdict: appended to that one, which keeps it'),
  ('enough', false, false, false, 'to the point, but the question had all the answers it wants'),
  ('late', false, false, false, 'given after the question was over: kept with thanks'),
  ('off_topic', false, false, true, 'not about the question: its expert is asked once more'),
  ('off_topic_again', false, false, false, 'not about the question a second time');

create table public.community_responses (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  request_id uuid not null,
  user_id uuid not null,
  response_text text not null,
  verbatim_answer text not null,
  usefulness_score integer
    constraint usefulness_score_is_zero_to_ten check (usefulness_score between 0 and 10),
  impact_description text,
  credits_awarded integer constraint credits_awarded_is_positive check (credits_awarded > 0),
  credited_at timestamptz,
  status text not null default 'provided'
    constraint status_is_known check (status in ('provided', 'rewarded', 'closed_loop')),
  verdict text references private.answer_rules (verdict),
  answered_at timestamptz not null default now(),
  closed_loop_message text,
  closed_loop_at timestamptz,
  created_at timestamptz not null default now(),
  unique (tenant_id, id),
  unique (request_id, user_id),
  foreign key (tenant_id, request_id) references public.community_requests (tenant_id, id)
    on delete cascade,
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  constraint credits_and_their_time_go_together
    check ((credits_awarded is null) = (credited_at is null)),
  constraint rewarded_was_credited check (status <> 'rewarded' or credited_at is not null),
  constraint closed_loop_was_told check ((status = 'closed_loop') = (closed_loop_at is not null))
);
comment on table public.community_responses is
  'An expert''s answer: verbatim and summed up; a second answer of the same expert is appended.';
comment on column public.community_responses.verdict is
  'By which rule it was judged; null: not yet.';
comment on column public.community_responses.answered_at is
  'When its expert last said something to it.';
create index responses_by_verdict on public.community_responses (verdict)
  where verdict is not null;
create index responses_by_request on public.community_responses (tenant_id, request_id);
create index responses_by_expert on public.community_responses (tenant_id, user_id);
create index responses_by_credits on public.community_responses (tenant_id, credits_awarded)
  where credits_awarded is not null;
create index responses_by_status on public.community_responses (tenant_id, status);

create function private.count_responses() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    update public.community_requests r set responses_count = r.responses_count - 1,
      status = case when r.status = 'responses_received' and r.responses_count = 1 then 'open'
        else r.status end
      where r.id = old.request_id;
  else
    update public.community_requests r set responses_count = r.responses_count + 1,
      status = case r.status when 'open' then 'responses_received' else r.status end
      where r.id = new.request_id;
  end if;
  return null;
end
$$;
comment on function private.count_responses() is 'Keeps a request''s count and status in step.';
create trigger responses_are_counted after insert or delete on public.community_responses
  for each row execute function private.count_responses();

create function worker.close_expired_community_requests(at timestamptz default now())
returns integer
language sql security invoker set search_path = '' as $$
  with expired as (
    select r.id from public.community_requests r
    where r.status <> 'closed' and r.expires_at <= at
    order by r.expires_at limit private.setting('close_batch')::integer
    for no key update skip locked
  ),
  closed as (
    update public.community_requests r set status = 'closed', closed_reason = 'expired'
    from expired e where r.id = e.id
    returning r.*
  ),
  told as (
    insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    select c.tenant_id, 'community.request_closed', c.id, 'community_request',
      jsonb_build_object('request_id', c.id, 'user_id', c.requesting_user_id,
        'responses_count', c.responses_count), 'cron'
    from closed c returning 1
  )
  select count(*)::integer from told
$$;
comment on function worker.close_expired_community_requests(timestamptz) is
  'Closes the requests whose time is over, one batch a call, and says so in an event each.';

alter table public.community_requests enable row level security;
alter table public.community_responses enable row level security;
grant select on public.community_requests, public.community_responses to authenticated;
create policy "members read their own requests, operators their tenant's"
  on public.community_requests for select to authenticated
  using (requesting_user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));
create policy "members read their own answers, operators their tenant's"
  on public.community_responses for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));

-- What people thought of an answer.

create table public.feedback (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  message_id uuid not null,
  rating text not null constraint rating_is_known check (rating in ('up', 'down')),
  comment text constraint comment_is_bounded check (length(comment) between 1 and 2000),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, message_id),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, message_id) references public.messages (tenant_id, id) on delete cascade
);
comment on table public.feedback is 'A thumb on an answer: one a person and message.';
create index feedback_by_message on public.feedback (tenant_id, message_id);
create index feedback_by_person on public.feedback (tenant_id, user_id);
create trigger feedback_touch before update on public.feedback
  for each row execute function private.touch_updated_at();

create function private.check_whose_message() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if not exists (select from public.messages m where m.id = new.message_id
    and m.tenant_id = new.tenant_id and m.user_id = new.user_id and m.direction = tg_argv[0]
    and m.status not in ('cancelled', 'failed')) then
    raise exception '%.message_id is no % message of its user', tg_table_name, tg_argv[0]
      using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$$;
comment on function private.check_whose_message() is
  'Trigger (direction): what the keys cannot say, that the message is that person''s, inbound or '
  'outbound, and not one that never left.';
create trigger feedback_is_on_an_answer before insert or update of message_id, user_id
  on public.feedback for each row execute function private.check_whose_message('outbound');

create function private.give_feedback(message_id uuid, rating text, comment text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  given uuid;
begin
  insert into public.feedback (tenant_id, user_id, message_id, rating, comment)
    select m.tenant_id, m.user_id, m.id, give_feedback.rating,
      nullif(btrim(give_feedback.comment), '')
    from public.messages m
    where m.id = give_feedback.message_id and m.direction = 'outbound'
      and m.status not in ('cancelled', 'failed')
      and m.user_id = any (array(select private.user_ids()))
  on conflict on constraint feedback_user_id_message_id_key do update
    set rating = excluded.rating, comment = excluded.comment
  returning id into given;
  if given is null then
    raise sqlstate 'PT404' using message = 'There is no such answer.';
  end if;
  return given;
end
$$;
comment on function private.give_feedback(uuid, text, text) is
  'Definer: nobody signed in writes a table. Whose answer it is follows from the sign-in.';

create function private.withdraw_feedback(message_id uuid) returns boolean
language sql security definer set search_path = '' as $$
  with gone as (
    delete from public.feedback f where f.message_id = withdraw_feedback.message_id
      and f.user_id = any (array(select private.user_ids()))
    returning 1)
  select exists (select from gone)
$$;
comment on function private.withdraw_feedback(uuid) is 'Definer, as give_feedback.';
grant execute on function private.give_feedback(uuid, text, text),
  private.withdraw_feedback(uuid) to authenticated;

create function public.give_feedback(message_id uuid, rating text, comment text default null)
returns uuid
language sql security invoker set search_path = '' as $$
  select private.give_feedback(give_feedback.message_id, give_feedback.rating,
    give_feedback.comment)
$$;
comment on function public.give_feedback(uuid, text, text) is
  'The caller''s thumb on an answer to them: up or down, with a comment of at most 2,000 '
  'characters; given again, it replaces the first. PT404 when there is no such answer, 23514 on '
  'another rating.';

create function public.withdraw_feedback(message_id uuid) returns boolean
language sql security invoker set search_path = '' as $$
  select private.withdraw_feedback(withdraw_feedback.message_id)
$$;
comment on function public.withdraw_feedback(uuid) is
  'Takes the caller''s thumb back. False when there was none.';
grant execute on function public.give_feedback(uuid, text, text), public.withdraw_feedback(uuid)
  to authenticated;

create materialized view private.message_feedback_summary as
  select f.tenant_id, m.role as agent_type, (m.created_at at time zone 'UTC')::date as date,
    count(*) filter (where f.rating = 'up') as up_count,
    count(*) filter (where f.rating = 'down') as down_count,
    count(f.comment) as comment_count, max(f.updated_at) as last_feedback_at
  from public.feedback f join public.messages m on m.id = f.message_id
  join public.users u on u.id = f.user_id and not u.is_test
  group by 1, 2, 3;
comment on materialized view private.message_feedback_summary is
  'Thumbs by agent and UTC day of the answer, without tests, as of its last refresh. In private: a '
  'materialized view has no RLS.';
-- squawk-ignore require-concurrent-index-creation
create unique index feedback_day_once
  on private.message_feedback_summary (tenant_id, agent_type, date);

create function private.read_feedback_summary() returns setof private.message_feedback_summary
language sql stable security definer set search_path = '' as $$
  select s.* from private.message_feedback_summary s
  where s.tenant_id = any (array(select private.operator_tenant_ids()))
$$;
comment on function private.read_feedback_summary() is
  'The summary''s rows of the tenants that the caller operates. Definer: it stands in for the RLS '
  'that a materialized view cannot have.';
grant execute on function private.read_feedback_summary() to authenticated;

create view public.message_feedback_summary with (security_invoker = true) as
  select * from private.read_feedback_summary();
comment on view public.message_feedback_summary is
  'An operator''s tenant''s thumbs by agent and day; as of the last refresh. It asks who signed '
  'in: service_role, who is nobody, reads the one in private.';

alter table public.feedback enable row level security;
grant select on public.feedback, public.message_feedback_summary to authenticated;
create policy "members read their own feedback, operators their tenant's" on public.feedback
  for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));

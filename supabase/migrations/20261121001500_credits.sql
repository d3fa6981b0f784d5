-- Credits: an append-only ledger, each reason paid once, and the balance it amounts to.

create table public.credit_events (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  event_type text not null
    constraint event_type_is_known check (event_type in
      ('answer', 'bounty', 'escrow', 'referral', 'purchase', 'spend', 'refund', 'reversal')),
  amount integer not null constraint amount_moves_something check (amount <> 0),
  reference_type text not null,
  reference_id uuid not null,
  idempotency_key text not null
    constraint idempotency_key_is_not_empty check (idempotency_key ~ '\S'),
  description text,
  created_at timestamptz not null default now(),
  processed boolean not null default false,
  unique (tenant_id, idempotency_key),
  foreign key (tenant_id, user_id) references public.users (tenant_id, id) on delete cascade
);
comment on table public.credit_events is
  'The ledger. A reason has one idempotency key, so it pays once; processed ones are in the '
  'balance.';
comment on column public.credit_events.event_type is
  'refund: what somebody had put aside or spent is theirs again; reversal: a purchase whose money '
  'went back takes its credits with it, or brings them again.';
comment on column public.credit_events.processed is
  'Counted in the balance. Turns true once and stays; a mistake is mended by a refund.';
create index credit_events_by_person on public.credit_events (tenant_id, user_id, created_at desc);
create index credit_events_by_time on public.credit_events (created_at);
create index credit_events_open on public.credit_events (created_at) where not processed;
create index credit_events_by_reference on public.credit_events (reference_type, reference_id);
-- What was put aside for an introduction is paid, or given back.
create unique index an_escrow_leaves_once on public.credit_events (tenant_id, reference_id)
  where reference_type = 'intro_opportunity' and event_type in ('bounty', 'refund');
create trigger reference_is_the_tenants
  before insert on public.credit_events
  for each row execute function private.same_tenant('reference_id', 'reference_type');

create function private.guard_ledger() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if new.processed and not old.processed
    and to_jsonb(new) - 'processed' = to_jsonb(old) - 'processed' then
    return new;
  end if;
  raise exception 'the ledger is append-only'
    using errcode = 'restrict_violation', hint = 'Book a refund instead.';
end
$$;
comment on function private.guard_ledger() is
  'The one change a booking may see is that it is processed, once.';
create trigger credit_events_are_append_only before update on public.credit_events
  for each row execute function private.guard_ledger();
create trigger bookings_outlive_all_but_their_person before delete on public.credit_events
  for each row execute function private.refuse_erasure('public.users', 'user_id');

create function private.update_user_credit_cache() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  -- The amount once, when it becomes processed: a sum of all would cost more with every booking.
  update public.users u set credit_balance = u.credit_balance + new.amount where u.id = new.user_id;
  return null;
end
$$;
comment on function private.update_user_credit_cache() is
  'Adds a booking to the balance when it is processed. Below zero the user''s check refuses it, '
  'and with it the booking.';
create trigger on_credit_event_booked after insert on public.credit_events
  for each row when (new.processed) execute function private.update_user_credit_cache();
create trigger on_credit_event_processed after update on public.credit_events
  for each row when (new.processed and not old.processed)
  execute function private.update_user_credit_cache();

create table private.credit_prices (
  reason text primary key constraint reason_is_a_word check (reason ~ '^[a-z_]+$'),
  credits integer not null constraint credits_are_not_negative check (credits >= 0),
  description text not null
);
comment on table private.credit_prices is
  'What people are credited, by the event_type of the ledger; 0: nothing is booked.';
insert into private.credit_prices (reason, credits, description) values
  ('referral', 10, 'whoever sent a new member, once that one is verified');

create function private.credit(
  person_id uuid, reason text, reference_type text, reference_id uuid, idempotency_key text
) returns integer
language plpgsql security invoker set search_path = '' as $$
declare
  booked integer;
begin
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    select u.tenant_id, u.id, p.reason, p.credits, credit.reference_type, credit.reference_id,
      credit.idempotency_key, p.description, true
    from private.credit_prices p join public.users u on u.id = credit.person_id
    where p.reason = credit.reason and p.credits > 0
    on conflict on constraint credit_events_tenant_id_idempotency_key_key do nothing
    returning amount into booked;
  return coalesce(booked, 0);
end
$$;
comment on function private.credit(uuid, text, text, uuid, text) is
  'Credits somebody what a reason is worth, once a key: how much, 0 when it has been before. '
  'Person locked.';

create view public.user_credit_balances with (security_invoker = true) as
  select c.tenant_id, c.user_id,
    coalesce(sum(c.amount) filter (where c.processed), 0)::bigint as balance,
    count(*) as transaction_count, max(c.created_at) as last_transaction_at
  from public.credit_events c group by c.tenant_id, c.user_id;
comment on view public.user_credit_balances is
  'The ledger''s own sums, computed: what users.credit_balance must equal.';

alter table public.credit_events enable row level security;
grant select on public.credit_events, public.user_credit_balances to authenticated;
create policy "members read their own ledger, operators their tenant's" on public.credit_events
  for select to authenticated
  using (user_id = any (array(select private.user_ids()))
    or tenant_id = any (array(select private.operator_tenant_ids())));

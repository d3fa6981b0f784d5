-- The least that a text can cost the database: one row with two keys, by one call.

create table private.floor_texts (
  id uuid primary key default gen_random_uuid(),
  sender_id uuid not null,
  message_sid text not null unique,
  from_number text not null,
  body text not null,
  created_at timestamptz not null default now()
);

create function worker.store_text(sender_id uuid, sms jsonb) returns uuid
language plpgsql security invoker set search_path = '' as $$
declare
  stored uuid;
begin
  insert into private.floor_texts (sender_id, message_sid, from_number, body)
    values (store_text.sender_id, sms ->> 'message_sid', sms ->> 'from', sms ->> 'body')
    returning id into stored;
  return stored;
end
$$;

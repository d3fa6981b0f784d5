-- The words of the tests about the door: newcomers, the addresses they mail to, and their mail.

create function tests.newcomer(phone text default '+14155550123', name text default 'Ada Lovelace')
returns uuid language plpgsql set search_path = '' as $$
declare
  somebody uuid;
begin
  perform tests.text_in('SM' || phone, newcomer.phone);
  update public.users u set first_name = split_part(newcomer.name, ' ', 1),
      last_name = split_part(newcomer.name, ' ', 2)
    where u.phone_number = newcomer.phone returning u.id into somebody;
  return somebody;
end
$$;
comment on function tests.newcomer(text, text) is 'Somebody has texted and said who they are.';

create function tests.at_the_door(
  action text, input jsonb default '{}', phone text default '+14155550123',
  agent text default 'bouncer'
) returns text language plpgsql set search_path = '' as $$
begin
  perform private.apply_action(
      jsonb_populate_record(null::private.leases,
        jsonb_build_object('function_name', at_the_door.agent)),
      (select t from (select null::public.agent_tasks) t (t)), u,
      jsonb_build_object('type', at_the_door.action, 'input', at_the_door.input))
    from public.users u where u.phone_number = at_the_door.phone;
  return 'done';
exception when sqlstate 'YP001' then
  return sqlerrm;
end
$$;
comment on function tests.at_the_door(text, jsonb, text, text) is
  'An agent does something for a newcomer at the end of a turn: "done", or why it was refused.';

create function tests.address_for(email text, phone text default '+14155550123') returns text
language plpgsql set search_path = '' as $$
declare
  answer text := tests.at_the_door('request_email_verification',
    jsonb_build_object('email', address_for.email), address_for.phone);
begin
  return case when answer <> 'done' then answer else
    (select private.placeholder_verification_address(u) from public.users u
      where u.phone_number = address_for.phone) end;
end
$$;
comment on function tests.address_for(text, text) is
  'Where a newcomer is told to mail to from that email, or why they are not.';

create function tests.mail(
  sender text, recipient text, more jsonb default '{}', at timestamptz default now()
) returns text language plpgsql set search_path = '' as $$
declare
  answer jsonb := worker.receive_email(jsonb_build_object('provider', 'postmark', 'from',
    mail.sender, 'recipients', jsonb_build_array(mail.recipient), 'key',
    replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'unproved', null)
    || mail.more, mail.at);
begin
  -- As at a commit.
  set constraints all immediate;
  set constraints all deferred;
  return case when (answer ->> 'duplicate')::boolean then 'duplicate' else answer ->> 'verdict' end;
end
$$;
comment on function tests.mail(text, text, jsonb, timestamptz) is
  'An email comes, whose sender is proved unless more says otherwise: what became of it.';

create view tests.texts_out with (security_invoker = true) as
  select u.phone_number as phone, m.content, m.role, m.purpose, m.created_at, m.position, m.user_id
  from public.messages m join public.users u on u.id = m.user_id where m.direction = 'outbound';
comment on view tests.texts_out is 'What people are texted, whose number it is now.';
grant select on tests.texts_out to postgres;

-- Somebody at the door who falls silent is asked twice whether they still want in, then left.

insert into private.settings (name, value, by_tenant, least, most, description) values
  ('re_engage_first_hours', 24, true, 1, 720,
   'somebody who is not verified yet and has written nothing for so long is written to'),
  ('re_engage_last_hours', 72, true, 2, 2160, 'and once more after so long; then no more');

insert into private.outreach_reasons (reason, ends, words) values
  ('silence', false, 'its person has not been silent for so long yet');

create function private.plan_re_engagement(person public.users, at timestamptz) returns void
language plpgsql security invoker set search_path = '' as $$
declare
  first_hours integer := private.setting('re_engage_first_hours', person.tenant_id);
  last_hours integer := private.setting('re_engage_last_hours', person.tenant_id);
  times timestamptz[] := array[
    at + make_interval(hours => first_hours), at + make_interval(hours => last_hours)];
begin
  if person.verified or private.agent_of(person) <> 'bouncer' then
    return;
  end if;
  update public.message_queue q set scheduled_for = times[t.n], look_at = times[t.n],
      expires_at = times[t.n] + interval '2 days', status_reason = 'silence'
    from generate_series(1, 2) t (n)
    where q.tenant_id = person.tenant_id and q.user_id = person.id and q.status = 'queued'
      and q.subject = 're_engage:' || t.n;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
      expires_at, priority, subject, status_reason)
    select person.tenant_id, person.id, 'bouncer',
      jsonb_build_object('re_engagement', t.n, 'last', t.n = 2), times[t.n],
      times[t.n] + interval '2 days', 'low', 're_engage:' || t.n, 'silence'
    from generate_series(1, 2) t (n)
    where not exists (select from public.message_queue q where q.tenant_id = person.tenant_id
      and q.user_id = person.id and q.status = 'queued' and q.subject = 're_engage:' || t.n);
end
$$;
comment on function private.plan_re_engagement(public.users, timestamptz) is
  'Whoever is at the door has written: the silence that they are asked about begins anew. The two '
  'texts wait in the queue for their time and the orchestrator''s yes, and the Bouncer finds the '
  'words, or none, when it has come. Person locked.';

create function private.end_re_engagement() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn'
  where q.tenant_id = new.tenant_id and q.user_id = new.id and q.status in ('queued', 'approved')
    and q.subject like 're\_engage:%'
    and not exists (select from public.messages m
      where m.id = q.delivered_message_id and m.status <> 'queued_for_send');
  return null;
end
$$;
comment on function private.end_re_engagement() is
  'A member is not asked whether they would like to be one.';
create trigger who_is_in_is_not_asked after update of verified on public.users
  for each row when (new.verified and not old.verified)
  execute function private.end_re_engagement();

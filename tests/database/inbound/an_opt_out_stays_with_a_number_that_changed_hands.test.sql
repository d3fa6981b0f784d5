begin;
set local search_path = extensions, public;
select plan(2);

insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_out', 'keyword' from public.users;
update public.users set last_active_at = now() - interval '60 days';
do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "who is this?"}');
end $$;

select is((select unanswered_reason from public.messages), 'opted_out', 'Twilio blocks it still');
select results_eq($$ select e.source from public.consent_events e join public.users u
  on u.id = e.user_id where u.phone_number is not null $$, array['keyword'], 'and so do we');

select * from finish();
rollback;

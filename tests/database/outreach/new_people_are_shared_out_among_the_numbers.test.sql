begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  insert into public.users (tenant_id, phone_number, timezone)
    select tenant_id, '+1415555' || 1000 + n, timezone from public.users, generate_series(1, 8) n;
  perform tests.consented();
  insert into public.senders (tenant_id, phone_number, account_sid, auth_token_secret, paused_at,
      paused_reason)
    select s.tenant_id, '+1415555010' || n, s.account_sid, s.auth_token_secret,
      case n when 3 then now() end, case n when 3 then 'a test' end
    from public.senders s, generate_series(1, 3) n;
  insert into public.message_queue
      (tenant_id, user_id, agent_id, message_data, final_message, scheduled_for)
    select tenant_id, id, 'a', '{}', 'hi', '2030-01-01' from public.users;
  perform tests.decide();
end $$;

select results_eq($$ select count(*) from public.conversations group by sender_id $$,
  array[3, 3, 3]::bigint[], 'nine who are decided at once');
select is_empty($$ select from public.conversations c join public.senders s on s.id = c.sender_id
  where s.paused_at is not null $$, 'and nobody has one that is paused');

select * from finish();
rollback;

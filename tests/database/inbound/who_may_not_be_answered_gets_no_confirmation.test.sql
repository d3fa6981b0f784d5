begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.said(phone text) returns text language sql as $$
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', 'SM' || phone, 'from', phone, 'body', 'please stop texting me',
    'said', 'opt_out')) ->> 'unanswered_reason'
$$;

select is(pg_temp.said('55512'), 'short_code_sender', 'a short code cannot be written to');
select is(pg_temp.said('+14155550100'), 'own_number', 'nor do we write to ourselves');
select is_empty($$ select from public.messages where direction = 'outbound' $$, 'nothing is said');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.people();
  perform tests.a_page();
  insert into public.users (id, tenant_id, email, email_verified, is_test) values
    ('00000000-0000-4000-8000-000000000032', '00000000-0000-4000-8000-000000000002',
     'try@centaur.example', true, true);
  insert into public.conversations (id, tenant_id, user_id, channel) values
    ('c0000000-0000-4000-8000-000000000032', '00000000-0000-4000-8000-000000000002',
     '00000000-0000-4000-8000-000000000032', 'web');
  -- Twelve answers to Lena on the first day, the last a second before it ends; two to who tries.
  insert into public.messages (conversation_id, role, direction, content, task_id, created_at)
    select ('c0000000-0000-4000-8000-0000000000' || c)::uuid, 'assistant', 'outbound', 'hello',
      gen_random_uuid(), '2030-01-01 23:59:59+00'::timestamptz - n * interval '1 hour'
    from (values (31, 12), (32, 2)) w (c, many), generate_series(0, many - 1) n;
  insert into public.feedback (tenant_id, user_id, message_id, rating, comment)
    select tenant_id, user_id, id, case when nth > 8 then 'down' else 'up' end,
      case nth when 9 then 'No' end
    from (select m.*, row_number() over (partition by user_id order by position) as nth
      from public.messages m where m.role = 'assistant') m where nth <= 10;
end $$;
create function pg_temp.told(actor text, since date, until date) returns text
language sql as $$
  select tests.answer(actor, format($q$ select string_agg(concat_ws(' ', s.agent_type, s.answers,
      s.up, s.down, s.comments, round(s.up_share, 3), round(s.up_share_low, 3),
      round(s.up_share_high, 3)), ', ')
    from public.feedback_statistics('00000000-0000-4000-8000-000000000002', %L, %L) s $q$,
    since, until))
$$;

select is(pg_temp.told('operator of another tenant', '2030-01-01', '2030-01-01'),
  'assistant 12 8 2 1 0.800 0.490 0.943', 'counts, the share of up, and Wilson''s interval');
select is(pg_temp.told('operator of another tenant', '2030-01-02', '2030-01-31'), null,
  'a UTC day is a day');
select is((select count(*)::integer from public.feedback where rating = 'up'), 10,
  'of those who try things out there are thumbs, too: they are left out');
select is(pg_temp.told('owner', '2030-01-01', '2030-01-01'), null, 'another''s are not told');
select is(pg_temp.told('stranger', '2030-01-01', '2030-01-01'), null, 'nor a stranger');
select is(pg_temp.told('visitor', '2030-01-01', '2030-01-01'), '42501', 'a visitor may not ask');

select * from finish();
rollback;

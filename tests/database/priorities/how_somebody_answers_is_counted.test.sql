begin;
set local search_path = extensions, public;
select plan(4);

do $$
declare
  at timestamptz := tests.noon();
begin
  perform tests.a_text_out();
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
      status, sent_at)
    select g.tenant_id, g.id, 'account-manager', jsonb_build_object('item_type', t.type),
      t.sent_at, 'sent', t.sent_at from tests.grace() g, (values
        ('intro_opportunity', at - interval '30 days'), ('intro_opportunity', at),
        ('solution_update', at - interval '10 days'), ('old', at - interval '91 days'))
      t (type, sent_at);
  insert into public.messages (conversation_id, role, direction, content, status, created_at,
      screen)
    select 'c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'hi', 'received', t,
      tests.screen()
    from unnest(array[at - interval '29 days 23 hours', at - interval '9 days 23 hours 40 minutes',
      at - interval '5 days']) t;
end
$$;
create temp table pattern as
  select private.response_pattern(tests.grace(), tests.noon(1)) as pattern;
select is(pattern - array['hours', 'by_item_type'],
  '{"sent": 3, "answered": 2, "answer_rate": 0.67, "median_minutes": 40}',
  'how many of our texts, and how soon') from pattern;
select is(pattern -> 'by_item_type', '{"solution_update": {"sent": 1, "answered": 1},
  "intro_opportunity": {"sent": 2, "answered": 1}}', 'of which kind') from pattern;
select is(pattern -> 'hours', '{"12": 2, "13": 1}', 'and at which hours of her day she writes')
  from pattern;
select is(private.response_pattern(u, now()) ->> 'answer_rate', null, 'of nobody nothing is said')
  from (select null::public.users) n (u);

select * from finish();
rollback;

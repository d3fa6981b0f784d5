begin;
set local search_path = extensions, public;
select plan(3);

set local timezone = 'Pacific/Auckland';
do $$ begin
  perform tests.two_members();
  insert into public.messages (conversation_id, role, direction, content, status, created_at)
    select c.id, role, 'outbound', n::text, 'unknown',
      '2026-01-31 23:30Z'::timestamptz + make_interval(mins => n * 20)
    from public.conversations c, unnest(array['bouncer', 'concierge']) role,
      generate_series(0, 4) n;
  insert into public.feedback (tenant_id, user_id, message_id, rating, comment)
    select tenant_id, user_id, id, case when content > '2' then 'up' else 'down' end,
      case role when 'bouncer' then 'why' end
    from public.messages where direction = 'outbound';
end $$;
select is_empty('table private.message_feedback_summary', 'until it is refreshed it is as it was');
do $$ begin perform private.refresh_summaries(); end $$;
select results_eq($$
  select agent_type, date, up_count, down_count, comment_count
  from private.message_feedback_summary order by 1, 2
$$, $$ values ('bouncer', '2026-01-31'::date, 0::bigint, 4::bigint, 4::bigint),
  ('bouncer', '2026-02-01', 4, 2, 6), ('concierge', '2026-01-31', 0, 4, 0),
  ('concierge', '2026-02-01', 4, 2, 0) $$, 'by agent and the answer''s day in UTC');
select results_eq($$
  select sum(up_count), sum(down_count), sum(comment_count) from private.message_feedback_summary
$$, $$
  select count(*) filter (where rating = 'up')::numeric,
    count(*) filter (where rating = 'down')::numeric, count(comment)::numeric from public.feedback
$$, 'and nothing is missing or counted twice');

select * from finish();
rollback;

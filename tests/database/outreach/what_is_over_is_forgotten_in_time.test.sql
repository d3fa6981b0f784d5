begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.queue_text(words, ', status, status_reason, created_at', given) from (values
    ('over', ', ''cancelled'', ''withdrawn'', ''2030-01-01'''), ('waiting', ', ''queued'', null,
    ''2030-01-01'''), ('young', ', ''cancelled'', ''withdrawn'', ''2030-03-01''')) t (words, given);
  insert into public.user_message_budget (tenant_id, user_id, date)
    select tenant_id, id, d from public.users, unnest('{2030-01-01,2030-03-01}'::date[]) d;
  insert into private.mornings (tenant_id, opens_at, people_count)
    select tenant_id, d, 1 from public.users, unnest('{2030-01-01,2030-04-09}'::timestamptz[]) d;
end $$;

select is(private.retire_outreach('2030-04-10'), 3, 'a text, a day and a morning');
select results_eq('select words from tests.queued order by 1', array['waiting', 'young'],
  'what waits is kept, however old');
select results_eq('select date::timestamptz from public.user_message_budget union all
  select opens_at from private.mornings', array['2030-03-01', '2030-04-09']::timestamptz[],
  'and what is young');

do $$ begin
  perform tests.queue_text('part ' || n, ', sequence_id, sequence_position, sequence_total,
      created_at, status, sent_at', format(', ''5e000000-0000-4000-8000-000000000001'', %s, 2,
      ''2030-01-01'', %L, %L', n, s, case s when 'sent' then now() end))
    from unnest(array['sent', 'queued']) with ordinality t (s, n);
  perform private.retire_outreach('2030-04-10');
end $$;
select is(count(*), 2::bigint, 'and the beginning of what goes on') from tests.queued
  where words ~ 'part';

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(10);

do $$ begin perform tests.consent(), tests.research(5), tests.research(6), tests.rank_grace(); end $$;
create function pg_temp.queued(status text, at timestamptz default now()) returns void
language sql as $$
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
      status, sent_at, subject)
    select tenant_id, id, 'account-manager', '{}', now(), queued.status,
      case queued.status when 'sent' then queued.at end, 'priority:another' from tests.grace()
$$;
select is(tests.choose(99), 'nothing_chosen', 'the model has chosen none');
update public.tenants set settings = settings || '{"tell_score_least": 100}';
select is(tests.choose(5), 'too_little', 'it is not worth it');
update public.tenants set settings = settings || '{"tell_score_least": 0}';
update public.users set muted_until = 'infinity';
select is(tests.choose(5), 'muted', 'she wants peace');
update public.users set muted_until = null, opted_out_at = now();
select is(tests.choose(5), 'may_not_be_texted', 'she has opted out');
update public.users set opted_out_at = null;
do $$ begin perform pg_temp.queued('queued'); end $$;
select is(tests.choose(5), 'one_waits', 'another waits');
update public.message_queue set status = 'sent', sent_at = now() - interval '19 hours';
select is(tests.choose(5), 'too_soon', 'another was sent today');
update public.message_queue set sent_at = now() - interval '21 hours';
select is(tests.choose(5), 'queued', 'yesterday''s is long enough ago');
do $$ begin perform tests.mark_priority(6, 'presented'); end $$;
select is(tests.choose(6), 'no_candidate', 'it was presented otherwise');
select is((select count(*) from public.message_queue where subject <> 'priority:another'),
  1::bigint, 'one text is all that came of it');
select is_empty($$ select w.words from private.rankings r
  left join private.telling_reasons w on w.reason = r.told
  where r.told is not null and w.words is null $$, 'each reason has words');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(3);

-- The words with which these functions hold a text up, send it back or end it.
create temp table said as
  select distinct m[1] as word from pg_proc p cross join lateral regexp_matches(p.prosrc,
    '(?:then ''|''(?:back|stop)'', ''|"(?:stop|back)": "|status_reason = ''|else '')([a-z_]{5,})["'']',
    'g') m
  where p.pronamespace = 'private'::regnamespace and p.proname in ('judge', 'standing', 'refused_to',
    'hold_of', 'find_ways', 'bar', 'proactive_bar', 'spend', 'follow_text', 'end_composing',
    'interrupt_outreach', 'let_text_go');

select is_empty($$ select word from said where word not in (select reason from
    private.outreach_reasons) and word not in ('urgent', 'may_go', 'not_yet', 'queued', 'approved',
    'proactive', 'cancelled', 'expired', 'failed', 'sent', 'superseded') $$,
  'each word has its row');
select cmp_ok(count(*), '>', 20::bigint, 'and there are many') from said;
do $$ begin
  perform tests.queue_text('hi', ', status, status_reason', format(', %L, %L',
      case when ends then 'cancelled' else 'queued' end, reason)) from private.outreach_reasons;
end $$;
select is_empty($$ select reason from private.outreach_explained
  where why is null or wanted_by is null or used is null or time_there is null $$,
  'an operator reads why, whatever it was');

select * from finish();
rollback;

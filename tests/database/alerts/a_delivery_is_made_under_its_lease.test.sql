begin;
set local search_path = extensions, public;
select plan(9);

select tests.alert_channel('https://hooks.example/a');
do $$ begin
  perform tests.dead_letter('reply');
  perform private.raise_alerts();
end $$;
create temp table first as select * from tests.begin_alert();
select is(answer #- '{alert,raised_at}' #- '{alert,id}' #- '{delivery,id}', '{"ok": true,
  "delivery": {"occasion": "raised", "attempt": 1},
  "channel": {"kind": "webhook", "address": "https://hooks.example/a", "secret": null},
  "alert": {"kind": "dead_letters", "severity": "warning", "subject": "reply", "count": 1,
    "description": "work that will not be tried again by itself; replay or discard it",
    "acknowledged_at": null, "escalated_at": null, "resolved_at": null},
  "tenant": {"id": "00000000-0000-4000-8000-000000000001", "name": "Yachtparty"},
  "sender": null}', 'what must be known to tell it') from first;
create function pg_temp.settle(lease uuid, word text) returns boolean language sql as $$
  select worker.settle_alert(lease, jsonb_build_object('status', word, 'error', 'http_500',
    'delivery_id', (select id from public.alert_deliveries)))
$$;
create function pg_temp.again(lease uuid) returns jsonb language sql as $$
  select worker.begin_alert(lease, (select id from public.agent_tasks))
$$;
select is(pg_temp.again(lease) -> 'delivery' ->> 'attempt', '1',
  'asked again under the lease it is the same try') from first;
-- Its worker dies.
do $$ begin perform worker.process_tasks_batch(now() + interval '3 minutes'); end $$;
select is(pg_temp.again(lease) ->> 'reason', 'lease_lost', 'the dead may not go on') from first;
select is(pg_temp.settle(lease, 'failed'), false, 'and what they say is not heard') from first;
create temp table second as select * from tests.begin_alert(now() + interval '1 hour');
select is(second.answer -> 'delivery' -> 'id', first.answer -> 'delivery' -> 'id',
  'a webhook is posted again, under the same id') from first, second;
select is(second.answer -> 'delivery' ->> 'attempt', '2', 'and it is counted') from second;
select is(pg_temp.settle(lease, 'waiting'), true, 'it may be put back') from second;
select results_eq('select status, attempts, last_error from tests.told',
  $$ values ('waiting', 2, 'http_500') $$, 'with the reason');
do $$ begin perform pg_temp.settle(lease, 'delivered') from second; end $$;
select results_eq('select status from tests.told', array['waiting'],
  'and what is not in sending is not settled twice');

select * from finish();
rollback;

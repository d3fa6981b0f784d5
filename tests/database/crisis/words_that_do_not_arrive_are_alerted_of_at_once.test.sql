begin;
set local search_path = extensions, public;
select plan(11);

do $$ begin perform tests.consented(); end $$;
create function pg_temp.alerted(kind text, code integer) returns text language plpgsql as $$
begin
  perform tests.in_crisis('SM1', 'critical');
  perform tests.send_all(now(), case kind when 'rejected' then kind else 'accepted' end,
    jsonb_build_object('error_code', code));
  if kind <> 'rejected' then
    perform worker.receive_status(s.account_sid, p.twilio_message_sid, kind, code)
      from public.message_parts p, public.senders s
      where s.id = '00000000-0000-4000-8000-000000000011';
  end if;
  raise exception using errcode = 'YP999', message = (
    select string_agg(a, ' ') from tests.alerted() a);
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;

select is(pg_temp.alerted('delivered', null), 'crisis', 'what arrives is no more to be told of');
select is(pg_temp.alerted(kind, code), 'crisis crisis_unreached', kind || ' ' || code)
from (values ('rejected', 21610), ('rejected', 30007), ('rejected', 21211), ('undelivered', 30003),
  ('undelivered', 30007), ('failed', 30008)) v (kind, code);

do $$ begin
  perform tests.in_crisis('SM2', 'moderate');
  perform tests.send_all(now(), 'rejected');
end $$;
select results_eq('select tests.alerted()', $$ values ('crisis_watch') $$,
  'of who is in no danger that shows it is not told');
do $$ begin perform tests.in_crisis('SM3', 'high'); perform private.raise_alerts(); end $$;
select results_eq('select tests.alerted() order by 1', $$ values ('crisis'), ('crisis_watch') $$,
  'nor of words that are on their way');
update public.messages set created_at = now() - interval '6 minutes' where purpose = 'crisis';
do $$ begin perform private.raise_alerts(); end $$;
select is((select count(*)::integer from tests.alerted() a where a = 'crisis_unreached'), 1,
  'unless they are so for five minutes');
do $$ begin perform tests.in_crisis('SM4', 'high'); end $$;
select isnt((tests.crisis()).shown, null, 'and who says it again is answered again');

select * from finish();
rollback;

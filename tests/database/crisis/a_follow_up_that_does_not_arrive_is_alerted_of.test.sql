begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.in_crisis('SM1');
  perform tests.send_all(now());
  perform worker.follow_up_crises((tests.crisis()).followup_at);
end $$;

select results_eq('select tests.alerted()', $$ values ('crisis') $$, 'on its way it is no news');
do $$ begin perform tests.send_all(now() + interval '1 day', 'rejected'); end $$;
select results_eq($$ select m.content ~ 'How are you now', m.status
    from tests.crises c join public.messages m on m.id = c.followup_message_id $$,
  $$ values (true, 'failed') $$, 'the carrier refuses it');
select results_eq('select tests.alerted()', $$ values ('crisis'), ('crisis_unreached') $$,
  'and an operator knows at once');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text(words, ', expires_at', format(', %L', at)) from (values
    ('late', tests.noon()), ('in time', tests.noon(0, '12:01'))) t (words, at);
end $$;

select is(tests.deliver(), '>in time', 'at its hour it is too late');
select results_eq('select words, status, reason from tests.queued order by arrival',
  $$ values ('late', 'expired', 'expired'), ('in time', 'sent', null) $$, 'and says so');
do $$ begin
  perform tests.queue_text('soon', ', expires_at', format(', %L', tests.noon(0, '13:00')));
  perform tests.decide(tests.noon(0, '12:30'));
end $$;
select is(tests.begin_next(tests.noon(0, '12:50')) -> 'validity_seconds', '580',
  'nor may it lie about at the carrier');

select * from finish();
rollback;

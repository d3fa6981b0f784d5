begin;
set local search_path = extensions, public;
select plan(4);

update private.sweeps set swept_at = null;
select is(worker.sweep_when_silent(), true, 'nobody has ever swept');
select is(worker.sweep_when_silent(), false, 'somebody has just now');
update private.sweeps set swept_at = clock_timestamp() - interval '20 seconds';
select is(worker.sweep_when_silent(30), false, 'twenty seconds are not thirty');
select is(worker.sweep_when_silent(), true, 'but more than fifteen');

select * from finish();
rollback;

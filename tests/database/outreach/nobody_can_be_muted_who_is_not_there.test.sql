begin;
set local search_path = extensions, public;
select plan(3);

select ok(not worker.mute_person(gen_random_uuid(), now() + interval '1 day'), 'nobody');
select ok(not worker.mute_person(gen_random_uuid(), null), 'nor unmuted');
select ok(worker.mute_person('00000000-0000-4000-8000-000000000021', 'infinity'), 'but Grace is');

select * from finish();
rollback;

begin;
set local search_path = extensions, public;
set local enable_seqscan = off;
select plan(2);

select tests.innovator();
select tests.agreed();
create function pg_temp.scans() returns bigint language sql volatile as $$
  select seq_scan from pg_stat_xact_user_tables where relname = 'intro_opportunities'
$$;
create temp table before as select pg_temp.scans() as scans;

select is(private.intro_of_email(jsonb_build_array('ada@engines.example', upper(intro_email))), i,
  'by its address, however it is written') from before, public.intro_opportunities i;
truncate before;
insert into before select pg_temp.scans();
select private.intro_of_email(jsonb_build_array('intro+aaaaaaaaaaaaaaaa@mail.example'));
select is(pg_temp.scans() - scans, 0::bigint, 'and all others are left alone') from before;

select * from finish();
rollback;

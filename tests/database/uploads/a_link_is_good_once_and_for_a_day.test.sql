begin;
set local search_path = extensions, public;
select plan(6);

select tests.innovator();
create temp table link as
  select private.placeholder_upload_url(u) as url from public.users u where u.first_name = 'Ada';
create function pg_temp.bring(at timestamptz default now()) returns text language sql as $$
  select coalesce(a ->> 'refused', a ->> 'country')
  from link, worker.begin_upload(encode(extensions.digest(
    substring(url from 'token=(.*)$'), 'sha256'), 'hex'), null, null, bring.at) a
$$;

select matches(url, '/prospects-upload\?token=[0-9a-f]{48}$', 'it is given in a text') from link;
select is_empty($$ select from private.upload_links l, link
  where position(l.token_hash in url) > 0 $$, 'and kept nowhere');
select is(private.placeholder_upload_url(u), null, 'to innovators alone') from public.users u
  where u.first_name = 'Grace';
select is(pg_temp.bring(now() + interval '25 hours'), 'nobody', 'for a day');
select is(pg_temp.bring(), 'US', 'it opens a list');
select is(pg_temp.bring(), 'nobody', 'once');

select * from finish();
rollback;

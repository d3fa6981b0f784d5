begin;
set local search_path = extensions, public;
select plan(8);

select tests.innovator();
create temp table link as
  select private.placeholder_upload_url(u) as url from public.users u where u.first_name = 'Ada';
create function pg_temp.bring(at timestamptz default now()) returns text language sql as $$
  select coalesce(a ->> 'refused', a ->> 'country')
  from link, worker.begin_upload(encode(extensions.digest(
    substring(url from '#(.*)$'), 'sha256'), 'hex'), null, null, bring.at) a
$$;

select matches(url, '/upload/#[0-9a-f]{48}$', 'it is given in a text') from link;
select is_empty($$ select from private.upload_links l, link
  where position(l.token_hash in url) > 0 $$, 'and kept nowhere');
select is(private.placeholder_upload_url(u), null, 'to innovators alone') from public.users u
  where u.first_name = 'Grace';
select is(pg_temp.bring(now() + interval '25 hours'), 'nobody', 'for a day');
select is(pg_temp.bring(), 'US', 'it opens a list');
select is(pg_temp.bring(), 'nobody', 'once');
create function pg_temp.link_with(page text) returns text language plpgsql as $$
begin
  perform vault.update_secret(s.id, page) from vault.secrets s where s.name = 'upload_page_url';
  return (select private.placeholder_upload_url(u) from public.users u where u.first_name = 'Ada');
end $$;
select matches(pg_temp.link_with('env(UPLOAD_PAGE_URL)'), '/functions/v1/prospects-upload\?token=',
  'where there is no page it leads to the function');
select matches(pg_temp.link_with('https://acme.example/upload/'), '^https://acme.example/upload/#',
  'and else to the page');

select * from finish();
rollback;

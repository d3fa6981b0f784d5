-- The interface of pg_net 0.20 without its background worker: local/porter reads the queue.
-- Names, columns, defaults and grants are the real extension's, so that a migration cannot tell.

create schema if not exists net;

create domain net.http_method as text
  check (value ilike 'get' or value ilike 'post' or value ilike 'delete');

-- Unlogged, as the real one's: a crash of the server empties it.
create unlogged table net.http_request_queue (
  id bigserial,
  method net.http_method not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer not null
);

create unlogged table net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz not null default now()
);
create index on net._http_response (created);

-- Not in the real extension: what the porter does to requests on purpose, read at each batch, and
-- what it has done. The same seed loses and doubles the same ones of as many requests.
create table net.faults (
  only_row boolean primary key default true check (only_row),
  lose_percent integer not null default 0 check (lose_percent between 0 and 100),
  duplicate_percent integer not null default 0 check (duplicate_percent between 0 and 100),
  seed integer not null default 1,
  requests bigint not null default 0,
  lost bigint not null default 0,
  duplicated bigint not null default 0
);
insert into net.faults default values;

create function net.wake() returns void
language plpgsql set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('pg_net', '');
end
$$;
comment on function net.wake() is 'Wakes the porter when the transaction commits.';

create function net.check_worker_is_up() returns void
language plpgsql set search_path = '' as $$
begin
  if not exists (select from pg_catalog.pg_stat_activity where application_name = 'pg_net worker')
  then
    raise exception 'the pg_net background worker is not up'
      using hint = 'the local stack''s porter does this work';
  end if;
end
$$;

create function net._urlencode_string(string varchar) returns text
language sql immutable strict set search_path = '' as $$
  select coalesce(string_agg(
    case
      when chr(byte) ~ '[A-Za-z0-9_.~-]' then chr(byte)
      else '%' || upper(lpad(to_hex(byte), 2, '0'))
    end, '' order by position), '')
  from (
    select position, get_byte(convert_to(string, 'UTF8'), position) as byte
    from generate_series(0, octet_length(convert_to(string, 'UTF8')) - 1) as position
  ) as bytes
$$;

create function net._encode_url_with_params_array(url text, params_array text[]) returns text
language sql immutable strict set search_path = '' as $$
  select case
    when cardinality(params_array) = 0 then url
    else url || case when strpos(url, '?') > 0 then '&' else '?' end
      || array_to_string(params_array, '&')
  end
$$;

-- In plpgsql, whose plans are kept: the real one costs a trigger little, and so must this.
create function net._enqueue(
  method text, url text, params jsonb, headers jsonb, body jsonb, timeout_milliseconds integer
) returns bigint
language plpgsql set search_path = '' as $$
declare
  address text := url;
  request_id bigint;
begin
  if params <> '{}' then
    address := net._encode_url_with_params_array(url, array(
      select net._urlencode_string(p.key) || '=' || net._urlencode_string(p.value)
      from jsonb_each_text(params) p));
  end if;
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
    values (_enqueue.method, address, _enqueue.headers,
      convert_to(_enqueue.body::text, 'UTF8'), _enqueue.timeout_milliseconds)
    returning id into request_id;
  perform net.wake();
  return request_id;
end
$$;

create function net.http_get(
  url text,
  params jsonb default '{}'::jsonb,
  headers jsonb default '{}'::jsonb,
  timeout_milliseconds integer default 5000
) returns bigint
language sql set search_path = '' as $$
  select net._enqueue('GET', url, params, headers, null, timeout_milliseconds)
$$;

create function net.http_post(
  url text,
  body jsonb default '{}'::jsonb,
  params jsonb default '{}'::jsonb,
  headers jsonb default '{"Content-Type": "application/json"}'::jsonb,
  timeout_milliseconds integer default 5000
) returns bigint
language plpgsql set search_path = '' as $$
declare
  content_type text;
begin
  select header.value into content_type
  from jsonb_each_text(coalesce(headers, '{}'::jsonb)) as header
  where lower(header.key) = 'content-type'
  limit 1;
  if content_type is null then
    headers := headers || '{"Content-Type": "application/json"}'::jsonb;
  elsif content_type <> 'application/json' then
    raise exception 'Content-Type header must be "application/json"';
  end if;
  return net._enqueue('POST', url, params, headers, body, timeout_milliseconds);
end
$$;

create function net.http_delete(
  url text,
  params jsonb default '{}'::jsonb,
  headers jsonb default '{}'::jsonb,
  timeout_milliseconds integer default 5000,
  body jsonb default null
) returns bigint
language sql set search_path = '' as $$
  select net._enqueue('DELETE', url, params, headers, body, timeout_milliseconds)
$$;

-- The real extension grants this much: what is queued can be read by every role.
grant usage on schema net to public;
grant all on all sequences in schema net to public;
grant all on net.http_request_queue, net._http_response to public;
grant select on net.faults to public;
grant all on net.faults to @extowner@;

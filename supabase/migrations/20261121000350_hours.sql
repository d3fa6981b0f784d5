-- A person's own clock: when they may be texted without having asked, and when their day begins.

create table private.timezones (name text primary key);
comment on table private.timezones is 'The IANA zones this server knows; its own view reads files.';
insert into private.timezones
  select z.name from pg_catalog.pg_timezone_names z
  where z.name ~ '^[A-Z][A-Za-z_]+/' or z.name = 'UTC';

create table private.number_zones (
  prefix text primary key
    constraint prefix_begins_a_number check (prefix ~ '^\+[0-9]{0,7}$'),
  zones text[] not null
    constraint there_is_a_zone check (cardinality(zones) > 0)
);
comment on table private.number_zones is
  'Where whoever has a number may be: by its longest prefix, the zones whose clocks are furthest '
  'ahead and furthest behind. + alone, for what no country has (satellites, codes not given out), '
  'is the whole world: somewhere it is night, so nothing proactive reaches such a number until its '
  'owner names a zone, unless the hours are short or off. Generated: npm run zones.';
comment on column private.number_zones.zones is
  'From the furthest ahead in January to the furthest behind; more than two where it is another '
  'one in July. What lies in between is meant too.';

create function private.refuse_unknown_zones() returns trigger
language plpgsql security invoker set search_path = '' as $$
declare
  unknown text;
begin
  select z into unknown from unnest(new.zones) z
    where not exists (select from private.timezones t where t.name = z) limit 1;
  if found then
    raise exception 'this server does not know the zone %', unknown
      using errcode = 'check_violation', hint = 'Its time zone database is too old.';
  end if;
  return new;
end
$$;
comment on function private.refuse_unknown_zones() is
  'Better refused here than in the middle of a decision about somebody''s night.';
create trigger zones_of_numbers_are_known before insert or update on private.number_zones
  for each row execute function private.refuse_unknown_zones();

create function private.zones_of(person public.users) returns text[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  if person.timezone is not null
    and exists (select from private.timezones t where t.name = person.timezone) then
    return array[person.timezone];
  elsif person.phone_number is null then
    return '{UTC}';
  end if;
  -- A short code begins with no plus: it is somewhere in the world.
  return (
    select n.zones from private.number_zones n
    where n.prefix in ('+', left(person.phone_number, 2), left(person.phone_number, 3),
      left(person.phone_number, 4), left(person.phone_number, 5), left(person.phone_number, 6),
      left(person.phone_number, 7), left(person.phone_number, 8))
    order by length(n.prefix) desc limit 1);
end
$$;
comment on function private.zones_of(public.users) is
  'The zone a person named, else those between which their number says that they are. Without a '
  'number UTC: there is nothing to hold back, and their day needs only to be the same each time.';

create function private.quiet_spans(person public.users, own boolean) returns time[]
language plpgsql stable security invoker set search_path = '' as $$
declare
  spans time[] := '{}';
  starts time;
  ends time;
begin
  -- The law's, whatever a tenant sets, and the tenant's; a tenant without its own has the law's.
  for starts, ends in
    select distinct time '00:00' + make_interval(
        mins => private.setting('quiet_from_minute', w.tenant_id)::integer),
      time '00:00' + make_interval(
        mins => private.setting('quiet_until_minute', w.tenant_id)::integer)
    from unnest(array[null, person.tenant_id]) w (tenant_id) order by 1, 2
  loop
    if starts <> ends then
      spans := spans || array[array[starts, ends]];
    end if;
  end loop;
  if own and person.quiet_hours_start is not null then
    -- 24:00 is a time of day in Postgres. As an end it is the day's; as a start it is the next's.
    starts := case person.quiet_hours_start when time '24:00' then time '00:00'
      else person.quiet_hours_start end;
    if starts <> person.quiet_hours_end then
      spans := spans || array[array[starts, person.quiet_hours_end]];
    end if;
  end if;
  return spans;
end
$$;
comment on function private.quiet_spans(public.users, boolean) is
  'The spans of a day, {{start, end}, …}, in which a person is left in peace: the law''s, their '
  'tenant''s and, '
  'if own, their own. Up to before the end; one before its start is the next day''s.';

create function private.clock_jump(zone text, after timestamptz, until timestamptz)
returns timestamptz
language plpgsql immutable security invoker set search_path = '' as $$
declare
  shift interval := (after at time zone zone) - (after at time zone 'UTC');
  low bigint := floor(extract(epoch from after));
  high bigint := ceil(extract(epoch from until));
  middle bigint;
begin
  -- Halved until one second is left: clocks are set at whole ones.
  while high - low > 1 loop
    middle := (low + high) / 2;
    if (to_timestamp(middle) at time zone zone) - (to_timestamp(middle) at time zone 'UTC') = shift
    then low := middle;
    else high := middle;
    end if;
  end loop;
  return to_timestamp(high);
end
$$;
comment on function private.clock_jump(text, timestamptz, timestamptz) is
  'When a zone''s clocks, which differ from UTC by something else at the two moments, are set.';

create function private.clock_meets(
  zone text, starts time, ends time, at timestamptz, inside boolean
) returns timestamptz
language plpgsql immutable security invoker set search_path = '' as $$
declare
  wall timestamp := at at time zone zone;
  clock time := wall::time;
  wait interval;
  met timestamptz;
begin
  if inside = (case when starts < ends then clock >= starts and clock < ends
      else clock >= starts or clock < ends end) then
    return at;
  end if;
  wait := case when inside then starts else ends end - clock;
  if wait <= interval '0' then
    wait := wait + interval '24 hours';
  end if;
  met := at + wait;
  if met at time zone zone = wall + wait then
    return met;
  end if;
  -- The clocks are set in the meantime, and go on from there.
  return private.clock_meets(zone, starts, ends, private.clock_jump(zone, at, met), inside);
end
$$;
comment on function private.clock_meets(text, time, time, timestamptz, boolean) is
  'The first moment, this one or a later, at which a zone''s wall clock is inside a span of the '
  'day, or is not. By the clock on the wall: what a jump skips is skipped, what it repeats counts '
  'again.';

create function private.is_between(zones text[], starts time, at timestamptz) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
declare
  zone text;
  ahead timestamp := '-infinity';
  behind timestamp := 'infinity';
  since interval;
begin
  foreach zone in array zones loop
    ahead := greatest(ahead, at at time zone zone);
    behind := least(behind, at at time zone zone);
  end loop;
  since := ahead::time - starts;
  if since < interval '0' then
    since := since + interval '24 hours';
  end if;
  return since < ahead - behind;
end
$$;
comment on function private.is_between(text[], time, timestamptz) is
  'Whether a span of the day has begun where clocks are furthest ahead and not yet where they are '
  'furthest behind: somewhere in between it may be on, though it is at neither end.';

create function private.span_begins(zones text[], starts time, ends time, at timestamptz)
returns timestamptz
language plpgsql immutable security invoker set search_path = '' as $$
declare
  zone text;
  begins timestamptz := 'infinity';
begin
  foreach zone in array zones loop
    begins := least(begins, private.clock_meets(zone, starts, ends, at, true));
  end loop;
  if begins > at and cardinality(zones) > 1 and private.is_between(zones, starts, at) then
    return at;
  end if;
  return begins;
end
$$;
comment on function private.span_begins(text[], time, time, timestamptz) is
  'The first moment, this one or a later, at which a span of the day is on in one of the zones or '
  'between them.';

create function private.span_lasts(zones text[], starts time, ends time, at timestamptz)
returns timestamptz
language plpgsql immutable security invoker set search_path = '' as $$
declare
  zone text;
  lasts timestamptz := at;
  begins timestamptz := 'infinity';
begin
  foreach zone in array zones loop
    lasts := greatest(lasts, private.clock_meets(zone, starts, ends, at, false));
  end loop;
  if lasts = at and cardinality(zones) > 1 and private.is_between(zones, starts, at) then
    foreach zone in array zones loop
      begins := least(begins, private.clock_meets(zone, starts, ends, at, true));
    end loop;
    return begins;
  end if;
  return lasts;
end
$$;
comment on function private.span_lasts(text[], time, time, timestamptz) is
  'Until when a span of the day, if it is on in one of the zones or between them, lasts at least; '
  'this moment, if it is not.';

create function private.quiet_until(person public.users, at timestamptz, own boolean default true)
returns timestamptz
language plpgsql stable security invoker set search_path = '' as $$
declare
  zones text[] := private.zones_of(person);
  spans time[] := private.quiet_spans(person, own);
  ends timestamptz := at;
  lasts timestamptz;
begin
  -- From end to end of what is on, until nothing is.
  while ends < at + interval '72 hours' loop
    lasts := ends;
    for n in 1 .. cardinality(spans) / 2 loop
      lasts := greatest(lasts, private.span_lasts(zones, spans[n][1], spans[n][2], ends));
    end loop;
    if lasts = ends then
      return nullif(ends, at);
    end if;
    ends := lasts;
  end loop;
  return 'infinity';
end
$$;
comment on function private.quiet_until(public.users, timestamptz, boolean) is
  'When the quiet hours that somebody has now are over: their tenant''s and, if own, their own. '
  'Null when they have none now, infinity when three days bring no end.';

create function private.quiet_from(person public.users, at timestamptz, own boolean default true)
returns timestamptz
language plpgsql stable security invoker set search_path = '' as $$
declare
  zones text[] := private.zones_of(person);
  spans time[] := private.quiet_spans(person, own);
  begins timestamptz := 'infinity';
begin
  for n in 1 .. cardinality(spans) / 2 loop
    begins := least(begins, private.span_begins(zones, spans[n][1], spans[n][2], at));
  end loop;
  return begins;
end
$$;
comment on function private.quiet_from(public.users, timestamptz, boolean) is
  'When somebody''s next quiet hours begin, or this moment when they have; infinity: they have '
  'none.';

create function private.day_zone(person public.users) returns text
language plpgsql stable security invoker set search_path = '' as $$
declare
  zones text[] := private.zones_of(person);
begin
  return zones[cardinality(zones)];
end
$$;
comment on function private.day_zone(public.users) is
  'Whose days a person''s are. Not knowing where they are, those of the clock furthest behind: its '
  'midnight is night or early morning in all the others, so that nobody''s evening is two days.';

create function private.local_day(person public.users, at timestamptz) returns date
language plpgsql stable security invoker set search_path = '' as $$
begin
  return (at at time zone private.day_zone(person))::date;
end
$$;
comment on function private.local_day(public.users, timestamptz) is
  'The day that it is for somebody.';

create function private.day_began(person public.users, at timestamptz) returns timestamptz
language plpgsql stable security invoker set search_path = '' as $$
declare
  zone text := private.day_zone(person);
  wall timestamp := at at time zone zone;
  midnight timestamp := date_trunc('day', wall);
  -- As if the clocks had not been set since, nor shortly before.
  began timestamptz := at - (wall - midnight);
  early timestamptz := began - interval '26 hours';
  ahead interval := (early at time zone zone) - (midnight - interval '26 hours');
  jump timestamptz;
  before timestamptz;
begin
  if ahead = interval '0' then
    return began;
  end if;
  jump := private.clock_jump(zone, early, at);
  -- By way of a clock that is never set: a whole day's difference is 24 hours in it.
  before := ((began at time zone 'UTC') - ahead) at time zone 'UTC';
  return case when before < jump then before else greatest(jump, began) end;
end
$$;
comment on function private.day_began(public.users, timestamptz) is
  'The first moment of the day that it is for somebody: not always a midnight, where clocks are '
  'set at night, and of two midnights the first.';

-- Generated from here on, by npm run zones.

insert into private.number_zones (prefix, zones) values
  ('+', '{Pacific/Kiritimati,Pacific/Pago_Pago}'),
  ('+1', '{America/St_Johns,Pacific/Honolulu}'),
  ('+1242', '{America/Nassau}'),
  ('+1246', '{America/Barbados}'),
  ('+1264', '{America/Anguilla}'),
  ('+1268', '{America/Antigua}'),
  ('+1284', '{America/Tortola}'),
  ('+1340', '{America/St_Thomas}'),
  ('+1345', '{America/Cayman}'),
  ('+1441', '{Atlantic/Bermuda}'),
  ('+1473', '{America/Grenada}'),
  ('+1649', '{America/Grand_Turk}'),
  ('+1658', '{America/Jamaica}'),
  ('+1664', '{America/Montserrat}'),
  ('+1670', '{Pacific/Saipan}'),
  ('+1671', '{Pacific/Guam}'),
  ('+1684', '{Pacific/Pago_Pago}'),
  ('+1721', '{America/Lower_Princes}'),
  ('+1758', '{America/St_Lucia}'),
  ('+1767', '{America/Dominica}'),
  ('+1784', '{America/St_Vincent}'),
  ('+1787', '{America/Puerto_Rico}'),
  ('+1809', '{America/Santo_Domingo}'),
  ('+1829', '{America/Santo_Domingo}'),
  ('+1849', '{America/Santo_Domingo}'),
  ('+1868', '{America/Port_of_Spain}'),
  ('+1869', '{America/St_Kitts}'),
  ('+1876', '{America/Jamaica}'),
  ('+1939', '{America/Puerto_Rico}'),
  ('+20', '{Africa/Cairo}'),
  ('+211', '{Africa/Juba}'),
  ('+212', '{Africa/Casablanca}'),
  ('+213', '{Africa/Algiers}'),
  ('+216', '{Africa/Tunis}'),
  ('+218', '{Africa/Tripoli}'),
  ('+220', '{Africa/Banjul}'),
  ('+221', '{Africa/Dakar}'),
  ('+222', '{Africa/Nouakchott}'),
  ('+223', '{Africa/Bamako}'),
  ('+224', '{Africa/Conakry}'),
  ('+225', '{Africa/Abidjan}'),
  ('+226', '{Africa/Ouagadougou}'),
  ('+227', '{Africa/Niamey}'),
  ('+228', '{Africa/Lome}'),
  ('+229', '{Africa/Porto-Novo}'),
  ('+230', '{Indian/Mauritius}'),
  ('+231', '{Africa/Monrovia}'),
  ('+232', '{Africa/Freetown}'),
  ('+233', '{Africa/Accra}'),
  ('+234', '{Africa/Lagos}'),
  ('+235', '{Africa/Ndjamena}'),
  ('+236', '{Africa/Bangui}'),
  ('+237', '{Africa/Douala}'),
  ('+238', '{Atlantic/Cape_Verde}'),
  ('+239', '{Africa/Sao_Tome}'),
  ('+240', '{Africa/Malabo}'),
  ('+241', '{Africa/Libreville}'),
  ('+242', '{Africa/Brazzaville}'),
  ('+243', '{Africa/Lubumbashi,Africa/Kinshasa}'),
  ('+244', '{Africa/Luanda}'),
  ('+245', '{Africa/Bissau}'),
  ('+246', '{Indian/Chagos}'),
  ('+247', '{Atlantic/St_Helena}'),
  ('+248', '{Indian/Mahe}'),
  ('+249', '{Africa/Khartoum}'),
  ('+250', '{Africa/Kigali}'),
  ('+251', '{Africa/Addis_Ababa}'),
  ('+252', '{Africa/Mogadishu}'),
  ('+253', '{Africa/Djibouti}'),
  ('+254', '{Africa/Nairobi}'),
  ('+255', '{Africa/Dar_es_Salaam}'),
  ('+256', '{Africa/Kampala}'),
  ('+257', '{Africa/Bujumbura}'),
  ('+258', '{Africa/Maputo}'),
  ('+260', '{Africa/Lusaka}'),
  ('+261', '{Indian/Antananarivo}'),
  ('+262', '{Indian/Reunion,Indian/Mayotte}'),
  ('+263', '{Africa/Harare}'),
  ('+264', '{Africa/Windhoek}'),
  ('+265', '{Africa/Blantyre}'),
  ('+266', '{Africa/Maseru}'),
  ('+267', '{Africa/Gaborone}'),
  ('+268', '{Africa/Mbabane}'),
  ('+269', '{Indian/Comoro}'),
  ('+27', '{Africa/Johannesburg}'),
  ('+290', '{Atlantic/St_Helena}'),
  ('+291', '{Africa/Asmara}'),
  ('+297', '{America/Aruba}'),
  ('+298', '{Atlantic/Faroe}'),
  ('+299', '{America/Danmarkshavn,America/Thule}'),
  ('+30', '{Europe/Athens}'),
  ('+31', '{Europe/Amsterdam}'),
  ('+32', '{Europe/Brussels}'),
  ('+33', '{Europe/Paris}'),
  ('+34', '{Europe/Madrid,Atlantic/Canary}'),
  ('+350', '{Europe/Gibraltar}'),
  ('+351', '{Europe/Lisbon,Atlantic/Azores}'),
  ('+352', '{Europe/Luxembourg}'),
  ('+353', '{Europe/Dublin}'),
  ('+354', '{Atlantic/Reykjavik}'),
  ('+355', '{Europe/Tirane}'),
  ('+356', '{Europe/Malta}'),
  ('+357', '{Asia/Nicosia}'),
  ('+358', '{Europe/Helsinki}'),
  ('+359', '{Europe/Sofia}'),
  ('+36', '{Europe/Budapest}'),
  ('+370', '{Europe/Vilnius}'),
  ('+371', '{Europe/Riga}'),
  ('+372', '{Europe/Tallinn}'),
  ('+373', '{Europe/Chisinau}'),
  ('+374', '{Asia/Yerevan}'),
  ('+375', '{Europe/Minsk}'),
  ('+376', '{Europe/Andorra}'),
  ('+377', '{Europe/Monaco}'),
  ('+378', '{Europe/San_Marino}'),
  ('+380', '{Europe/Simferopol,Europe/Kyiv}'),
  ('+381', '{Europe/Belgrade}'),
  ('+382', '{Europe/Podgorica}'),
  ('+383', '{Europe/Belgrade}'),
  ('+385', '{Europe/Zagreb}'),
  ('+386', '{Europe/Ljubljana}'),
  ('+387', '{Europe/Sarajevo}'),
  ('+389', '{Europe/Skopje}'),
  ('+39', '{Europe/Rome}'),
  ('+40', '{Europe/Bucharest}'),
  ('+41', '{Europe/Zurich}'),
  ('+420', '{Europe/Prague}'),
  ('+421', '{Europe/Bratislava}'),
  ('+423', '{Europe/Vaduz}'),
  ('+43', '{Europe/Vienna}'),
  ('+44', '{Europe/London}'),
  ('+45', '{Europe/Copenhagen}'),
  ('+46', '{Europe/Stockholm}'),
  ('+47', '{Europe/Oslo}'),
  ('+48', '{Europe/Warsaw}'),
  ('+49', '{Europe/Busingen}'),
  ('+500', '{Atlantic/Stanley}'),
  ('+501', '{America/Belize}'),
  ('+502', '{America/Guatemala}'),
  ('+503', '{America/El_Salvador}'),
  ('+504', '{America/Tegucigalpa}'),
  ('+505', '{America/Managua}'),
  ('+506', '{America/Costa_Rica}'),
  ('+507', '{America/Panama}'),
  ('+508', '{America/Miquelon}'),
  ('+509', '{America/Port-au-Prince}'),
  ('+51', '{America/Lima}'),
  ('+52', '{America/Cancun,America/Tijuana}'),
  ('+53', '{America/Havana}'),
  ('+54', '{America/Argentina/Ushuaia}'),
  ('+55', '{America/Noronha,America/Rio_Branco}'),
  ('+56', '{America/Punta_Arenas,Pacific/Easter}'),
  ('+57', '{America/Bogota}'),
  ('+58', '{America/Caracas}'),
  ('+590', '{America/Guadeloupe}'),
  ('+591', '{America/La_Paz}'),
  ('+592', '{America/Guyana}'),
  ('+593', '{America/Guayaquil,Pacific/Galapagos}'),
  ('+594', '{America/Cayenne}'),
  ('+595', '{America/Asuncion}'),
  ('+596', '{America/Martinique}'),
  ('+597', '{America/Paramaribo}'),
  ('+598', '{America/Montevideo}'),
  ('+599', '{America/Curacao}'),
  ('+60', '{Asia/Kuching}'),
  ('+61', '{Australia/Lord_Howe,Indian/Cocos}'),
  ('+62', '{Asia/Jayapura,Asia/Pontianak}'),
  ('+63', '{Asia/Manila}'),
  ('+64', '{Pacific/Chatham,Pacific/Auckland}'),
  ('+65', '{Asia/Singapore}'),
  ('+66', '{Asia/Bangkok}'),
  ('+670', '{Asia/Dili}'),
  ('+672', '{Pacific/Norfolk}'),
  ('+673', '{Asia/Brunei}'),
  ('+674', '{Pacific/Nauru}'),
  ('+675', '{Pacific/Bougainville,Pacific/Port_Moresby}'),
  ('+676', '{Pacific/Tongatapu}'),
  ('+677', '{Pacific/Guadalcanal}'),
  ('+678', '{Pacific/Efate}'),
  ('+679', '{Pacific/Fiji}'),
  ('+680', '{Pacific/Palau}'),
  ('+681', '{Pacific/Wallis}'),
  ('+682', '{Pacific/Rarotonga}'),
  ('+683', '{Pacific/Niue}'),
  ('+685', '{Pacific/Apia}'),
  ('+686', '{Pacific/Kiritimati,Pacific/Tarawa}'),
  ('+687', '{Pacific/Noumea}'),
  ('+688', '{Pacific/Funafuti}'),
  ('+689', '{Pacific/Gambier,Pacific/Tahiti}'),
  ('+690', '{Pacific/Fakaofo}'),
  ('+691', '{Pacific/Pohnpei,Pacific/Chuuk}'),
  ('+692', '{Pacific/Majuro}'),
  ('+7', '{Asia/Kamchatka,Europe/Kaliningrad}'),
  ('+81', '{Asia/Tokyo}'),
  ('+82', '{Asia/Seoul}'),
  ('+84', '{Asia/Ho_Chi_Minh}'),
  ('+850', '{Asia/Pyongyang}'),
  ('+852', '{Asia/Hong_Kong}'),
  ('+853', '{Asia/Macau}'),
  ('+855', '{Asia/Phnom_Penh}'),
  ('+856', '{Asia/Vientiane}'),
  ('+86', '{Asia/Shanghai,Asia/Urumqi}'),
  ('+880', '{Asia/Dhaka}'),
  ('+886', '{Asia/Taipei}'),
  ('+90', '{Europe/Istanbul}'),
  ('+91', '{Asia/Kolkata}'),
  ('+92', '{Asia/Karachi}'),
  ('+93', '{Asia/Kabul}'),
  ('+94', '{Asia/Colombo}'),
  ('+95', '{Asia/Yangon}'),
  ('+960', '{Indian/Maldives}'),
  ('+961', '{Asia/Beirut}'),
  ('+962', '{Asia/Amman}'),
  ('+963', '{Asia/Damascus}'),
  ('+964', '{Asia/Baghdad}'),
  ('+965', '{Asia/Kuwait}'),
  ('+966', '{Asia/Riyadh}'),
  ('+967', '{Asia/Aden}'),
  ('+968', '{Asia/Muscat}'),
  ('+970', '{Asia/Hebron}'),
  ('+971', '{Asia/Dubai}'),
  ('+972', '{Asia/Jerusalem}'),
  ('+973', '{Asia/Bahrain}'),
  ('+974', '{Asia/Qatar}'),
  ('+975', '{Asia/Thimphu}'),
  ('+976', '{Asia/Ulaanbaatar,Asia/Hovd}'),
  ('+977', '{Asia/Kathmandu}'),
  ('+98', '{Asia/Tehran}'),
  ('+992', '{Asia/Dushanbe}'),
  ('+993', '{Asia/Ashgabat}'),
  ('+994', '{Asia/Baku}'),
  ('+995', '{Asia/Tbilisi}'),
  ('+996', '{Asia/Bishkek}'),
  ('+998', '{Asia/Tashkent}');

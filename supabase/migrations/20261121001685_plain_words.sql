-- What a text says in plain words: yes, no, and what else there is. No model reads it.

create table private.plain_words (
  words text not null
    constraint words_are_lower_case_and_plain check (words ~ '^[[:alnum:]'' 👍👎]+$'),
  means text not null
    constraint means_is_known check (means in
      ('yes', 'no', 'filler', 'more', 'made', 'not_made', 'not_yet', 'particle')),
  primary key (words, means)
);
comment on table private.plain_words is
  'What in a text is a plain yes, takes it back or is a no, may stand beside a yes, asks for more '
  'opportunities, and says that something was made, was not, or is to be. A model may only propose '
  'that somebody consents, asks or reports. particle: what stands in many names and is none.';
insert into private.plain_words (words, means)
  select w, 'yes' from unnest(array['yes', 'yeah', 'yep', 'yup', 'sure', 'sure thing', 'ok', 'okay',
    'absolutely', 'definitely', 'certainly', 'gladly', 'of course', 'go ahead', 'please do',
    'do it', 'i''ll do it', 'i''ll do that', 'i will do it', 'i can do it', 'i can do that',
    'let''s do it', 'let''s do that', 'happy to', 'glad to', 'love to', 'with pleasure',
    'my pleasure', 'sounds good', 'sounds great', 'sounds perfect', 'works for me', 'that works',
    'fine by me', 'fine with me', 'i''m in', 'i am in', 'count me in', 'i accept', 'i agree',
    'introduce us', 'introduce them', 'introduce me', 'make the intro', 'make the introduction',
    'you can', 'you may', '👍',
    'si', 'claro', 'por supuesto', 'de acuerdo', 'vale', 'oui', 'ja']) w
  union all
  select w, 'filler' from unnest(array['please', 'thanks', 'thank you', 'thx', 'a lot', 'so much',
    'very much', 'no problem', 'no worries', 'why not', 'hi', 'hey', 'hello', 'great', 'good',
    'perfect', 'wonderful', 'lovely', 'awesome', 'cool', 'and', 'i', 'i''d', 'i''ll', 'i''d be',
    'i would', 'i would be', 'will', 'be', 'so', 'very', 'really', 'just', 'that', 'this', 'it',
    'that''s', 'them', 'him', 'her', 'us', 'me', 'my', 'the', 'an', 'a', 'to', 'for', 'of', 'with',
    'both', 'introduce', 'introduction', 'intro', 'make', 'connect', 'connection', 'help', 'now',
    'today', 'por favor', 'gracias', 'merci', 'danke', 'bitte']) w
  union all
  select w, 'no' from unnest(array['no', 'nope', 'nah', 'not', 'never', 'don''t', 'dont', 'can''t',
    'cannot', 'won''t', 'decline', 'pass', 'skip', 'rather', 'later', 'wait', 'maybe', 'unless',
    'didn''t', 'didnt', 'hasn''t', 'haven''t', 'wasn''t', 'isn''t', 'wont', 'if', 'but', 'until', 'before', 'first', 'think', 'stop', 'cancel', 'undo', 'mistake', 'oops',
    'forget', 'hold on', 'hold off', 'on second thought', 'changed my mind', 'nevermind',
    'never mind', 'take it back', 'no more', 'nothing more', 'nothing else', 'no other',
    'someone else', 'somebody else', 'anyone else', 'anybody else',
    '👎', 'nein', 'non', 'nunca', 'pero']) w
  union all
  select w, 'more' from unnest(array['more', 'else', 'other', 'others', 'another', 'next', 'new',
    'news', 'anything', 'something', 'opportunity', 'opportunities', 'intros', 'introductions',
    'any intro', 'any introduction', 'priorities', 'what is there', 'what''s there',
    'what have you', 'what do you have', 'what''s up', 'whats up', 'for me', 'otra', 'otro',
    'mas']) w
  union all
  select w, 'made' from unnest(array['made', 'made it', 'done', 'met', 'spoke', 'talked',
    'introduced', 'happened', 'it happened', 'took place']) w
  union all
  select w, 'not_made' from unnest(array['not made', 'not', 'no', 'nope', 'nah', 'never', 'didn''t',
    'didnt', 'hasn''t', 'haven''t', 'wasn''t', 'isn''t', 'can''t', 'cannot', 'won''t', 'wont',
    'cancel', 'cancelled', 'canceled', 'call it off', 'called off', 'fell through', 'no show',
    'changed my mind']) w
  union all
  select w, 'not_yet' from unnest(array['not yet', 'soon', 'tomorrow', 'later', 'next week', 'wait',
    'this week', 'will meet']) w
  union all
  select w, 'particle' from unnest(array['de', 'da', 'di', 'do', 'du', 'dos', 'del', 'della', 'der',
    'den', 'van', 'von', 'zu', 'la', 'le', 'el', 'al', 'bin', 'ibn', 'st', 'san', 'dr', 'mr', 'mrs',
    'ms', 'mx', 'prof', 'sir', 'jr', 'sr', 'ii', 'iii', 'iv', 'phd', 'md', 'mba']) w;

-- Words as they are compared. ----------------------------------------------------------------------

create function private.plain_text(words text) returns text
language plpgsql immutable security invoker set search_path = '' as $$
begin
  -- What NFD takes apart from its letter is left out; a stroke through one is no such mark.
  return translate(normalize(regexp_replace(
    normalize(lower(words), nfd), '[\u0300-\u036f]', '', 'g'), nfc), '‘’ʼ´`øłđ', '''''''''''old');
end
$$;
comment on function private.plain_text(text) is
  'Words in lower case, with straight apostrophes and without accents: a phone may write them '
  'either way.';

create function private.words_said(words text) returns text[]
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return array(
    select replace(regexp_replace(btrim(w.word, ''''), '''s$', ''), '''', '')
    from regexp_split_to_table(private.plain_text(words_said.words), '[^[:alnum:]'']+')
      with ordinality w (word, nth)
    where w.word ~ '[[:alnum:]]' order by w.nth);
end
$$;
comment on function private.words_said(text) is
  'The words of a text, or of a name, in their order: Ada''s is Ada, and O''Brien is OBrien.';


create function private.take_words(
  words text, takes text[], name text, out meanings text[], out rest text
)
language plpgsql stable security invoker set search_path = '' as $$
declare
  taken private.plain_words;
begin
  -- Two spaces between words, so that each has its own at either end. What is no mark of
  -- punctuation and no friendly face stays, and is a word that nobody knows.
  rest := '  ' || regexp_replace(regexp_replace(private.plain_text(words), '([👍👎])',
    ' \1 ', 'g'), '[][[:space:].,;:!?¡¿"“”()*_/&…–—🏻🏼🏽🏾🏿🙂😊😀😃😄🙏🎉✨-]+', '  ', 'g') || '  ';
  meanings := '{}';
  -- The longest first: "no problem" is no no.
  for taken in
    select p.* from private.plain_words p where p.means = any (takes)
    order by length(p.words) desc, p.words
  loop
    if position(' ' || replace(taken.words, ' ', '  ') || ' ' in rest) > 0 then
      meanings := meanings || taken.means;
      rest := replace(rest, ' ' || replace(taken.words, ' ', '  ') || ' ', ' | ');
    end if;
  end loop;
  -- A name last, and of it no word that may mean something: who is called No has not said no.
  rest := array_to_string(array(
    select w from unnest(private.words_said(rest)) w
    where w <> all (private.words_said(take_words.name)) or take_words.name is null
      or exists (select from private.plain_words p where p.words = w and p.means <> 'particle'))
    || array(select unnest(regexp_matches(rest, '[^[:alnum:]'' |]', 'g'))), ' ');
end
$$;
comment on function private.take_words(text, text[], text) is
  'What a text says of the plain words of these meanings, and what is left of it without them and '
  'without somebody''s name.';

create function private.is_unnamed(name text) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return starts_with(is_unnamed.name, 'a member who ');
end
$$;
comment on function private.is_unnamed(text) is
  'Whether a name is what is said of somebody instead, until all have agreed (private.known_as).';

create function private.words_of_name(name text) returns text[]
language plpgsql stable security invoker set search_path = '' as $$
begin
  return array(
    select distinct n from unnest(private.words_said(words_of_name.name)) n
    where length(n) > 1 and not exists (select from private.plain_words p where p.words = n)
      -- "who" and "CRM" may be said of anything: whoever is not named is meant by the whole of it.
      and not private.is_unnamed(words_of_name.name));
end
$$;
comment on function private.words_of_name(text) is
  'The words each of which names somebody: "will" may be said of anybody, "van" of many.';

create function private.names(words text, name text) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  said constant text[] := private.words_said(words);
  own constant text[] := private.words_of_name(name);
begin
  if own <> '{}' then
    return said && own;
  end if;
  -- Who is called Will Good is named by the whole of it alone.
  return position(' ' || array_to_string(private.words_said(name), ' ') || ' '
    in ' ' || array_to_string(said, ' ') || ' ') > 0;
end
$$;
comment on function private.names(text, text) is 'Whether a text names somebody.';

create function private.names_alone(words text, name text, others text[]) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  said constant text[] := private.words_said(words);
  own constant text[] := private.words_of_name(name);
begin
  return private.names(words, name) and not exists (
    select from unnest(others) o (name)
    -- Of two of one first name it is the one whose last name is said, and not the other's.
    where private.names(words, o.name) and not (
      said && array(select unnest(own) except select unnest(private.words_of_name(o.name)))
      and not said && array(select unnest(private.words_of_name(o.name)) except select unnest(own))));
end
$$;
comment on function private.names_alone(text, text, text[]) is
  'Whether a text names somebody, and none of these others.';

create function private.says_yes(words text, name text default null) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  said record;
begin
  -- Who asks has not decided.
  if position('?' in says_yes.words) > 0 then
    return false;
  end if;
  -- Nothing of a name that is not said may stand beside the yes: "ok, who" is none.
  select * into said from private.take_words(says_yes.words, '{yes,filler,no}',
    case when private.names(says_yes.words, says_yes.name) then says_yes.name end);
  return 'yes' = any (said.meanings) and 'no' <> all (said.meanings) and said.rest = '';
end
$$;
comment on function private.says_yes(text, text) is
  'Whether a text says yes in plain words, takes nothing of it back, and says nothing else: beside '
  'the yes may stand the name of whom it is about, and fillers. What it does not know is no yes: '
  'then the person is asked for one.';

create function private.says_no(words text) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return 'no' = any ((private.take_words(says_no.words, '{yes,filler,no}', null)).meanings);
end
$$;
comment on function private.says_no(text) is
  'Whether a text holds a word that says no, puts off or takes back: what was said before it is no '
  'yes any more.';

create function private.asks_for_more(words text) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
begin
  return 'more' = any ((private.take_words(asks_for_more.words, '{more,no}', null)).meanings);
end
$$;
comment on function private.asks_for_more(text) is
  'Whether a text asks in plain words what else there is; "no more" does not.';

create function private.leaves_open(words text) returns boolean
language plpgsql immutable security invoker set search_path = '' as $$
begin
  return private.plain_text(leaves_open.words) ~ ('\m(?:'
    -- What is to be, or ought to;
    || 'be|being|[[:alpha:]]+''ll|can|could|would|should|must|shall|ought|supposed|wants?|needs?|'
    || 'try|trying|when|once (?:i|you|we|he|she|they|it)|unless|until|whether|let me know|still|'
    -- what was almost, or by nobody;
    || 'almost|nearly|half|partly|nobody|no one|noone|none|nothing|neither|nor|without|unable|'
    || 'fail|fails|failed|refused|rejected|ignored|missed|is off|'
    -- and what else was made or done, or asked without a mark.
    || 'mistakes?|wrong|joking|kidding|i''?m done|done with|who|why|what(?! an?\M))\M');
end
$$;
comment on function private.leaves_open(text) is
  'Whether a text hopes, doubts, denies or asks in a word of its own, so that "made" beside it is '
  'not yet a word that something was. Read too widely it costs a question; too narrowly, a bounty.';

create function private.says_made(words text, was_asked boolean) returns boolean
language plpgsql stable security invoker set search_path = '' as $$
declare
  said record;
  plain constant text := private.plain_text(words);
begin
  select * into said from private.take_words(words, '{made,not_made,not_yet,yes,filler}', null);
  return case
    -- Who asks, hopes or has yet to do it says neither.
    when position('?' in words) > 0 or 'not_yet' = any (said.meanings)
      or plain ~ '\m(?:will(?! not)|gonna|going to|about to|plan|hop(?:e|ing)|yet|if|might|maybe)\M'
      then null
    when 'not_made' = any (said.meanings) or plain ~ ('\m(?:(?:is|was|were|has|have|had|did|do|'
      || 'does|could|would|should|are|ai|wo|ca)n''?t|cannot)\M') then false
    when private.leaves_open(words) then null
    when 'made' = any (said.meanings)
      -- A yes alone, or to "is that so": "sure, tell me more" is none.
      or (was_asked and 'yes' = any (said.meanings) and string_to_array(said.rest, ' ') <@ array[
        'it', 'we', 'they', 'was', 'were', 'is', 'did', 'has', 'have', 'so', 'right', 'true',
        'correct', 'indeed']) then true end;
end
$$;
comment on function private.says_made(text, boolean) is
  'Whether a text says in plain words that something was made (true) or was not; null: neither. A '
  'yes says so of who was asked whether it was.';

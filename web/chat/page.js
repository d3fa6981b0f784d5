import { call } from "./call.js";
import { button, element, find, time } from "./dom.js";
import { CONVERSATIONS_MAX, Door } from "./door.js";
import { Session } from "./session.js";
import { SignIn } from "./sign-in.js";
import { Thread } from "./thread.js";
import { ThreadView } from "./thread-view.js";
import { Thumbs } from "./thumbs.js";

/**
 * The page of somebody who writes to an assistant or a coach: their conversations, and the one that
 * is open. Its address names a conversation by its id, and nothing that was said.
 *
 * @typedef {import("./door.js").Conversation} Conversation
 */

/** As long as the function takes. */
const TEXT_CHARACTERS_MAX = 8_000;
/** From here on it is said how many are left. */
const TEXT_CHARACTERS_MANY = 7_000;
/** So many words are kept to be heard, by who listens and does not look. */
const SAID_MAX = 20;
const NAME_CHARACTERS_MAX = 200;

const ENDED = "Your sign-in has ended.";
const UNREACHED = "That could not be read just now.";
const NOBODY =
  "Nobody here has this address. Sign in with the one that you were invited with, or ask whoever invited you.";

/** @param {import("./call.js").Config} config */
function start(config) {
  const app = find("app", HTMLElement);
  const list = find("conversations", HTMLUListElement);
  const listNote = find("list-note", HTMLElement);
  const title = find("title", HTMLElement);
  const notice = find("notice", HTMLElement);
  const text = find("text", HTMLTextAreaElement);
  const more = find("more", HTMLButtonElement);
  const stop = find("stop", HTMLButtonElement);
  const archive = find("archive", HTMLButtonElement);

  const session = new Session(config, sessionStorage);
  const door = new Door(config, session);
  const thumbs = new Thumbs(door, render);
  const view = new ThreadView({
    again: (id) => void open?.thread.sendAgain(id),
    takeBack: (id) => void takeBack(id),
  });
  const signIn = new SignIn(session, arrive);

  /** Who is signed in, or was until Auth ended it. */
  let person = "";
  /** @type {Conversation[]} */
  let conversations = [];
  /** @type {Map<string, string>} */
  let firstWords = new Map();
  let showsArchived = false;
  /** @type {{ conversation: Conversation, thread: Thread } | null} */
  let open = null;
  /**
   * What was opened since the page was: a message that is stuck in one is still there.
   * @type {Map<string, Thread>}
   */
  const threads = new Map();
  /**
   * What was begun to be written, by conversation.
   * @type {Map<string, string>}
   */
  const begun = new Map();

  // Signing in, and out. --------------------------------------------------------------------------

  async function arrive() {
    const people = await door.arrive();
    if (!session.isOpen) return signIn.show(ENDED);
    // Another's words are none of theirs.
    if (person !== "" && person !== session.userId) return location.reload();
    person = session.userId;
    signIn.hide();
    app.hidden = false;
    if (people === null)
      return say(
        listNote,
        UNREACHED,
        button("Try again", () => void arrive()),
      );
    if (people === 0) return say(listNote, NOBODY);
    await loadList();
    await openNamed();
  }

  /** A sign-in that Auth has ended; what is written stays where it is. */
  function askAgain() {
    if (session.isOpen || app.hidden) return;
    app.hidden = true;
    signIn.show(ENDED);
  }

  find("sign-out", HTMLButtonElement).addEventListener("click", async () => {
    await session.signOut();
    // Nothing of it stays, neither on the screen nor in memory, nor is it asked about.
    threads.clear();
    location.replace(location.pathname);
  });

  // The list. ---------------------------------------------------------------------------------------

  async function loadList(offset = 0) {
    const read = await door.conversations(showsArchived, offset);
    askAgain();
    if (read === null) {
      return say(
        listNote,
        UNREACHED,
        button("Try again", () => void loadList(offset)),
      );
    }
    conversations = offset === 0 ? read : [...conversations, ...read];
    more.hidden = read.length < CONVERSATIONS_MAX;
    const nameless = read.filter((one) => one.title === null && one.lastPosition > 0);
    const words = await door.firstWords(nameless.map(({ id }) => id));
    firstWords = new Map([...firstWords, ...words]);
    renderList();
  }

  function renderList() {
    const none = showsArchived ? "No conversation is archived." : "There is no conversation yet.";
    say(listNote, conversations.length === 0 ? none : "");
    const current = open?.conversation.id;
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const href = focused?.getAttribute("href");
    list.replaceChildren(
      ...conversations.map((one) => {
        const attributes = { href: `#${one.id}`, "aria-current": one.id === current && "page" };
        return element("li", {}, element("a", attributes, bdi(nameOf(one)), time(one.at)));
      }),
    );
    if (href) list.querySelector(/** @type {"a"} */ (`a[href="${href}"]`))?.focus();
  }

  /** @param {Conversation} conversation */
  function nameOf({ id, title }) {
    return (title ?? firstWords.get(id) ?? "New conversation").slice(0, NAME_CHARACTERS_MAX);
  }

  for (const [id, isArchived] of /** @type {const} */ ([
    ["active", false],
    ["archived", true],
  ])) {
    find(id, HTMLButtonElement).addEventListener("click", () => {
      showsArchived = isArchived;
      find("active", HTMLElement).setAttribute("aria-pressed", String(!isArchived));
      find("archived", HTMLElement).setAttribute("aria-pressed", String(isArchived));
      void loadList();
    });
  }
  more.addEventListener("click", () => void loadList(conversations.length));

  find("begin", HTMLButtonElement).addEventListener("click", async () => {
    // One in which nothing was said yet is as good as another.
    const empty = showsArchived ? undefined : conversations.find((one) => one.lastPosition === 0);
    const { status, body } = empty ? { status: 200, body: empty.id } : await door.begin();
    if (status !== 200) return say(listNote, beginFault(status));
    showsArchived = false;
    find("active", HTMLElement).click();
    location.hash = String(body);
  });

  // The conversation that is open. ------------------------------------------------------------------

  /** The one that the address names, and none when it names none. */
  async function openNamed() {
    const id = /^#([0-9a-f-]{36})$/.exec(location.hash)?.[1];
    if (open !== null) begun.set(open.conversation.id, text.value);
    if (id === undefined) return showOpen(null);
    const conversation =
      conversations.find((one) => one.id === id) ?? (await door.conversation(id));
    askAgain();
    if (conversation === null) return showOpen(null);
    const thread = threads.get(id) ?? new Thread(door, conversation, around);
    threads.set(id, thread);
    showOpen({ conversation, thread });
    await thread.catchUp();
  }

  const around = {
    /** @param {number} ms */
    pause: (ms) =>
      /** @type {Promise<void>} */ (
        new Promise((resolve) => {
          // Whoever has a network again is not kept waiting.
          const end = () => {
            clearTimeout(timer);
            removeEventListener("online", end);
            resolve();
          };
          const timer = setTimeout(end, ms);
          addEventListener("online", end);
        })
      ),
    changed: render,
    say: hear,
    now: Date.now,
  };

  /** @param {typeof open} next */
  function showOpen(next) {
    open = next;
    view.clear();
    document.body.dataset.view = next === null ? "list" : "thread";
    find("thread", HTMLElement).hidden = next === null;
    find("nothing-open", HTMLElement).hidden = next !== null;
    text.value = next === null ? "" : (begun.get(next.conversation.id) ?? "");
    countText();
    renderList();
    render();
    // Who came by keyboard, or listens, is where the news is.
    if (next === null) find("list-title", HTMLElement).focus();
    else if (next.conversation.lastPosition === 0) text.focus();
    else title.focus();
  }

  function render() {
    askAgain();
    if (open === null) return;
    const { conversation, thread } = open;
    const first = thread.messages[0];
    if (first?.position === 1) firstWords.set(conversation.id, first.text);
    title.replaceChildren(bdi(nameOf(conversation)));
    archive.textContent = conversation.archived ? "Take it up again" : "Archive";
    find("earlier", HTMLElement).hidden = !thread.hasEarlier;
    stop.hidden = !thread.isWaiting;
    view.show(thread, thumbs);
    renderNotice(thread);
    const answers = thread.messages.filter(({ html, urgent }) => html !== null && !urgent);
    void thumbs.learn(answers.map(({ id }) => id));
  }

  /** @param {Thread} thread */
  function renderNotice(thread) {
    const again = () => void thread.lookAgain();
    if (thread.late) {
      const words = "The answer takes longer than usual. It will stand here when it is written.";
      return say(notice, words, button("Look again", again));
    }
    if (thread.unread) return say(notice, UNREACHED, button("Try again", again));
    say(notice, "");
  }

  find("earlier", HTMLButtonElement).addEventListener("click", () => void open?.thread.earlier());
  addEventListener("hashchange", () => void openNamed());
  // What another tab wrote meanwhile.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || app.hidden) return;
    void loadList();
    void open?.thread.catchUp();
  });
  // A message that has not got through is in this page alone.
  addEventListener("beforeunload", (event) => {
    if ([...threads.values()].some(({ outgoing }) => outgoing.length > 0)) event.preventDefault();
  });

  // Writing. ----------------------------------------------------------------------------------------

  find("composer", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (open === null || words === "" || words.length > TEXT_CHARACTERS_MAX) return;
    const { thread } = open;
    text.value = "";
    countText();
    toEnd();
    void thread.send(words).then(() => loadList());
    text.focus();
  });
  text.addEventListener("input", countText);
  text.addEventListener("keydown", (event) => {
    // On a phone Enter makes a line; nor does it send a word that is still being composed.
    const isLine = event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches;
    if (event.key !== "Enter" || isLine) return;
    event.preventDefault();
    find("composer", HTMLFormElement).requestSubmit();
  });

  function countText() {
    const { length } = text.value.trim();
    const many = length > TEXT_CHARACTERS_MANY;
    const count = find("count", HTMLElement);
    count.textContent = many ? `${length} of ${TEXT_CHARACTERS_MAX} characters` : "";
    count.classList.toggle("too-many", length > TEXT_CHARACTERS_MAX);
    find("send", HTMLButtonElement).disabled = length === 0 || length > TEXT_CHARACTERS_MAX;
  }

  /** @param {string} id */
  async function takeBack(id) {
    const words = await open?.thread.takeBack(id);
    if (!words) return;
    text.value = text.value === "" ? words : `${words}\n${text.value}`;
    countText();
    text.focus();
  }

  stop.addEventListener("click", async () => {
    stop.disabled = true;
    const stopped = await open?.thread.stop();
    stop.disabled = false;
    if (stopped === false && open?.thread.isWaiting) {
      say(notice, "It cannot be stopped where it is written just now.");
    }
  });

  // Naming, and putting away. -------------------------------------------------------------------------

  const dialog = find("rename-dialog", HTMLDialogElement);
  const name = find("name", HTMLInputElement);
  find("rename", HTMLButtonElement).addEventListener("click", () => {
    name.value = open?.conversation.title ?? "";
    say(find("rename-note", HTMLElement), "");
    dialog.showModal();
    name.select();
  });
  find("rename-cancel", HTMLButtonElement).addEventListener("click", () => dialog.close());
  find("rename-form", HTMLFormElement).addEventListener("submit", async (event) => {
    event.preventDefault();
    if (open === null) return;
    const { conversation } = open;
    const named = name.value.trim();
    const args = { conversation_id: conversation.id, title: named };
    const { body } = await door.rpc("rename_conversation", args);
    if (body !== true)
      return say(find("rename-note", HTMLElement), "It kept its title. Try it again.");
    conversation.title = named || null;
    dialog.close();
    render();
    await loadList();
  });
  archive.addEventListener("click", async () => {
    if (open === null) return;
    const { conversation } = open;
    const args = { conversation_id: conversation.id, archived: !conversation.archived };
    const { body } = await door.rpc("archive_conversation", args);
    if (body !== true) return say(notice, "That could not be done just now.");
    conversation.archived = args.archived;
    if (args.archived) location.hash = "";
    render();
    await loadList();
  });

  function toEnd() {
    const scroll = find("scroll", HTMLElement);
    scroll.scrollTop = scroll.scrollHeight;
  }

  if (session.isOpen) void arrive();
  else signIn.show("");
}

/**
 * Why no conversation was begun.
 * @param {number} status
 */
function beginFault(status) {
  if (status === 404) return NOBODY;
  if (status === 429) return "You have begun as many conversations as a day has.";
  return "None could be begun just now. Try it again.";
}

/**
 * @param {HTMLElement} place
 * @param {string} words
 * @param {HTMLElement} [action]
 */
function say(place, words, action) {
  const has = place.firstChild?.textContent ?? "";
  // Said again, it would be heard again.
  if (has === words && place.childElementCount === (action ? 1 : 0)) return;
  place.replaceChildren(...(words === "" ? [] : [words]), ...(action ? [action] : []));
}

/** @param {string} words For who listens and does not look. */
function hear(words) {
  const said = find("said", HTMLElement);
  said.append(element("p", {}, words));
  while (said.childElementCount > SAID_MAX) said.firstElementChild?.remove();
}

/** @param {string} words Whose direction of writing, or what plays with it, ends with them. */
function bdi(words) {
  return element("bdi", {}, words);
}

const { body } = await call("config.json");
start(/** @type {import("./call.js").Config} */ (body));

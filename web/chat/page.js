import { asRecord, call } from "./call.js";
import { Composer } from "./composer.js";
import { bdi, button, element, find, say } from "./dom.js";
import { Door } from "./door.js";
import { ListView, UNREACHED } from "./list-view.js";
import { beginRefusal, NOBODY } from "./refusal.js";
import { Renaming } from "./renaming.js";
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

/** So many words are kept to be heard, by who listens and does not look. */
const SAID_MAX = 20;

const ENDED = "Your sign-in has ended.";

class Page {
  #app = find("app", HTMLElement);
  #title = find("title", HTMLElement);
  #notice = find("notice", HTMLElement);
  #stop = find("stop", HTMLButtonElement);
  #archive = find("archive", HTMLButtonElement);
  /** Who is signed in, or was until Auth ended it. */
  #person = "";
  /** @type {{ conversation: Conversation, thread: Thread } | null} */
  #open = null;
  /**
   * What was opened since the page was: a message that is stuck in one is still there.
   * @type {Map<string, Thread>}
   */
  #threads = new Map();
  #session;
  #door;
  #signIn;
  #list;
  #thumbs;
  #view;
  #composer;
  #renaming;

  /** @param {import("./call.js").Config} config */
  constructor(config) {
    this.#session = new Session(config, sessionStorage);
    this.#door = new Door(config, this.#session);
    this.#signIn = new SignIn(this.#session, () => this.#arrive());
    this.#list = new ListView(this.#door);
    this.#thumbs = new Thumbs(this.#door, () => this.#render());
    this.#view = new ThreadView({
      again: (id) => void this.#open?.thread.sendAgain(id),
      takeBack: (id) => void this.#takeBack(id),
    });
    this.#composer = new Composer((words) => void this.#send(words));
    this.#renaming = new Renaming((title) => this.#rename(title));
    this.#listen();
  }

  start() {
    if (this.#session.isOpen) void this.#arrive();
    else this.#signIn.show("");
  }

  #listen() {
    onPress("sign-out", () => this.#signOut());
    onPress("begin", () => this.#begin());
    onPress("earlier", () => this.#view.keepPlace(async () => this.#open?.thread.earlier()));
    onPress("stop", () => this.#stopAnswer());
    onPress("rename", () => this.#renaming.open(this.#open?.conversation.title ?? ""));
    onPress("archive", () => this.#putAway());
    addEventListener("hashchange", () => void this.#openNamed());
    // What another tab wrote meanwhile.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState !== "visible" || this.#app.hidden) return;
      void this.#list.load();
      void this.#open?.thread.catchUp();
    });
    // A message that has not got through is in this page alone.
    addEventListener("beforeunload", (event) => {
      const isStuck = [...this.#threads.values()].some(({ outgoing }) => outgoing.length > 0);
      if (isStuck) event.preventDefault();
    });
  }

  // Signing in, and out.

  async #arrive() {
    const people = await this.#door.arrive();
    if (!this.#session.isOpen) return this.#signIn.show(ENDED);
    // Another's words are none of theirs.
    if (this.#person !== "" && this.#person !== this.#session.userId) return location.reload();
    this.#person = this.#session.userId;
    this.#signIn.hide();
    this.#app.hidden = false;
    const again = button("Try again", () => void this.#arrive());
    if (people === null) return this.#list.say(UNREACHED, again);
    if (people === 0) return this.#list.say(NOBODY);
    await this.#list.load();
    await this.#openNamed();
  }

  /** A sign-in that Auth has ended; what is written stays where it is. */
  #askAgain() {
    if (this.#session.isOpen || this.#app.hidden) return;
    this.#app.hidden = true;
    this.#signIn.show(ENDED);
  }

  async #signOut() {
    await this.#session.signOut();
    // Nothing of it stays, neither on the screen nor in memory, nor is it asked about.
    this.#threads.clear();
    location.replace(location.pathname);
  }

  // Which conversation is open.

  async #begin() {
    // One in which nothing was said yet is as good as another.
    const empty = this.#list.conversations.find((one) => this.#isEmpty(one));
    const { status, body } = empty ? { status: 200, body: empty.id } : await this.#door.begin();
    this.#askAgain();
    if (status !== 200) return this.#list.say(beginRefusal(status, asRecord(body), Date.now()));
    location.hash = String(body);
    await this.#list.show(false);
  }

  /** @param {Conversation} conversation */
  #isEmpty({ id, lastPosition, archived }) {
    const thread = this.#threads.get(id);
    const isBegun = thread !== undefined && thread.messages.length + thread.outgoing.length > 0;
    return lastPosition === 0 && !archived && !isBegun;
  }

  /** The one that the address names, and none when it names none. */
  async #openNamed() {
    const id = /^#([0-9a-f-]{36})$/.exec(location.hash)?.[1];
    if (id === undefined) return this.#show(null);
    const listed = this.#list.conversations.find((one) => one.id === id);
    const conversation = listed ?? (await this.#door.conversation(id));
    this.#askAgain();
    if (conversation === null) return this.#show(null);
    const thread = this.#threads.get(id) ?? this.#threadOf(conversation);
    this.#threads.set(id, thread);
    this.#show({ conversation, thread });
    await thread.catchUp();
  }

  /** @param {Conversation} conversation */
  #threadOf(conversation) {
    return new Thread(this.#door, conversation, {
      pause,
      changed: () => this.#render(),
      say: hear,
      now: Date.now,
    });
  }

  /** @param {{ conversation: Conversation, thread: Thread } | null} open */
  #show(open) {
    this.#open = open;
    this.#view.clear();
    document.body.dataset.view = open === null ? "list" : "thread";
    find("thread", HTMLElement).hidden = open === null;
    find("nothing-open", HTMLElement).hidden = open !== null;
    this.#composer.open(open?.conversation.id ?? "");
    this.#list.mark(open?.conversation.id ?? "");
    this.#render();
    // Who came by keyboard, or listens, is where the news is.
    if (open === null) find("list-title", HTMLElement).focus();
    else if (open.conversation.lastPosition === 0) this.#composer.focus();
    else this.#title.focus();
  }

  #render() {
    this.#askAgain();
    if (this.#open === null) return;
    const { conversation, thread } = this.#open;
    const [first] = thread.messages;
    if (first?.position === 1) this.#list.learn(conversation.id, first.text);
    this.#title.replaceChildren(bdi(this.#list.nameOf(conversation)));
    this.#archive.textContent = conversation.archived ? "Take it up again" : "Archive";
    find("earlier", HTMLElement).hidden = !thread.hasEarlier;
    this.#stop.hidden = !thread.isWaiting;
    this.#view.show(thread, this.#thumbs);
    this.#renderNotice(thread);
    const answers = thread.messages.filter(({ html, urgent }) => html !== null && !urgent);
    void this.#thumbs.learn(answers.map(({ id }) => id));
  }

  /** @param {Thread} thread */
  #renderNotice(thread) {
    const again = () => void thread.lookAgain();
    if (thread.late) {
      const words = "The answer takes longer than usual. It will stand here when it is written.";
      return say(this.#notice, words, button("Look again", again));
    }
    if (thread.unread) return say(this.#notice, UNREACHED, button("Try again", again));
    say(this.#notice, "");
  }

  // What is done in it.

  /** @param {string} words */
  async #send(words) {
    if (this.#open === null) return;
    const { conversation, thread } = this.#open;
    this.#view.toEnd();
    await thread.send(words);
    // A message that is stored takes a conversation up again.
    if (thread.outgoing.length === 0) conversation.archived = false;
    await this.#list.load();
    this.#render();
  }

  /** @param {string} id */
  async #takeBack(id) {
    const words = await this.#open?.thread.takeBack(id);
    if (words) this.#composer.giveBack(words);
  }

  async #stopAnswer() {
    this.#stop.disabled = true;
    const isStopped = await this.#open?.thread.stop();
    this.#stop.disabled = false;
    if (isStopped === false && this.#open?.thread.isWaiting) {
      say(this.#notice, "It cannot be stopped where it is written just now.");
    }
  }

  /** @param {string} title */
  async #rename(title) {
    if (this.#open === null) return false;
    const { conversation } = this.#open;
    const args = { conversation_id: conversation.id, title };
    const { body } = await this.#door.rpc("rename_conversation", args);
    if (body !== true) return false;
    conversation.title = title || null;
    this.#render();
    await this.#list.load();
    return true;
  }

  async #putAway() {
    if (this.#open === null) return;
    const { conversation } = this.#open;
    const archived = !conversation.archived;
    const args = { conversation_id: conversation.id, archived };
    const { body } = await this.#door.rpc("archive_conversation", args);
    if (body !== true) return say(this.#notice, "That could not be done just now.");
    conversation.archived = archived;
    if (archived) location.hash = "all";
    this.#render();
    await this.#list.load();
  }
}

/**
 * Waits, and no longer once there is a network again.
 * @param {number} ms
 * @returns {Promise<void>}
 */
function pause(ms) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    addEventListener("online", end);
  });
}

/** @param {string} words For who listens and does not look. */
function hear(words) {
  const said = find("said", HTMLElement);
  said.append(element("p", {}, words));
  while (said.childElementCount > SAID_MAX) said.firstElementChild?.remove();
}

/**
 * @param {string} id
 * @param {() => unknown} act
 */
function onPress(id, act) {
  find(id, HTMLButtonElement).addEventListener("click", () => void act());
}

const { status, body } = await call("config.json");
if (status === 200) new Page(/** @type {import("./call.js").Config} */ (body)).start();
else find("unreached", HTMLElement).hidden = false;

import { find } from "./dom.js";

/** Signing in with a code that is mailed: nobody has a password to lose, or needs an account first. */
export class SignIn {
  #session;
  #arrive;
  #email = "";

  /**
   * @param {import("./session.js").Session} session
   * @param {() => Promise<void>} arrive What follows when it is done.
   */
  constructor(session, arrive) {
    this.#session = session;
    this.#arrive = arrive;
    onSubmit("email-form", () => this.#send());
    onSubmit("code-form", () => this.#enter());
    find("another-address", HTMLButtonElement).addEventListener("click", () => this.show(""));
  }

  /** @param {string} words Why one is asked. */
  show(words) {
    find("sign-in", HTMLElement).hidden = false;
    this.#ask("email", words);
  }

  hide() {
    find("sign-in", HTMLElement).hidden = true;
    find("code", HTMLInputElement).value = "";
  }

  async #send() {
    this.#email = find("email", HTMLInputElement).value.trim();
    const status = await this.#session.sendCode(this.#email);
    if (status !== 200) return this.#ask("email", codeFault(status));
    find("code-address", HTMLElement).textContent = this.#email;
    this.#ask("code", "A code is on its way. It may take a minute.");
  }

  async #enter() {
    const code = find("code", HTMLInputElement).value.trim();
    const status = await this.#session.enter(this.#email, code);
    if (status !== 200) return this.#ask("code", codeFault(status));
    await this.#arrive();
  }

  /**
   * @param {"email" | "code"} what
   * @param {string} words
   */
  #ask(what, words) {
    find("email-form", HTMLFormElement).hidden = what !== "email";
    find("code-form", HTMLFormElement).hidden = what !== "code";
    find("sign-in-note", HTMLElement).textContent = words;
    find(what, HTMLInputElement).focus();
  }
}

/**
 * Why there is no code, or why it is not the one.
 * @param {number} status
 */
export function codeFault(status) {
  if (status === 0 || status >= 500) return "Nobody answered. Try it again in a moment.";
  if (status === 429) return "That was asked too often. Wait a minute, and try it again.";
  if (status === 403) return "That is not the code, or its time is over.";
  return "That was not taken. Look whether the address is right.";
}

/**
 * Does something when a form is sent, and takes no second pressing before it is done.
 * @param {string} id
 * @param {() => Promise<void>} act
 */
function onSubmit(id, act) {
  const form = find(id, HTMLFormElement);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.inert) return;
    form.inert = true;
    await act().finally(() => {
      form.inert = false;
    });
  });
}

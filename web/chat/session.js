import { asRecord, call } from "./call.js";

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Store */

const KEY = "chat.refresh_token";
/** A token that is about to end is not begun with. */
const TOKEN_LEFT_MS_MIN = 60_000;

/**
 * Somebody's sign-in with Supabase Auth, by a code that is mailed to them.
 *
 * The access token is in memory. What makes another is in sessionStorage: a tab that is loaded again
 * goes on, and when it is closed nothing is left for whoever has the device next
 * (docs/decisions/0034).
 */
export class Session {
  #url;
  #headers;
  #store;
  #now;
  /** @type {{ token: string, until: number } | null} */
  #access = null;
  /** @type {Promise<number> | null} */
  #refreshing = null;
  userId = "";

  /**
   * @param {import("./call.js").Config} config
   * @param {Store} store
   * @param {() => number} now
   */
  constructor(config, store, now = Date.now) {
    this.#url = `${config.api_url}/auth/v1`;
    this.#headers = { apikey: config.publishable_key };
    this.#store = store;
    this.#now = now;
  }

  /** Whether there is a sign-in that nobody has refused yet. */
  get isOpen() {
    return this.#store.getItem(KEY) !== null;
  }

  /**
   * Has a code mailed to an address. Whether anybody here has it is not said.
   * @param {string} email
   */
  async sendCode(email) {
    const body = { email, create_user: true };
    return (await this.#post("otp", body)).status;
  }

  /**
   * @param {string} email
   * @param {string} code
   */
  async enter(email, code) {
    const { status, body } = await this.#post("verify", { type: "email", email, token: code });
    if (status === 200) this.#keep(body);
    return status;
  }

  /**
   * A token to ask with, a new one when the last is about to end, and whether there is one at all:
   * 401 when the sign-in is over, 0 when nobody could say.
   * @returns {Promise<{ status: number, token: string }>}
   */
  async token() {
    if (this.#access === null || this.#access.until - this.#now() < TOKEN_LEFT_MS_MIN) {
      const status = await this.#refresh();
      if (status !== 200) return { status, token: "" };
    }
    return { status: 200, token: this.#access?.token ?? "" };
  }

  /** The token was refused before its time: the next is a new one. */
  mistrust() {
    this.#access = null;
  }

  /** Ends it here and at Auth; it ends here as well when Auth cannot be reached. */
  async signOut() {
    const { token } = await this.token();
    this.#forget();
    if (token === "") return;
    const headers = { ...this.#headers, authorization: `Bearer ${token}` };
    await call(`${this.#url}/logout?scope=local`, { method: "POST", headers });
  }

  /** One at a time: a refresh token is good once. */
  #refresh() {
    this.#refreshing ??= this.#askAgain().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #askAgain() {
    const refresh_token = this.#store.getItem(KEY);
    if (refresh_token === null) return 401;
    const { status, body } = await this.#post("token?grant_type=refresh_token", { refresh_token });
    if (status === 200) {
      this.#keep(body);
      return 200;
    }
    // Only being refused is an end; a network that is away, or Auth that is busy, is none.
    if (status < 400 || status === 429 || status >= 500) return 0;
    this.#forget();
    return 401;
  }

  /** @param {unknown} body */
  #keep(body) {
    const { access_token, refresh_token, expires_in, user } = asRecord(body);
    this.#access = { token: String(access_token), until: this.#now() + Number(expires_in) * 1000 };
    this.userId = String(asRecord(user).id);
    this.#store.setItem(KEY, String(refresh_token));
  }

  #forget() {
    this.#access = null;
    this.#store.removeItem(KEY);
  }

  /**
   * @param {string} path
   * @param {unknown} body
   */
  #post(path, body) {
    return call(`${this.#url}/${path}`, { method: "POST", headers: this.#headers, body });
  }
}

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function find(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/**
 * An element with these properties; what it holds is nodes, and words that are text and never HTML.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean>} attributes True is an attribute without a value, false is none.
 * @param {...(Node | string | null)} children Null is nothing.
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * @param {string} words
 * @param {() => void} onPress
 * @param {Record<string, string | boolean>} [attributes]
 */
export function button(words, onPress, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, words);
  made.addEventListener("click", onPress);
  return made;
}

/** @param {string} words Whose direction of writing, or what plays with it, ends with them. */
export function bdi(words) {
  return element("bdi", {}, words);
}

/**
 * Puts words in a place whose changes are heard, and what can be done about them.
 * @param {HTMLElement} place
 * @param {string} words
 * @param {HTMLElement} [action]
 */
export function say(place, words, action) {
  const has = place.firstChild?.textContent ?? "";
  // Said again, it would be heard again.
  if (has === words && place.childElementCount === (action ? 1 : 0)) return;
  place.replaceChildren(...(words === "" ? [] : [words]), ...(action ? [action] : []));
}

/**
 * A moment, as short as it can be said today.
 * @param {string} at
 */
export function time(at) {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return null;
  const isToday = then.toDateString() === new Date().toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const date = isToday ? {} : { day: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat("en", { ...date, hour: "numeric", minute: "2-digit" });
  return element("time", { datetime: then.toISOString() }, format.format(then));
}

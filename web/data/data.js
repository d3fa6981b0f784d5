/**
 * The page behind a link that a person was sent: has their data handed out by `data-export`, or all of
 * it deleted, once they press the button for it, and for that the one that confirms it. The token
 * stands in the fragment, which the page's host is never told, and goes to the function in a header:
 * no address that a log keeps has it. A phone that looks at the link by itself uses nothing up.
 */

/** The function ends within 150 seconds. */
const FETCH_MS_MAX = 160_000;

const NEW_LINK = "Write us “send me my data”, and you get a new link.";

/** @type {Record<number, string>} */
const REFUSED = {
  401: `This link was used already, or its time is over. ${NEW_LINK}`,
  429: "You have had your data as often today as one may. Come again tomorrow.",
};

/**
 * The token in a page's address; null: there is none.
 * @param {string} fragment
 */
export function tokenOf(fragment) {
  return /^#([0-9a-f]{48})$/.exec(fragment)?.[1] ?? null;
}

/**
 * What a person is told of an answer.
 * @param {number} status 0: there was no answer.
 */
export function tell(status) {
  if (status === 200) return "It is in your downloads, as my-data.json.";
  return REFUSED[status] ?? `It did not get through. ${NEW_LINK}`;
}

/**
 * What a person is told who has said that all is to be deleted.
 * @param {number} status 0: there was no answer.
 */
export function tellOfDeletion(status) {
  if (status === 202) {
    return "All of it is being deleted now. · Todo se borra ahora.";
  }
  if (status === 401) return `The time of this link is over. Nothing is deleted. ${NEW_LINK}`;
  return "It did not get through. Nothing is deleted yet; please press it again.";
}

/** Where the data is had: what the host has put beside the page. */
async function exportUrl() {
  const answer = await fetch("config.json", { signal: AbortSignal.timeout(FETCH_MS_MAX) });
  /** @type {{ data_url: string }} */
  const config = await answer.json();
  return config.data_url;
}

/**
 * @param {string} token
 * @param {"" | "?erase=yes"} query
 * @returns {Promise<Response | null>} Null: there was no answer.
 */
export async function post(token, query) {
  try {
    return await fetch(`${await exportUrl()}${query}`, {
      method: "POST",
      headers: { "link-token": token },
      signal: AbortSignal.timeout(FETCH_MS_MAX),
    });
  } catch {
    return null;
  }
}

/** @param {Blob} file */
function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "my-data.json";
  link.click();
}

/**
 * @param {string} token
 * @returns {Promise<number>}
 */
async function download(token) {
  const answer = await post(token, "");
  if (answer === null) return 0;
  try {
    if (answer.ok) save(await answer.blob());
    return answer.status;
  } catch {
    return 0; // Cut off in the middle of the file.
  }
}

/**
 * The element of this id; the page has it.
 * @param {string} id
 */
function part(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}

/** @param {string} words */
function say(words) {
  part("answer").textContent = words;
  part("answer").focus();
}

/** @param {boolean} shown */
function ask(shown) {
  part("question").hidden = !shown;
  part("delete").hidden = shown;
  part(shown ? "keep" : "delete").focus();
}

/** @param {string} token */
async function deleteAll(token) {
  part("confirm").setAttribute("disabled", "");
  const answer = await post(token, "?erase=yes");
  const status = answer?.status ?? 0;
  if (status === 202) part("choices").hidden = true;
  part("confirm").removeAttribute("disabled");
  say(tellOfDeletion(status));
}

function begin() {
  const token = tokenOf(location.hash);
  // Not in the history, nor in what is shared of the page.
  history.replaceState(null, "", location.pathname);
  if (token === null) {
    part("choices").hidden = true;
    part("answer").textContent = `This page is opened by a link. ${NEW_LINK}`;
    return;
  }
  part("fetch").addEventListener("click", async () => {
    part("fetch").setAttribute("disabled", "");
    say(tell(await download(token)));
  });
  part("delete").addEventListener("click", () => ask(true));
  part("keep").addEventListener("click", () => ask(false));
  part("confirm").addEventListener("click", () => deleteAll(token));
}

if (typeof document !== "undefined") begin();

/**
 * The page behind a link that a person was texted: has their data handed out by `data-export`, once
 * they press the button. The token stands in the fragment, which no server is told; and a phone that
 * looks at the link by itself uses nothing up.
 */

/** The function ends within 150 seconds. */
const FETCH_MS_MAX = 160_000;

const NEW_LINK = "Text us “send me my data”, and you get a new link.";

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

/** Where the data is had: what the host has put beside the page. */
async function exportUrl() {
  const answer = await fetch("config.json", { signal: AbortSignal.timeout(FETCH_MS_MAX) });
  /** @type {{ data_url: string }} */
  const config = await answer.json();
  return config.data_url;
}

/**
 * @param {string} token
 * @returns {Promise<number>}
 */
async function download(token) {
  try {
    const answer = await fetch(`${await exportUrl()}?token=${token}`, {
      method: "POST",
      signal: AbortSignal.timeout(FETCH_MS_MAX),
    });
    if (answer.ok) save(await answer.blob());
    return answer.status;
  } catch {
    return 0;
  }
}

/** @param {Blob} file */
function save(file) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "my-data.json";
  link.click();
}

function begin() {
  const button = document.getElementById("fetch");
  const answer = document.getElementById("answer");
  if (!(button instanceof HTMLButtonElement) || answer === null) return;
  const token = tokenOf(location.hash);
  // Not in the history, nor in what is shared of the page.
  history.replaceState(null, "", location.pathname);
  if (token === null) {
    button.hidden = true;
    answer.textContent = `This page is opened by a link. ${NEW_LINK}`;
    return;
  }
  button.addEventListener("click", async () => {
    button.disabled = true;
    answer.textContent = tell(await download(token));
    answer.focus();
  });
}

if (typeof document !== "undefined") begin();

/**
 * The page behind a link that an innovator was texted: sends one list to `prospects-upload` and says
 * what became of it. The token stands in the fragment, which no server is told.
 *
 * @typedef {{ row: number, column: string | null, reason: string }} RowFault
 * @typedef {{ title: string, lines: string[], faults: RowFault[], again: boolean }} Told
 */

/** As much as the function takes. */
const BYTES_MAX = 64 * 1024 * 1024;
/** The function ends within 150 seconds; a slow phone may have to send for longer than it waits. */
const SEND_MS_MAX = 180_000;

const NEW_LINK = "Text us that you would like to upload a list, and you get a new link.";

/** @type {Record<string, string>} */
const ROW_FAULTS = {
  not_an_address: "is no email address",
  not_a_number: "is no phone number",
  not_a_profile: "is no LinkedIn profile",
  too_long: "is too long",
  nobody: "nobody could be recognised by this row",
};

/** @type {Record<string, string>} */
const COLUMNS = {
  email: "Email",
  phone_number: "Phone",
  linkedin_url: "LinkedIn",
  first_name: "First name",
  last_name: "Last name",
  name: "Name",
  company: "Company",
  title: "Title",
  prospect_notes: "Notes",
};

/** @type {Record<string, string>} */
const STOPPED = {
  no_columns: "its first row names no column that says who somebody is",
  not_csv: "it is no CSV from there on",
  too_many_rows: "it has more rows than one list may have",
  too_large: "it is larger than a list may be",
  too_slow: "it came too slowly",
  broken_off: "the connection broke",
};

/** @type {Record<number, string[]>} */
const REFUSED = {
  401: ["This link was used already, or its time is over.", NEW_LINK],
  413: ["The file is too large: a list may have 64 MB.", "Take a part of it."],
  415: ["That is no CSV file.", "Save the sheet as CSV, and choose that."],
  429: ["You have brought as many lists today as one may.", "Come again tomorrow."],
};

/**
 * The token in a page's address; null: there is none.
 * @param {string} fragment
 */
export function tokenOf(fragment) {
  return /^#([0-9a-f]{48})$/.exec(fragment)?.[1] ?? null;
}

/**
 * What is wrong with a file before it is sent; null: nothing.
 * @param {{ name: string, size: number }} file
 */
export function fileFault({ name, size }) {
  if (/\.(xlsx?|ods|numbers)$/i.test(name)) {
    return "That is a spreadsheet. Save it as CSV, and choose that file.";
  }
  if (size === 0) return "That file is empty.";
  return size > BYTES_MAX ? "That file is too large: a list may have 64 MB." : null;
}

/**
 * What a person is told of an answer; `again`: the same link may be good for another try.
 * @param {number} status 0: there was no answer.
 * @param {unknown} body
 * @returns {Told}
 */
export function tell(status, body) {
  if (status === 200 || status === 422) return tellOfList(body);
  const lines = REFUSED[status] ?? [
    "The list did not get through, or we could not say so.",
    `${NEW_LINK} Rows that came twice are kept once.`,
  ];
  return { title: "It was not taken", lines, faults: [], again: status === 413 || status === 415 };
}

/**
 * @param {unknown} body
 * @returns {Told}
 */
function tellOfList(body) {
  const list = asRecord(body);
  const stopped = list.stopped ? asRecord(list.stopped) : null;
  const count = (/** @type {string} */ name) => Number(list[name] ?? 0);
  const lines = [
    `${people(count("added"))} new, ${count("merged")} known already, ${count("refused")} not taken.`,
  ];
  if (stopped !== null) {
    const why = STOPPED[String(stopped.reason)] ?? "it could not be read";
    lines.unshift(`It stopped at row ${Number(stopped.row)}: ${why}.`);
    lines.push(`What came before is stored. Mend the file, and bring the rest. ${NEW_LINK}`);
  }
  if (count("faults_left_off") > 0) lines.push(`${count("faults_left_off")} more are not shown.`);
  lines.push("Text us to take this list back.");
  return {
    title: stopped === null ? "Your list is in" : "A part of your list is in",
    lines,
    faults: Array.isArray(list.faults) ? list.faults.map(faultOf) : [],
    again: false,
  };
}

/** @param {number} count */
function people(count) {
  return count === 1 ? "1 person" : `${count} people`;
}

/**
 * @param {unknown} value
 * @returns {RowFault}
 */
function faultOf(value) {
  const { row, column, reason } = asRecord(value);
  return {
    row: Number(row),
    column: typeof column === "string" ? column : null,
    reason: String(reason),
  };
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function asRecord(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/**
 * @param {RowFault} fault
 * @returns {[row: string, column: string, what: string]}
 */
export function cellsOf({ row, column, reason }) {
  const where = column === null ? "–" : (COLUMNS[column] ?? column);
  return [String(row), where, ROW_FAULTS[reason] ?? "could not be read"];
}

/**
 * Sends a file as the browser reads it from its disk. Never rejects: 0 is no answer.
 * @param {string} url
 * @param {File} file
 * @param {(share: number) => void} onProgress
 * @returns {Promise<{ status: number, body: unknown }>}
 */
function send(url, file, onProgress) {
  return new Promise((resolve) => {
    // Not fetch, which does not say how far it is.
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.responseType = "json";
    request.timeout = SEND_MS_MAX;
    request.setRequestHeader("content-type", "text/csv");
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("loadend", () => {
      resolve({ status: request.status, body: request.response });
    });
    request.send(file);
  });
}

/**
 * @param {Document} page
 * @param {Location} location
 */
async function start(page, location) {
  const [form, input, drop] = [
    find(page, "form", HTMLFormElement),
    find(page, "file", HTMLInputElement),
    find(page, "drop", HTMLElement),
  ];
  const token = tokenOf(location.hash);
  if (token === null) {
    form.hidden = true;
    say(page, { title: "This link is not whole", lines: [NEW_LINK], faults: [], again: false });
    return;
  }
  // Where the function is: the host of this page says so, the link does not.
  const settings = asRecord(await (await fetch("config.json")).json());
  const url = `${settings.upload_url}?token=${token}`;

  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer !== null) input.files = event.dataTransfer.files;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const file = input.files?.item(0);
    if (file) void bring(page, form, url, file);
  });
}

/**
 * @param {Document} page
 * @param {HTMLFormElement} form
 * @param {string} url
 * @param {File} file
 */
async function bring(page, form, url, file) {
  const fault = fileFault(file);
  if (fault !== null) {
    say(page, { title: "It was not sent", lines: [fault], faults: [], again: true });
    return;
  }
  const progress = find(page, "progress", HTMLProgressElement);
  form.hidden = true;
  progress.hidden = false;
  const { status, body } = await send(url, file, (share) => {
    progress.value = share * 100;
  });
  const told = tell(status, body);
  progress.hidden = true;
  form.hidden = !told.again;
  say(page, told);
}

/**
 * @param {Document} page
 * @param {Told} told
 */
function say(page, { title, lines, faults }) {
  const answer = find(page, "answer", HTMLElement);
  const words = lines.map((line) => element(page, "p", line));
  answer.replaceChildren(element(page, "h2", title), ...words);
  if (faults.length > 0) answer.append(tableOf(page, faults));
  answer.focus();
}

/**
 * @param {Document} page
 * @param {RowFault[]} faults
 */
function tableOf(page, faults) {
  const table = page.createElement("table");
  table.createCaption().textContent = "Rows that were not taken";
  const head = table.createTHead().insertRow();
  for (const name of ["Row", "Column", "What is wrong"]) {
    const cell = element(page, "th", name);
    cell.setAttribute("scope", "col");
    head.append(cell);
  }
  const rows = table.createTBody();
  for (const fault of faults) {
    const row = rows.insertRow();
    for (const cell of cellsOf(fault)) row.insertCell().textContent = cell;
  }
  const frame = element(page, "div", "");
  frame.className = "table";
  frame.append(table);
  return frame;
}

/**
 * @param {Document} page
 * @param {string} tag
 * @param {string} words
 */
function element(page, tag, words) {
  const made = page.createElement(tag);
  made.textContent = words;
  return made;
}

/**
 * @template {HTMLElement} Kind
 * @param {Document} page
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
function find(page, id, kind) {
  const found = page.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

if (typeof document !== "undefined") await start(document, location);

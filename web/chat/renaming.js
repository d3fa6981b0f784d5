import { find, say } from "./dom.js";

/** The dialog in which a conversation is named. */
export class Renaming {
  #dialog = find("rename-dialog", HTMLDialogElement);
  #name = find("name", HTMLInputElement);
  #note = find("rename-note", HTMLElement);

  /** @param {(title: string) => Promise<boolean>} rename Whether it was done; an empty title is none. */
  constructor(rename) {
    find("rename-cancel", HTMLButtonElement).addEventListener("click", () => this.#dialog.close());
    find("rename-form", HTMLFormElement).addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await rename(this.#name.value.trim())) this.#dialog.close();
      else say(this.#note, "It kept its title. Try it again.");
    });
  }

  /** @param {string} title */
  open(title) {
    this.#name.value = title;
    say(this.#note, "");
    this.#dialog.showModal();
    this.#name.select();
  }
}

import { type CarrierText, type Posted, postText, textsTo } from "./client.ts";

/** Statuses after which nothing more happens to a text. */
const SETTLED = new Set(["delivered", "undelivered", "failed"]);

/** A person's phone: texts one number of ours, and shows what arrives from it, each text once. */
export class Phone {
  readonly #carrierUrl: string;
  readonly #person: string;
  readonly #ours: string;
  readonly #shown = new Set<string>();

  private constructor(carrierUrl: string, person: string, ours: string) {
    this.#carrierUrl = carrierUrl;
    this.#person = person;
    this.#ours = ours;
  }

  /** A phone that has shown already what was carried to it before. Both numbers in E.164. */
  static async open(carrierUrl: string, person: string, ours: string): Promise<Phone> {
    const phone = new Phone(carrierUrl, person, ours);
    for (const text of await phone.#carried()) phone.#shown.add(text.messageSid);
    return phone;
  }

  send(body: string): Promise<Posted> {
    return postText(this.#carrierUrl, { from: this.#person, to: this.#ours, body });
  }

  /** All that was ever texted to the person from our number, in order. */
  texts(): Promise<CarrierText[]> {
    return this.#carried();
  }

  /** The texts that settled since the last look, in order, and how many are still on their way. */
  async look(): Promise<{ arrived: CarrierText[]; underWay: number }> {
    const news = (await this.#carried()).filter(({ messageSid }) => !this.#shown.has(messageSid));
    const arrived = news.filter(({ status }) => SETTLED.has(status));
    for (const { messageSid } of arrived) this.#shown.add(messageSid);
    return { arrived, underWay: news.length - arrived.length };
  }

  async #carried(): Promise<CarrierText[]> {
    const texts = await textsTo(this.#carrierUrl, this.#person);
    return texts.filter(({ from }) => from === this.#ours);
  }
}

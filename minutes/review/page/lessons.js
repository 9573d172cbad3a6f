// What this meeting teaches: terms and people put right here, which the office can know from the next meeting on.

import { get, post } from "./api.js";
import { button, el, tell } from "./dom.js";

const WAIT_MS = 1500;

export class Lessons {
  constructor(store, open) {
    this.store = store;
    this.open = open; // { proof(id), row(kind, id, given, children), empty(text), changed() }
    this.rows = [];
    this.nodes = new Map();
    this.soon();
  }

  close() {
    clearTimeout(this.timer);
  }

  // After edits: looked for once the hands rest.
  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => get(`${this.store.path}/lessons`).then((told) => this.take(told)).catch(() => null), WAIT_MS);
  }

  take(told) {
    this.rows = told.lessons;
    this.told = told;
    for (const key of [...this.nodes.keys()]) if (!this.rows.some((one) => one.key === key)) this.nodes.delete(key);
    this.open.changed();
  }

  list() {
    if (!this.rows.length) return [this.open.empty("覚える候補はありません。直した用語や、名簿にない人がここに並びます。")];
    const places = `覚えると、次の会議から使います（用語：${this.told.dictionary}　人：${this.told.roster}。Excel で直せます）。`;
    return [this.open.empty(places), ...this.rows.map((one) => this.node(one))];
  }

  node(one) {
    const kept = this.nodes.get(one.key);
    if (kept?.times === one.times) return kept.node;
    const node = one.kind === "term" ? this.term(one) : this.person(one);
    this.nodes.set(one.key, { node, times: one.times });
    return node;
  }

  term(one) {
    const from = one.wrong.length ? `誤変換：${one.wrong.join("、")}` : one.cues.length ? `手がかり：${one.cues.join("、")}` : "";
    return this.row(one, "用語", [el("b", { text: one.text }), from && el("span", { class: "about", text: `　${from}` })], {
      reading: ["よみ", one.sure ? "" : "よみを確かめてください"],
    });
  }

  person(one) {
    return this.row(one, "人", [el("b", { text: one.role })], { role: ["呼び名", ""], name: ["氏名", ""], reading: ["よみ", ""] });
  }

  row(one, kind, words, fields) {
    const inputs = Object.entries(fields).map(([name, [text, hint]]) => {
      const input = el("input", { type: "text", name, value: one[name] ?? "", maxlength: 60, onkeydown: (event) => this.key(event, one.key) });
      return el("label", { class: "field" }, [el("span", { text: hint || text, class: hint ? "why" : "" }), input]);
    });
    return this.open.row("lesson", one.key, { class: "line" }, [
      el("span", { class: "head" }, [
        el("span", { class: "chip", text: kind }),
        el("span", { class: "about", text: `${one.times}回` }),
        one.utterance in this.store.utterances && this.open.proof(one.utterance),
        button("覚える", () => this.learn(one.key), { tabindex: -1 }),
        button("覚えない", () => this.decline(one.key), { tabindex: -1 }),
      ]),
      el("p", {}, words),
      el("p", { class: "about", text: `例：${one.example}` }),
      el("div", { class: "fields" }, inputs),
    ]);
  }

  key(event, key) {
    if (event.isComposing) return;
    if (event.key === "Enter") this.learn(key);
    else if (event.key !== "Escape") return;
    event.preventDefault();
    event.target.closest("[data-id]")?.focus();
  }

  utterance(key) {
    return this.rows.find((one) => one.key === key)?.utterance;
  }

  edit(key) {
    this.nodes.get(key)?.node.querySelector("input")?.select();
  }

  learn(key) {
    const fields = [...this.nodes.get(key).node.querySelectorAll("input")].map((input) => [input.name, input.value]);
    const what = this.rows.find((one) => one.key === key)?.kind === "person" ? "名簿に加えました。" : "辞書に加えました。";
    return this.send("learn", { lesson: key, ...Object.fromEntries(fields) }, `${what}次の会議から使います。`);
  }

  decline(key) {
    return this.send("decline", { lesson: key }, "覚えないことにしました。");
  }

  async send(what, body, done) {
    try {
      this.take(await post(`${this.store.path}/${what}`, body));
      tell(done);
    } catch (error) {
      tell(error.message, true);
    }
  }
}

// One meeting as the server tells it, and the acts on their way to it: one after the other, none lost.

import { Away, get, post } from "./api.js";
import { tell } from "./dom.js";

const LISTS = ["utterances", "lines", "corrections"];
const SMALL = ["items", "unreflected", "masks", "unheard", "version", "seen", "undo", "redo", "counted", "stale", "confirmed"];
const RETRY_MS = 2000;
const LOOK_MS = 5000;

export class Store {
  constructor(id) {
    this.id = id;
    this.path = `/api/meetings/${id}`;
    this.heard = []; // who wants to know of changes
    this.queue = Promise.resolve();
    this.waiting = 0;
    this.away = false;
    this.closed = false;
  }

  async open() {
    this.take(await get(this.path), true);
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }

  close() {
    this.closed = true;
    clearInterval(this.timer);
  }

  // ---- what is told ---------------------------------------------------------------------------------------------

  take(told, whole = false) {
    const changed = new Set();
    if (whole) Object.assign(this, told);
    for (const name of LISTS) {
      const rows = whole ? {} : this[name];
      for (const [id, row] of Object.entries(told[name] ?? {})) {
        rows[id] = row;
        changed.add(id);
      }
      if (told[`${name}Order`]) {
        const stay = new Set(told[`${name}Order`]);
        for (const id of Object.keys(rows)) if (!stay.has(id)) delete rows[id];
        this[`${name}Order`] = told[`${name}Order`];
      }
      this[name] = rows;
    }
    for (const name of SMALL) if (name in told) this[name] = told[name];
    this.place = new Map(this.utterancesOrder.map((id, place) => [id, place]));
    this.checks = checksOf(this);
    for (const hear of this.heard) hear(changed, whole);
  }

  async look() {
    if (this.waiting || document.hidden || this.closed) return;
    try {
      const told = await get(`${this.path}/changes?version=${this.version}&seen=${this.seen}`);
      this.back();
      if (this.waiting || told.seen === this.seen) return;
      this.take(told);
      tell("別の画面で変更がありました。新しい内容を表示しました。");
    } catch (error) {
      await this.failed(error);
    }
  }

  async anew() {
    this.take(await get(this.path), true);
  }

  // ---- acting ---------------------------------------------------------------------------------------------------

  act(acts, done = "") {
    return this.send("edits", { acts: Array.isArray(acts) ? acts : [acts] }, done);
  }

  send(what, body, done = "") {
    this.waiting += 1;
    const sent = this.queue.then(() => this.deliver(what, body, done));
    this.queue = sent.catch(() => null).finally(() => {
      this.waiting -= 1;
      for (const hear of this.heard) hear(new Set(), false);
    });
    return sent;
  }

  // Until it has arrived; null where the server did not want it.
  async deliver(what, body, done) {
    for (;;) {
      try {
        const by = body.by ?? localStorage.getItem("minutes.by") ?? "";
        const told = await post(`${this.path}/${what}`, { ...body, by, seen: this.seen, version: this.version });
        this.back();
        if ("seen" in told) this.take(told);
        if (told.skipped) tell(`${told.skipped}件は、言葉がもうないため変えませんでした。`, true);
        else if (done) tell(done);
        return told;
      } catch (error) {
        if (!(error instanceof Away)) {
          await this.failed(error);
          return null;
        }
        this.gone(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async failed(error) {
    if (error instanceof Away) {
      this.gone(error);
      return;
    }
    tell(error.message, true);
    if (error.code === "overtaken" || error.code === "elsewhere" || error.code === "anew") await this.anew();
  }

  gone(error) {
    if (!this.away) tell(error.message, true);
    this.away = true;
    for (const hear of this.heard) hear(new Set(), false);
  }

  back() {
    if (this.away) tell("サーバーにつながりました。続きから進みます。");
    this.away = false;
  }
}

// What is still to be checked, in the order of the recording.
function checksOf(store) {
  const start = (id) => store.utterances[id]?.start ?? 0;
  const first = (evidence) => Math.min(...evidence.map(start));
  const checks = [];
  for (const id of store.utterancesOrder) {
    const row = store.utterances[id];
    if (row.reasons.length) checks.push({ kind: "utterance", id, at: row.start, what: row.reasons.join(""), text: row.text });
  }
  for (const id of store.linesOrder) {
    const row = store.lines[id];
    if (row.reasons.length) {
      checks.push({ kind: "line", id, at: first(row.part.evidence), what: row.reasons.join(""), text: row.part.text });
    }
  }
  for (const item of store.items) {
    if (item.reasons.length) {
      checks.push({ kind: "item", id: `i${item.number}`, at: start(item.begins), what: item.reasons.join(""), text: item.title });
    }
  }
  for (const id of store.correctionsOrder) {
    const row = store.corrections[id];
    if (isOpen(row)) {
      const what = "用語の候補です。採るかどうかを決めてください。";
      checks.push({ kind: "correction", id, at: start(row.utterance), what, text: `${row.before} → ${row.after}` });
    }
  }
  store.unheard.forEach((one, place) => {
    if (!one.listened) {
      const what = "声があるのに文字がありません。聞いて確かめてください。";
      checks.push({ kind: "unheard", id: String(place), at: one.start, what, text: "" });
    }
  });
  return checks.sort((one, other) => one.at - other.at);
}

// A suggestion nobody has decided on.
export const isOpen = (correction) => !correction.applied && correction.judged === null;

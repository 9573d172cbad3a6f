// What was said, one row for each utterance. All rows are in the document (search and screen readers find them); those out of
// sight are neither laid out nor painted (content-visibility), forty at a time: watching each would cost more than it saves.

import { button, clock, el, spoken } from "./dom.js";
import { colours } from "./map.js";

const TOGETHER = 40;
const AT_FIRST = TOGETHER; // more than are seen at once
const AT_ONCE_MS = 12;
export const LEVELS = { heard: "聞き取ったまま", text: "訂正後", edited: "整文" };

export class Transcript {
  constructor(store, open) {
    this.store = store;
    this.open = open; // { play(id, character), speaker(id) }
    this.level = "text";
    this.rows = new Map();
    this.heads = new Map();
    this.list = el("div", { class: "said" });
    this.list.addEventListener("click", (event) => this.click(event));
    this.list.addEventListener("dblclick", (event) => this.twice(event));
    this.colours = colours(store);
    this.selected = new Set();
    this.build();
  }

  words(id) {
    const row = this.store.utterances[id];
    return row[this.level] ?? row.text;
  }

  textNode(id) {
    return this.rows.get(id)?.querySelector("p")?.firstChild ?? null;
  }

  // ---- rows ----------------------------------------------------------------------------------------------------

  build() {
    this.list.replaceChildren();
    this.rows.clear();
    this.begins = this.begun();
    this.ordered = this.store.utterancesOrder;
    this.next = 0;
    this.more(AT_FIRST);
    this.at = this.store.utterancesOrder[0];
    if (this.rows.size) this.rows.get(this.at).tabIndex = 0;
    requestAnimationFrame(() => this.idle()); // the first rows are to be seen first
  }

  // The rest a little at a time, so that a key does not wait for it.
  idle() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const begin = performance.now();
      while (this.next < this.store.utterancesOrder.length && performance.now() - begin < AT_ONCE_MS) this.more(TOGETHER);
      if (this.next < this.store.utterancesOrder.length) this.idle();
    });
  }

  more(count) {
    const ids = this.store.utterancesOrder.slice(this.next, this.next + count);
    this.next += ids.length;
    const missing = ids.filter((id) => !this.rows.has(id));
    for (let from = 0; from < missing.length; from += TOGETHER) {
      const own = missing.slice(from, from + TOGETHER);
      this.list.append(el("ol", { class: "together" }, own.flatMap((id) => [...this.headsAt(id), this.rowOf(id)])));
    }
  }

  all() {
    if (this.next < this.store.utterancesOrder.length) this.more(this.store.utterancesOrder.length - this.next);
  }

  begun() {
    const begun = new Map();
    for (const item of this.store.items) {
      if (item.begins) begun.set(item.begins, [...(begun.get(item.begins) ?? []), item]);
    }
    return begun;
  }

  headsAt(id) {
    return (this.begins.get(id) ?? []).map((item) =>
      el("li", { class: "item", text: `議題${item.number}　${item.title}`, data: { head: item.number } }),
    );
  }

  rowOf(id) {
    const row = el("li", { class: "utterance", tabindex: -1, data: { kind: "utterance", id } });
    this.rows.set(id, row);
    this.fill(row, id);
    return row;
  }

  fill(row, id) {
    const one = this.store.utterances[id];
    const who = one.name ?? `不明（${one.voice}）`;
    row.dataset.voice = this.colours.get(one.name ?? one.voice) ?? 7;
    row.classList.toggle("check", one.reasons.length > 0);
    row.classList.toggle("chosen", this.selected.has(id));
    const masked = this.store.masks.filter((mask) => mask.utterance === id);
    row.replaceChildren(
      el("span", { class: "head" }, [
        button(clock(one.start), () => this.open.play(id), { class: "when", tabindex: -1, "aria-label": `${clock(one.start)} から再生` }),
        button(who, () => this.open.speaker(id), { class: "who", tabindex: -1, title: "発言者を変える（S）" }),
        masked.length > 0 && el("span", { class: "chip", text: "公開版で伏せる" }),
      ]),
      el("p", { text: this.words(id) }),
      ...one.reasons.map((reason) => el("span", { class: "why", text: `要確認：${reason}` })),
    );
  }

  // After a change: rows that changed are filled anew, and the list is put in order.
  update(changed) {
    this.all();
    this.colours = colours(this.store);
    const begins = this.begun();
    const moved = JSON.stringify([...begins]) !== JSON.stringify([...this.begins]);
    this.begins = begins;
    for (const [id, row] of this.rows) {
      if (!(id in this.store.utterances)) {
        row.remove();
        this.rows.delete(id);
        this.selected.delete(id);
      } else if (changed.has(id) && !row.querySelector("textarea")) this.fill(row, id);
    }
    if (moved || this.ordered !== this.store.utterancesOrder) this.reorder();
    this.ordered = this.store.utterancesOrder;
  }

  reorder() {
    for (const head of this.list.querySelectorAll(".item")) head.remove();
    let last = null;
    const put = (node) => {
      const next = last ? last.nextElementSibling ?? last.parentNode.nextElementSibling?.firstElementChild : this.list.firstElementChild.firstElementChild;
      if (next !== node && last) last.after(node);
      else if (next !== node) this.list.firstElementChild.prepend(node);
      last = node;
    };
    for (const id of this.store.utterancesOrder) {
      for (const head of this.headsAt(id)) put(head);
      put(this.rows.get(id) ?? this.rowOf(id));
    }
  }

  masksChanged(before) {
    const ids = new Set([...before, ...this.store.masks].map((mask) => mask.utterance));
    for (const id of ids) if (this.rows.has(id)) this.fill(this.rows.get(id), id);
  }

  show(level) {
    this.all();
    this.level = level;
    for (const [id, row] of this.rows) {
      const text = row.querySelector("p");
      const words = this.words(id);
      if (text && text.textContent !== words) text.textContent = words;
    }
  }

  // ---- where one is --------------------------------------------------------------------------------------------

  focus(id, scroll = "center") {
    if (!this.rows.has(id)) this.all();
    const row = this.rows.get(id);
    if (!row) return;
    const before = this.rows.get(this.at);
    if (before) before.tabIndex = -1;
    this.at = id;
    row.tabIndex = 0;
    spoken(row);
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: scroll });
  }

  get current() {
    return this.rows.has(this.at) ? this.at : this.store.utterancesOrder[0];
  }

  // The neighbour some rows further on.
  step(id, count) {
    const order = this.store.utterancesOrder;
    const place = Math.min(Math.max((this.store.place.get(id) ?? 0) + count, 0), order.length - 1);
    return order[place];
  }

  choose(id, on = !this.selected.has(id)) {
    if (on) this.selected.add(id);
    else this.selected.delete(id);
    this.rows.get(id)?.classList.toggle("chosen", on);
  }

  chosen() {
    return this.store.utterancesOrder.filter((id) => this.selected.has(id));
  }

  unchoose() {
    for (const id of [...this.selected]) this.choose(id, false);
  }

  prove(ids) {
    for (const row of this.list.querySelectorAll(".proof")) row.classList.remove("proof");
    for (const id of ids) this.rows.get(id)?.classList.add("proof");
  }

  playing(id, follow) {
    if (id === this.played) return;
    this.rows.get(this.played)?.classList.remove("playing");
    this.played = id;
    const row = this.rows.get(id);
    if (!row) return;
    row.classList.add("playing");
    if (follow) row.scrollIntoView({ block: "nearest" });
  }

  // ---- the mouse -----------------------------------------------------------------------------------------------

  click(event) {
    const row = event.target.closest("li.utterance");
    if (!row || event.target.closest("button, textarea")) return;
    const { id } = row.dataset;
    if (event.ctrlKey || event.metaKey) {
      this.choose(id);
      return;
    }
    this.focus(id, "nearest");
    if (event.target.tagName !== "P" || String(getSelection())) return;
    this.open.play(id, characterAt(event, this.textNode(id)));
  }

  twice(event) {
    const row = event.target.closest("li.utterance");
    if (row && event.target.tagName === "P") this.open.edit(row.dataset.id);
  }
}

// Which character of the text was clicked.
function characterAt(event, node) {
  const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (caret) return caret.offsetNode === node ? caret.offset : undefined;
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return range?.startContainer === node ? range.startOffset : undefined;
}

// Which word is spoken when, in the text as it is shown; highlighted without touching the text.

import { get } from "./api.js";

const AT_ONCE = 40;

export class Words {
  constructor(store, transcript) {
    this.store = store;
    this.transcript = transcript;
    this.load("text");
    this.shown = "";
    this.highlight = "highlights" in CSS ? new Highlight() : null;
    if (this.highlight) CSS.highlights.set("spoken", this.highlight);
  }

  load(level) {
    this.level = level;
    this.pieces = {};
    this.asked = new Set();
  }

  // Those around an utterance, asked for once.
  async need(id) {
    if (this.asked.has(id) || !(id in this.store.utterances)) return;
    const place = this.store.place.get(id);
    const ids = this.store.utterancesOrder.slice(Math.max(place - 5, 0), place + AT_ONCE).filter((one) => !this.asked.has(one));
    for (const one of ids) this.asked.add(one);
    const { level } = this;
    const query = ids.map((one) => `only=${encodeURIComponent(one)}`).join("&");
    const pieces = await get(`${this.store.path}/words?level=${level}&${query}`).catch(() => ({}));
    if (this.level === level) Object.assign(this.pieces, pieces);
  }

  // After an edit: those utterances have other words now.
  renew(ids) {
    for (const id of ids) {
      delete this.pieces[id];
      this.asked.delete(id);
    }
  }

  // When a character of an utterance is spoken; about when, as long as that is not known.
  time(id, character) {
    const pieces = this.pieces[id];
    const row = this.store.utterances[id];
    if (pieces?.length) return pieces[lastAt(pieces, 0, character)][1];
    return row.start + ((row.end - row.start) * character) / Math.max(this.transcript.words(id).length, 1);
  }

  show(id, seconds) {
    if (!this.highlight) return;
    this.need(id);
    const pieces = this.pieces[id];
    const node = this.transcript.textNode(id);
    const place = pieces?.length ? lastAt(pieces, 1, seconds) : -1;
    const key = `${id} ${place} ${node?.length}`;
    if (key === this.shown) return;
    this.shown = key;
    this.highlight.clear();
    if (!node || place < 0 || seconds > pieces[place][2] + 0.5) return;
    const from = Math.min(pieces[place][0], node.length);
    const to = Math.min(pieces[place + 1]?.[0] ?? node.length, node.length);
    if (from < to) this.highlight.add(new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }));
  }

  close() {
    this.highlight?.clear();
  }
}

// The last row whose number in this column is not beyond the value.
function lastAt(rows, column, value) {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (rows[middle][column] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

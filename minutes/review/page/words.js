// Which word is spoken when, in the text as it is shown; highlighted without touching the text.

import { get } from "./api.js";

export class Words {
  constructor(store, transcript) {
    this.store = store;
    this.transcript = transcript;
    this.level = "";
    this.pieces = {};
    this.shown = "";
    this.highlight = "highlights" in CSS ? new Highlight() : null;
    if (this.highlight) CSS.highlights.set("spoken", this.highlight);
  }

  async load(level) {
    this.level = level;
    this.pieces = {};
    const pieces = await get(`${this.store.path}/words?level=${level}`).catch(() => ({}));
    if (this.level === level) this.pieces = pieces;
  }

  // After an edit: those of the utterances that have other words now.
  async renew(ids) {
    const own = ids.filter((id) => id in this.store.utterances);
    for (const id of own) delete this.pieces[id];
    if (!own.length || own.length > 100) return own.length ? this.load(this.level) : undefined;
    const query = own.map((id) => `only=${encodeURIComponent(id)}`).join("&");
    const pieces = await get(`${this.store.path}/words?level=${this.level}&${query}`).catch(() => ({}));
    return Object.assign(this.pieces, pieces);
  }

  // When a character of an utterance is spoken.
  time(id, character) {
    const pieces = this.pieces[id];
    const row = this.store.utterances[id];
    if (!pieces?.length) return row.start;
    return pieces[lastAt(pieces, 0, character)][1];
  }

  show(id, seconds) {
    if (!this.highlight) return;
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

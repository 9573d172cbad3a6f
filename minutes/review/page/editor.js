// Changing the words of an utterance in its place.

import { el, tell } from "./dom.js";

export class Editor {
  constructor(store, transcript) {
    this.store = store;
    this.transcript = transcript;
  }

  open(id) {
    const row = this.transcript.rows.get(id);
    if (!row || row.querySelector("textarea")) return;
    const level = this.transcript.level === "edited" ? "edited" : "text";
    const was = this.store.utterances[id][level] ?? this.store.utterances[id].text;
    const field = el("textarea", {
      value: was,
      rows: 2,
      "aria-label": level === "edited" ? "整文を直す" : "発言を直す",
      onkeydown: (event) => this.key(event, id, level, was),
      onblur: () => this.leave(id, level, was, field),
    });
    const hint = "Enter：保存　Esc：やめる" + (level === "text" ? "　Ctrl+Enter：ここで発言を分ける" : "");
    row.querySelector("p").replaceWith(field, el("span", { class: "hint", text: hint }));
    field.focus();
    field.setSelectionRange(was.length, was.length);
  }

  key(event, id, level, was) {
    if (event.isComposing) return;
    const field = event.target;
    if (event.key === "Escape") {
      this.close(id, field);
      this.transcript.focus(id, "nearest");
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (event.ctrlKey && level === "text") this.split(id, was, field);
      else {
        this.save(id, level, was, field);
        this.transcript.focus(id, "nearest");
      }
    }
  }

  leave(id, level, was, field) {
    if (field.isConnected && !field.closed) this.save(id, level, was, field);
  }

  close(id, field) {
    field.closed = true;
    this.transcript.fill(this.transcript.rows.get(id), id);
  }

  save(id, level, was, field) {
    const text = flat(field.value);
    if (text === was || !text) {
      this.close(id, field);
      if (!text) tell("空にはできません。要らない発言は、議事録に載せないだけにします。", true);
      return;
    }
    const row = this.store.utterances[id];
    this.store.utterances[id] = { ...row, [level]: text }; // shown at once; the server's answer takes its place
    this.close(id, field);
    const act = { do: level === "edited" ? "retidy" : "reword", utterance: id, was, text };
    this.store.act(act, "保存しました。").then((told) => {
      if (!told && this.store.utterances[id]) this.transcript.fill(this.transcript.rows.get(id), id);
    });
  }

  split(id, was, field) {
    const text = flat(field.value);
    const at = flat(field.value.slice(0, field.selectionStart)).length;
    if (at < 1 || at >= text.length) {
      tell("分ける所にカーソルを置いてから、Ctrl+Enter を押してください。", true);
      return;
    }
    this.close(id, field);
    const into = `${id.split("+")[0]}+${this.store.seen + this.store.waiting + 1}`;
    const acts = text === was ? [] : [{ do: "reword", utterance: id, was, text }];
    this.store.act([...acts, { do: "split", utterance: id, was: text, at, into }], "発言を2つに分けました。").then((told) => {
      if (told) this.transcript.focus(into, "nearest");
    });
  }
}

const flat = (text) => text.replace(/\s*\n\s*/g, "").normalize("NFC");

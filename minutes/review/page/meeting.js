// The view of one meeting: the parts put together, and what each key and button does.

import { acting } from "./acting.js";
import { Attention } from "./attention.js";
import { askName } from "./dialogs.js";
import { button, clock, el, tell } from "./dom.js";
import { Editor } from "./editor.js";
import { help, listen } from "./keys.js";
import { SpeechMap } from "./map.js";
import { askConfirm, askDocument, changesLink } from "./output.js";
import { Panels } from "./panels.js";
import { BACK_S, Sound } from "./sound.js";
import { Store } from "./store.js";
import { LEVELS, Transcript } from "./transcript.js";
import { Words } from "./words.js";

export class Meeting {
  constructor(id) {
    this.store = new Store(id);
    this.following = true;
    // whoever closes the window while something is not kept yet is asked once more
    this.stay = (event) => {
      if (this.store.waiting || document.querySelector("li.utterance textarea")) event.preventDefault();
    };
  }

  async open(place) {
    const { store } = this;
    await store.open();
    document.title = `${store.title} - 議事録の確認`;
    this.sound = new Sound(store);
    this.transcript = new Transcript(store, {
      play: (id, character) => this.playUtterance(id, character),
      speaker: (id) => this.speaker(id),
      edit: (id) => this.editUtterance(id),
    });
    this.editor = new Editor(store, this.transcript);
    this.panels = new Panels(store, {
      play: (at) => this.sound.play(at),
      evidence: (id) => this.playUtterance(id, undefined, true),
      check: (check) => this.goTo(check),
      judge: (id, accept) => this.judge([id], accept),
      listened: (one) => this.listened(one),
      unmask: (one) => this.unmask(one),
      add: (ids) => this.addFrom(ids),
    });
    this.map = new SpeechMap(store, this.sound);
    this.words = new Words(store, this.transcript);
    this.masksBefore = store.masks;
    document.getElementById("app").replaceChildren(...this.frame());
    this.sound.heard.push((at) => this.played(at));
    store.heard.push((changed, whole) => this.changed(changed, whole));
    this.silent = listen(this);
    this.attention = new Attention(store, this.sound);
    addEventListener("beforeunload", this.stay);
    this.played(0);
    this.state();
    this.transcript.focus(place && place in store.utterances ? place : store.utterancesOrder[0], "start");
    if (place in store.utterances) this.sound.seek(store.utterances[place].start);
  }

  close() {
    this.silent?.();
    removeEventListener("beforeunload", this.stay);
    this.store.close();
    this.attention?.close();
    this.sound?.close();
    this.map?.close();
    this.words?.close();
    clearTimeout(this.transcript?.timer);
    clearTimeout(this.panels?.timer);
    this.panels?.learning.close();
    document.querySelector("dialog[open]")?.close();
  }

  // ---- the frame -----------------------------------------------------------------------------------------------

  frame() {
    const { store } = this;
    this.saved = el("span", { class: "saved" });
    this.marks = el("span", { class: "marks" });
    this.undoes = button("元に戻す", () => this.undo(), { title: "U・Ctrl+Z" });
    this.redoes = button("やり直す", () => this.redo(), { title: "R・Ctrl+Y" });
    const bar = el("header", { class: "bar" }, [
      el("a", { href: "#/", text: "会議の一覧", title: "Q" }),
      el("h1", { text: store.title }),
      this.marks,
      this.saved,
      el("span", { class: "gap" }),
      this.undoes,
      this.redoes,
      button("操作する人", () => askName(() => tell("操作する人を決めました。"))),
      changesLink(store),
      button("文書", () => this.document(), { title: "D" }),
      button("確定", () => this.confirm(), { title: "F", class: "main" }),
      button("キー ?", () => this.help(), { title: "? ・F1" }),
    ]);
    const transcript = el("section", { class: "pane", "aria-label": "発言の記録" }, [
      el("div", { class: "tools" }, [el("h2", { text: "発言の記録" }), this.levels()]),
      this.transcript.list,
    ]);
    const panels = el("section", { class: "pane", "aria-label": "議事録と確認の一覧" }, [this.panels.tabs, this.panels.body]);
    return [bar, this.player(), el("main", { class: "panes" }, [transcript, panels])];
  }

  player() {
    this.toggles = button("再生", () => this.toggle(), { class: "main", title: "スペース・F9" });
    this.clock = el("span", { class: "clock" });
    this.speeds = el("span", { class: "speed" });
    this.follows = button("追う", () => this.follow(), { "aria-pressed": "true", title: "L：再生に合わせて表示を動かす" });
    return el("section", { class: "player", "aria-label": "録音" }, [
      this.map.canvas,
      el("div", { class: "tools" }, [
        button("3秒戻る", () => this.back(), { title: "←・F7" }),
        this.toggles,
        button("3秒進む", () => this.forward(), { title: "→・F10" }),
        this.clock,
        button("ゆっくり", () => this.slower(), { title: "[" }),
        this.speeds,
        button("速く", () => this.faster(), { title: "]" }),
        this.follows,
        el("span", { class: "gap" }),
        ...this.store.remarks.map((text) => el("span", { class: "why", text })),
      ]),
    ]);
  }

  levels() {
    const choose = (name) => this.showLevel(name);
    this.levelButtons = Object.entries(LEVELS).map(([name, text]) =>
      button(text, () => choose(name), { "aria-pressed": String(name === "text"), data: { level: name } }),
    );
    return el("div", { class: "levels", role: "group", "aria-label": "表示する文" }, this.levelButtons);
  }

  state() {
    const { store } = this;
    const left = store.checks.length;
    this.marks.textContent = store.confirmed ? `確認済（${store.confirmed.by}）` : left ? `要確認 残り${left}件` : "確かめる所なし";
    this.marks.className = `marks chip${left && !store.confirmed ? " check" : ""}`;
    this.saved.textContent = store.away ? "つながりません（待っています）" : store.waiting ? "保存中…" : store.seen ? "保存済み" : "";
    this.saved.classList.toggle("wrong", store.away);
    this.undoes.disabled = !store.undo;
    this.redoes.disabled = !store.redo;
  }

  changed(changed, whole) {
    this.state();
    if (!changed.size && !whole && this.masksBefore === this.store.masks) {
      if (this.version !== this.store.seen) this.panels.render();
      this.version = this.store.seen;
      return;
    }
    this.version = this.store.seen;
    this.panels.learning.soon();
    this.transcript.update(changed);
    if (this.masksBefore !== this.store.masks) this.transcript.masksChanged(this.masksBefore);
    this.masksBefore = this.store.masks;
    this.panels.render();
    this.map.redraw();
    this.words.renew([...changed].filter((id) => id in this.store.utterances));
  }

  // ---- the sound -----------------------------------------------------------------------------------------------

  played(at) {
    const id = this.spokenAt(at);
    const typing = document.activeElement?.matches("textarea, input");
    this.transcript.playing(id, this.following && this.sound.playing && !typing);
    if (at || this.sound.playing) this.words.show(id, at);
    this.map.head(at);
    write(this.clock, `${this.sound.shown(at)} ／ ${clock(this.store.duration)}`);
    write(this.speeds, `${this.sound.audio.playbackRate}倍`);
    write(this.toggles, this.sound.playing ? "一時停止" : "再生");
  }

  spokenAt(at) {
    const { utterancesOrder: order, utterances } = this.store;
    let low = 0;
    let high = order.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (utterances[order[middle]].start <= at + 0.01) low = middle;
      else high = middle - 1;
    }
    return order[low];
  }

  playUtterance(id, character, show = false) {
    if (show) {
      this.transcript.prove([id]);
      this.transcript.rows.get(id)?.scrollIntoView({ block: "center" });
    }
    this.words.need(id);
    this.sound.play(character === undefined ? this.store.utterances[id].start : this.words.time(id, character));
  }

  toggle() {
    this.sound.toggle();
  }

  back() {
    this.sound.move(-BACK_S);
  }

  forward() {
    this.sound.move(BACK_S);
  }

  slower() {
    this.sound.speed(-1);
  }

  faster() {
    this.sound.speed(1);
  }

  follow() {
    this.following = !this.following;
    this.follows.setAttribute("aria-pressed", this.following);
    tell(this.following ? "再生に合わせて表示を動かします。" : "再生に合わせて表示を動かしません。");
  }

  // ---- the picture ---------------------------------------------------------------------------------------------

  showLevel(name) {
    this.transcript.show(name);
    for (const one of this.levelButtons) one.setAttribute("aria-pressed", one.dataset.level === name);
    this.words.load(name);
    tell(`${LEVELS[name]}の文を表示しました。`);
  }

  showHeard() {
    this.showLevel("heard");
  }

  showText() {
    this.showLevel("text");
  }

  showEdited() {
    this.showLevel("edited");
  }

  document() {
    askDocument(this.store);
  }

  confirm() {
    askConfirm(this.store);
  }

  toList() {
    location.hash = "#/";
  }

  help() {
    help();
  }
}

// Sixty times a second while the recording plays: what says the same is left alone, or all is laid out anew.
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

Object.assign(Meeting.prototype, acting);

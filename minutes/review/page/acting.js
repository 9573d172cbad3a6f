// What the keys do to where one is: moving about, and putting right.

import { askBoundary, askLine, askMask, askSpeaker } from "./dialogs.js";
import { tell } from "./dom.js";

const FAR = 10;

export const acting = {
  // ---- where one is --------------------------------------------------------------------------------------------

  // The row under the hands: { kind, id, pane }.
  here() {
    const row = document.activeElement?.closest?.("[data-id]");
    if (row) return { ...row.dataset, pane: row.closest("#panel") ? "panel" : "transcript" };
    return { kind: "utterance", id: this.transcript.current, pane: "transcript" };
  },

  // The utterance one means: the row itself, or the first evidence of a line.
  utteranceHere() {
    const { kind, id } = this.here();
    const { store } = this;
    if (kind === "utterance" || kind === "unreflected") return id;
    if (kind === "line") return store.lines[id].part.evidence.find((one) => one in store.utterances);
    if (kind === "correction") return store.corrections[id].utterance;
    if (kind === "item") return store.items.find((item) => `i${item.number}` === id)?.begins;
    if (kind === "mask") return store.masks[Number(id)].utterance;
    if (kind === "unheard") return this.spokenAt(store.unheard[Number(id)].start);
    if (kind === "lesson") return this.panels.learning.utterance(id);
    return undefined;
  },

  move(count) {
    const here = this.here();
    if (here.pane === "panel") this.panels.step(count);
    else this.transcript.focus(this.transcript.step(here.id, count), "nearest");
  },

  down() {
    this.move(1);
  },

  up() {
    this.move(-1);
  },

  farDown() {
    this.move(FAR);
  },

  farUp() {
    this.move(-FAR);
  },

  otherPane() {
    if (this.here().pane === "panel") this.transcript.focus(this.transcript.current, "nearest");
    else this.panels.focusFirst();
  },

  nextTab() {
    this.panels.cycle();
  },

  toPlaying() {
    this.transcript.focus(this.spokenAt(this.sound.time), "center");
  },

  playHere() {
    const { kind, id } = this.here();
    const { store } = this;
    if (kind === "unheard") this.sound.play(store.unheard[Number(id)].start);
    else if (kind === "check") this.goTo(this.checkOf(id));
    else {
      const said = this.utteranceHere();
      if (!said || !(said in store.utterances)) return;
      if (kind === "line") this.transcript.prove(store.lines[id].part.evidence);
      this.playUtterance(said, undefined, kind !== "utterance");
      if (kind === "line") this.transcript.prove(store.lines[id].part.evidence);
    }
  },

  // From a line to what it rests on, from an utterance to the line that rests on it.
  jump() {
    const { kind, id } = this.here();
    if (kind !== "utterance") {
      const said = this.utteranceHere();
      if (kind === "line") this.transcript.prove(this.store.lines[id].part.evidence);
      if (said in this.store.utterances) this.transcript.focus(said);
      return;
    }
    const line = this.store.linesOrder.find((one) => this.store.lines[one].part.evidence.includes(id));
    if (line) this.panels.focusId("minutes", line);
    else tell("この発言を根拠にした文はありません。W で議事録に加えられます。");
  },

  // ---- one check after the other -------------------------------------------------------------------------------

  checkOf(key) {
    return this.store.checks.find((check) => `${check.kind}:${check.id}` === key);
  },

  checkHere() {
    const { kind, id } = this.here();
    const key = kind === "check" ? id : `${kind}:${id}`;
    return this.store.checks.findIndex((check) => `${check.kind}:${check.id}` === key);
  },

  nextCheck() {
    const at = this.checkHere();
    this.goTo(at >= 0 ? this.store.checks[at + 1] : this.checkAfter(1));
  },

  previousCheck() {
    const at = this.checkHere();
    this.goTo(at >= 0 ? this.store.checks[at - 1] : this.checkAfter(-1));
  },

  // The one after (or before) where one is in the recording.
  checkAfter(way) {
    const said = this.utteranceHere();
    const at = this.store.utterances[said]?.start ?? this.sound.time;
    const { checks } = this.store;
    return way > 0 ? checks.find((check) => check.at >= at) ?? checks[0] : checks.findLast((check) => check.at < at);
  },

  goTo(check) {
    if (!check) {
      tell(this.store.checks.length ? "この先に要確認はありません。" : "確かめる所は残っていません。F で確定できます。");
      return;
    }
    const { kind, id, at } = check;
    const tabs = { line: "minutes", item: "minutes", correction: "terms", unheard: "unheard" };
    if (kind === "utterance") this.transcript.focus(id);
    else this.panels.focusId(tabs[kind], id);
    const said = kind === "line" ? this.store.lines[id].part.evidence : [this.utteranceHere()];
    if (kind !== "utterance") {
      this.transcript.prove(said);
      this.transcript.rows.get(said[0])?.scrollIntoView({ block: "center" });
    }
    if (this.store.audio) this.sound.play(at);
    tell(`要確認：${check.what}`);
  },

  // ---- right or wrong ------------------------------------------------------------------------------------------

  async accept() {
    const { kind, id } = this.here();
    if (kind === "check") {
      const check = this.checkOf(id);
      if (check) await this.acceptOne(check.kind, check.id, false);
    } else await this.acceptOne(kind, id, true);
  },

  async acceptOne(kind, id, on) {
    const before = this.checkHere();
    if (kind === "correction") await this.judge([id], true);
    else if (kind === "unheard") await this.listened(Number(id));
    else if (kind === "lesson") await this.panels.learning.learn(id);
    else if (["utterance", "line", "item"].includes(kind)) {
      if (!this.store.checks.some((check) => check.kind === kind && check.id === id)) {
        tell("ここに要確認はありません。N で次の要確認へ移ります。");
        return;
      }
      await this.store.act({ do: "settle", target: id }, "確認済みにしました。");
    } else return;
    if (on && before >= 0) this.goTo(this.store.checks[Math.min(before, this.store.checks.length - 1)]);
  },

  reject() {
    const { kind, id } = this.here();
    if (kind === "check") {
      const check = this.checkOf(id);
      if (check) this.rejectOne(check.kind, check.id);
    } else this.rejectOne(kind, id);
  },

  rejectOne(kind, id) {
    if (kind === "line") this.store.act({ do: "drop", line: id, was: this.store.lines[id].part.text }, "文を消しました（U で戻せます）。");
    else if (kind === "correction") this.judge([id], false);
    else if (kind === "mask") this.unmask(Number(id));
    else if (kind === "lesson") this.panels.learning.decline(id);
    else tell("発言は消せません。E で言葉を、S で発言者を直します。よければ A を押します。");
  },

  judge(ids, accept) {
    const open = ids.filter((id) => this.store.corrections[id].applied !== accept || this.store.corrections[id].judged === null);
    if (!open.length) {
      tell(accept ? "もう採っています。" : "もう採らないことにしています。");
      return null;
    }
    const done = accept ? `${open.length}件の訂正を採りました。` : `${open.length}件の訂正を採らないことにしました。`;
    return this.store.act({ do: "judge", corrections: open.map(Number), accept }, done);
  },

  alikeHere() {
    const { kind, id } = this.here();
    const own = kind === "check" && id.startsWith("correction:") ? id.slice("correction:".length) : kind === "correction" ? id : null;
    if (own === null) tell("用語の一覧で訂正を選んでから押してください。");
    return own === null ? [] : this.panels.alike(own);
  },

  acceptAlike() {
    const ids = this.alikeHere();
    if (ids.length) this.judge(ids, true);
  },

  rejectAlike() {
    const ids = this.alikeHere();
    if (ids.length) this.judge(ids, false);
  },

  listened(place) {
    const one = this.store.unheard[place];
    return this.store.act({ do: "listened", start: one.start, end: one.end }, "聞いたことを記録しました。");
  },

  undo() {
    if (this.store.undo) this.store.send("undo", {}, "元に戻しました。");
    else tell("元に戻す操作はありません。");
  },

  redo() {
    if (this.store.redo) this.store.send("redo", {}, "やり直しました。");
    else tell("やり直す操作はありません。");
  },

  // ---- putting right -------------------------------------------------------------------------------------------

  edit() {
    const { kind, id } = this.here();
    if (kind === "line") this.editLine(id);
    else if (kind === "lesson") this.panels.learning.edit(id);
    else if (kind === "check" && id.startsWith("line:")) this.editLine(id.slice("line:".length));
    else {
      const said = kind === "check" ? id.split(":")[1] : this.utteranceHere();
      if (said in this.store.utterances) this.editUtterance(said);
    }
  },

  editUtterance(id) {
    if (this.transcript.level === "heard") this.showLevel("text"); // what was heard stays as it was heard
    this.transcript.focus(id, "nearest");
    this.editor.open(id);
  },

  editLine(id) {
    const row = this.store.lines[id];
    askLine(this.store, { ...row, offered: this.transcript.chosen() }, (part) => {
      this.store.act({ do: "restate", line: id, was: row.part.text, part }, "文を直しました。");
      this.transcript.unchoose();
    });
  },

  speaker(given) {
    const id = given ?? this.utteranceHere();
    if (!(id in this.store.utterances)) return;
    askSpeaker(this.store, id, (act) => this.store.act(act, "発言者を変えました。"));
  },

  merge() {
    const { kind, id } = this.here();
    const { utterances, utterancesOrder: order, place } = this.store;
    const next = order[place.get(id) + 1];
    if (kind !== "utterance" || !next) {
      tell("つなぐ発言を、発言の記録で選んでください。");
      return;
    }
    this.store.act({ do: "merge", utterance: id, was: [utterances[id].text, utterances[next].text] }, "次の発言とつなぎました。");
  },

  boundary() {
    const { kind, id } = this.here();
    if (kind !== "utterance" || this.store.items.length < 2) {
      tell("議題が始まる発言を、発言の記録で選んでください（議題が2つ以上あるとき）。");
      return;
    }
    askBoundary(this.store, id, (act) => this.store.act(act, "議題の境目を動かしました。"));
  },

  choose() {
    const { kind, id } = this.here();
    if (kind === "utterance") this.transcript.choose(id);
  },

  chooseStep(count) {
    const { kind, id } = this.here();
    if (kind !== "utterance") return;
    const next = this.transcript.step(id, count);
    this.transcript.choose(id, true);
    this.transcript.choose(next, true);
    this.transcript.focus(next, "nearest");
  },

  chooseDown() {
    this.chooseStep(1);
  },

  chooseUp() {
    this.chooseStep(-1);
  },

  add() {
    const chosen = this.transcript.chosen();
    const said = this.utteranceHere();
    this.addFrom(chosen.length ? chosen : [said].filter((id) => id in this.store.utterances));
  },

  addFrom(ids) {
    const { store } = this;
    if (!ids.length) return;
    const rows = ids.map((id) => store.utterances[id]);
    const part = {
      kind: "explanation",
      speaker: rows[0].name,
      text: rows.map((row) => row.edited ?? row.text).join(""),
      evidence: ids,
    };
    const given = { type: "statement", part, item: this.itemAt(ids[0]), offered: [] };
    askLine(store, given, (line, item) => {
      const name = `c${store.seen + store.waiting + 1}`;
      store.act({ do: "add", line: name, item, part: line }, "議事録に加えました。").then((told) => {
        if (told) this.panels.focusId("minutes", name);
      });
      this.transcript.unchoose();
    });
  },

  // The item during which something was said.
  itemAt(id) {
    const at = this.store.place.get(id);
    const begun = this.store.items.filter((item) => (this.store.place.get(item.begins) ?? Infinity) <= at);
    return begun.at(-1)?.number ?? 1;
  },

  mask() {
    const id = this.utteranceHere();
    if (!(id in this.store.utterances)) return;
    const words = String(getSelection()).trim();
    const within = this.store.utterances[id].text.includes(words) ? words : "";
    askMask(this.store, id, within, (act) => this.store.act(act, "公開版で伏せる印を付けました。"));
  },

  unmask(place) {
    const mask = this.store.masks[place];
    return this.store.act({ do: "keep", mask, on: false }, "印を外しました。");
  },
};

// The meetings: open ones first, and a search over all that was said.

import { get } from "./api.js";
import { clock, el, tell } from "./dom.js";

const WAIT_MS = 250;

export class List {
  async open() {
    document.title = "議事録の確認";
    this.found = el("div", { class: "found", "aria-live": "polite" });
    this.rows = el("div");
    const search = el("input", { type: "search", placeholder: "発言の中の言葉（例：備蓄）", autofocus: true, oninput: () => this.wait(search.value) });
    document.getElementById("app").replaceChildren(
      el("header", { class: "bar" }, el("h1", { text: "議事録の確認" })),
      el("main", { class: "list" }, [
        el("label", { class: "search" }, [el("span", { text: "全ての会議の発言から探す" }), search]),
        this.found,
        this.rows,
      ]),
    );
    await this.show();
    this.timer = setInterval(() => document.hidden || this.show().catch(() => null), 15000);
  }

  close() {
    clearInterval(this.timer);
    clearTimeout(this.typing);
  }

  async show() {
    const meetings = await get("/api/meetings");
    const states = [...new Set(meetings.map((one) => one.state))];
    const parts = states.flatMap((state) => {
      const own = meetings.filter((one) => one.state === state);
      return [el("h2", { text: `${state}（${own.length}件）` }), el("ul", { class: "meetings" }, own.map((one) => this.row(one)))];
    });
    const none = "確かめる議事録がありません。minutes run などで議事録案を作ってから開くか、フォルダーを確かめてください。";
    this.rows.replaceChildren(...(parts.length ? parts : [el("p", { class: "note", text: none })]));
  }

  row(one) {
    const about = [one.date, one.department, one.stage].filter(Boolean).join("　");
    const title = one.id ? el("a", { href: `#/m/${one.id}`, text: one.title }) : el("span", { text: one.title });
    return el("li", {}, [title, el("span", { class: "about", text: about })]);
  }

  wait(words) {
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.search(words), WAIT_MS);
  }

  async search(words) {
    try {
      const hits = words.trim() ? await get(`/api/search?q=${encodeURIComponent(words)}`) : [];
      const none = words.trim() && !hits.length ? [el("p", { class: "note", text: "見つかりませんでした。" })] : [];
      const rows = hits.map((hit) =>
        el("li", {}, [
          el("a", { href: `#/m/${hit.id}/${encodeURIComponent(hit.utterance)}`, text: `…${hit.text}…` }),
          el("span", { class: "about", text: `${hit.title}　${hit.date ?? ""}　${clock(hit.start)}　${hit.who}` }),
        ]),
      );
      this.found.replaceChildren(...none, ...(rows.length ? [el("h2", { text: `見つかった発言（${rows.length}件）` }), el("ul", { class: "meetings" }, rows)] : []));
    } catch (error) {
      tell(error.message, true);
    }
  }
}

// What leaves the page: the document, the confirmation, the record of changes.

import { el, tell } from "./dom.js";
import { ask, labelled } from "./dialogs.js";

export function askDocument(store) {
  const edition = ["internal", "public"].map((value, place) =>
    el("label", { class: "choice" }, [
      el("input", { type: "radio", name: "edition", value, checked: place === 0 }),
      value === "public" ? "公開版（伏せる印を付けた所を載せない）" : "内部用（確かめる所の印とコメント付き）",
    ]),
  );
  ask(
    "文書を作る",
    [
      el("p", { class: "note", text: "いまの内容で Word 文書を作ります。" }),
      el("fieldset", {}, [el("legend", { text: "どの文書か" }), ...edition]),
    ],
    "作る",
    async () => {
      const wanted = edition.map((one) => one.firstChild).find((box) => box.checked).value;
      tell("文書を作っています…");
      const told = await store.send("render", { edition: wanted });
      if (told) made(store, wanted, told, "文書ができました");
    },
  );
}

function made(store, edition, told, title) {
  const left = told.toCheck ? `文書に【要確認】が${told.toCheck}か所あります。` : "文書に【要確認】は残っていません。";
  const link = el("a", {
    href: `${store.path}/document?edition=${edition}&seen=${store.seen}`,
    download: "",
    text: "文書を保存する",
    class: "main",
    autofocus: true,
  });
  const effort = told.effort ? el("p", { class: "note", text: `${told.effort}。` }) : null;
  ask(title, [el("p", { text: left }), effort, ...told.remarks.map((text) => el("p", { class: "why", text })), el("p", {}, link)], "", null)
    .querySelector(".buttons button").textContent = "閉じる";
}

export function askConfirm(store) {
  const by = el("input", {
    type: "text",
    value: localStorage.getItem("minutes.by") ?? "",
    required: true,
    maxlength: 60,
    autofocus: true,
    placeholder: "総務課長・山田太郎",
  });
  const left = [
    [store.checks.length, "要確認"],
    [store.unreflected.length, "反映していない発言"],
    [store.stale, "いまの議事録に当てはまらない修正"],
  ].filter(([count]) => count);
  const said = left.length
    ? `${left.map(([count, what]) => `${what}が${count}件`).join("、")}残っています。このまま確定することもできます。`
    : "確かめる所は残っていません。";
  ask(
    "議事録を確定する",
    [
      el("p", { class: left.length ? "why" : "note", text: said }),
      labelled("確認した人の職・氏名", by),
      el("p", { class: "note", text: "（案）のない文書を作り、誰がいつ確認したかを記録します。その後に直すと、確認は取り消されます。" }),
    ],
    "確定する",
    async () => {
      tell("確定しています…");
      const told = await store.send("confirm", { by: by.value.trim() });
      if (!told) return;
      await store.anew();
      made(store, "internal", told, `${told.confirmed.by}の確認を記録しました`);
    },
  );
}

export const changesLink = (store) =>
  el("a", { href: `${store.path}/log.csv`, download: "", text: "修正の記録", title: "誰がいつ何を直したか（CSV）" });


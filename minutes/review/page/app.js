// Where the page begins: the door, and which view the address asks for.

import { login, session } from "./api.js";
import { askPassword } from "./dialogs.js";
import { button, el, tell } from "./dom.js";
import { List } from "./list.js";
import { Meeting } from "./meeting.js";

let view = null;

async function comeIn() {
  for (let wrong = ""; ; ) {
    try {
      await login(await askPassword(wrong));
      return;
    } catch (error) {
      wrong = error.message;
    }
  }
}

async function route() {
  if (location.hash && !location.hash.startsWith("#/")) return;
  view?.close();
  const [, id, place] = location.hash.match(/^#\/m\/([0-9a-f]+)(?:\/(.+))?$/) ?? [];
  view = id ? new Meeting(id) : new List();
  try {
    await view.open(place && decodeURIComponent(place));
  } catch (error) {
    tell(error.message, true);
    const again = button("もう一度読み込む", () => route(), { class: "main" });
    const home = el("a", { href: "#/", text: "会議の一覧" });
    document.getElementById("app").replaceChildren(el("main", { class: "list" }, [el("p", { text: error.message }), again, home]));
  }
}

async function begin() {
  const told = await session(comeIn);
  if (told.login && !told.inside) await comeIn();
  addEventListener("hashchange", route);
  await route();
}

begin().catch((error) => tell(error.message, true));

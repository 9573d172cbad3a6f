// The way to the server. A server that is away is waited for: what was typed meanwhile is sent when it is back.

let token = "";
let comeIn = async () => {};

export class Refused extends Error {
  constructor(status, body) {
    super(body.error ?? "サーバーが答えられませんでした。画面を読み込み直してください。");
    this.status = status;
    this.code = body.code ?? "";
    this.body = body;
  }
}

export class Away extends Error {
  constructor() {
    super("確認の画面のサーバーにつながりません。minutes review が動いているか確かめてください。動けば続きから進みます。");
  }
}

// `asked`: opens the door (asks for the password) when the server wants one.
export async function session(asked) {
  comeIn = asked;
  const told = await call("GET", "/api/session");
  token = told.token;
  return told;
}

export async function login(password) {
  token = (await call("POST", "/api/login", { password })).token;
}

export const get = (path) => again("GET", path);
export const post = (path, body) => again("POST", path, body);
// What nobody waits for: lost where the server is away, and no reason to ask for the password.
export const mention = (path) => again("POST", path, {}, async () => {}).catch(() => null);

async function again(method, path, body, enter = comeIn) {
  try {
    return await call(method, path, body);
  } catch (error) {
    if (error.code === "login") await enter();
    else if (error.code === "token") token = (await call("GET", "/api/session")).token; // the server was started anew
    else throw error;
    return call(method, path, body);
  }
}

async function call(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "Content-Type": "application/json", "X-Minutes-Token": token },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Away();
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told);
  return told;
}

"""The LLM of the configuration: whether its server answers and has the model. Without one, minutes are made by rules."""

from __future__ import annotations

from collections.abc import Mapping

from minutes.doctor.finding import Finding, bad, good, warning
from minutes.errors import BadConfiguration
from minutes.settings import Endpoint, Settings
from minutes.structure.llm.failure import LlmFailed
from minutes.structure.llm.reachable import LIMIT_S, reachable
from minutes.structure.policy import Level, open_way, permit

_NAME = "要約の LLM"
_LOCATIONS = {"local": "この機械", "closed": "閉域網", "cloud": "クラウド"}
_SHOWN = 5  # names of models
_NOTHING_SAID: Level = 1  # of a meeting: a list of models is asked for and no more


def check_llm(settings: Settings, environment: Mapping[str, str], limit_s: float = LIMIT_S) -> Finding:
    """What is not on this machine or in a closed network is not contacted unasked."""
    wanted = settings.llm.default
    if not wanted:
        return good(_NAME, "設定なし（LLM を使わずに議事録案を作ります）")
    endpoint = settings.llm.endpoints.get(wanted)
    if endpoint is None:
        return bad(
            _NAME, f"「{wanted}」の接続先が設定にありません", "設定ファイルの [llm.endpoints] を確かめてください。"
        )
    try:
        permit(_NOTHING_SAID, wanted, endpoint)
    except BadConfiguration as error:
        return bad(_NAME, f"{error.what}（{error.subject}）", error.advice)
    told = f"{wanted}（{_LOCATIONS[endpoint.location]}、{endpoint.model}）"
    key = environment.get(endpoint.api_key_env, "")
    if endpoint.location != "cloud":
        open_way(_NOTHING_SAID, wanted, endpoint)
        return _asked(told, endpoint, key, limit_s)
    if not key:
        advice = f"鍵が要る接続先なら、環境変数 {endpoint.api_key_env} に設定してください。"
        return warning(_NAME, f"{told}。接続は試していません", advice)
    return good(_NAME, f"{told}。クラウドなので、接続は試していません")


def _asked(told: str, endpoint: Endpoint, key: str, limit_s: float) -> Finding:
    """A server out of reach is worth knowing and no more: the minutes are complete without it."""
    try:
        offered, names = reachable(endpoint, key, limit_s)
    except LlmFailed as failure:
        if failure.code == "model":
            return good(_NAME, f"{told}。接続できます（モデルの一覧は出さないサーバーです）")
        return warning(_NAME, f"{told}：{failure.what}", f"{failure.advice}LLM なしの議事録案は作れます。")
    if offered:
        return good(_NAME, f"{told}。接続でき、モデルもあります")
    listed = "、".join(names[:_SHOWN]) + ("、…" if len(names) > _SHOWN else "")
    advice = "設定の model を確かめてください（Azure ではデプロイ名が一覧に出ないことがあります）。"
    return warning(_NAME, f"{told}。接続できますが、モデルの一覧にありません（一覧：{listed or '空'}）", advice)

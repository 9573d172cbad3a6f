"""Which meeting may be sent where: the level of the meeting against the place of the endpoint, before anything is sent.

機密性1 may go anywhere; 機密性2 to this office's own machines, or elsewhere under an approved usage plan; 機密性3 never
beyond them. What the configuration calls local must be local, and nothing crosses a foreign network unencrypted.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from minutes import egress
from minutes.errors import BadConfiguration, Forbidden
from minutes.settings import Endpoint

Level = Literal[1, 2, 3]
Location = Literal["local", "closed", "cloud"]
Condition = Literal["always", "plan", "never"]

_UNSET: Level = 3  # a meeting nobody classified
RULES: dict[tuple[Level, Location], Condition] = {
    (1, "local"): "always",
    (1, "closed"): "always",
    (1, "cloud"): "always",
    (2, "local"): "always",
    (2, "closed"): "plan",
    (2, "cloud"): "plan",
    (3, "local"): "always",
    (3, "closed"): "never",
    (3, "cloud"): "never",
}
_PLACES: dict[Location, str] = {
    "local": "庁内（local）",
    "closed": "閉域網・自庁テナント（closed）",
    "cloud": "クラウド（cloud）",
}
_REASONS: dict[Condition, str] = {
    "plan": "利用計画の承認番号がない{place}の接続先には送れません",
    "never": "{place}の接続先には送れません",
}
_ADVICE: dict[Condition, str] = {
    "plan": '承認を受けた利用計画の番号を、設定ファイルの [llm.endpoints.{name}] に approved_plan = "番号" と書くか、'
    'location = "local" の接続先を --llm で選ぶか、--no-llm を付けて実行してください。',
    "never": 'location = "local" の接続先を --llm で選ぶか、--no-llm を付けて実行してください。',
}
_LEVEL_IS_MISSING = "会議ファイルに confidentiality（機密性）がないため、機密性3 として扱いました。"
# Names that no public name server answers for (RFC 6761, 6762, 8375; ICANN's .internal) and those without a dot.
_NEAR_NAME = re.compile(r"(?!0x)(?=.*[a-z])[a-z0-9_-]+|[a-z0-9._-]+\.(localhost|local|internal|home\.arpa)")
_WHAT_IS_LOCAL = (
    "local と書けるのは、この機械（127.0.0.1）、プライベートアドレス（10. 172.16.〜31. 192.168. fc00::/7）、"
    "ドットのないホスト名、.local と .internal の名前だけです。庁内のサーバーなら IP アドレスで書き、"
    '庁外や閉域網のサービスなら location を "closed" か "cloud" にしてください。'
)


class Verdict(NamedTuple):
    """What the rules say. `rule`: its name in the log, e.g. "level-2/cloud/plan"; `level`: that which counts."""

    level: Level
    rule: str
    holds: bool


def verdict(level: Level | None, endpoint: Endpoint) -> Verdict:
    """The rule that decides, and whether this endpoint keeps to it."""
    counts = level or _UNSET
    condition = RULES[counts, endpoint.location]
    holds = condition == "always" or (condition == "plan" and bool(endpoint.approved_plan.strip()))
    return Verdict(counts, f"level-{counts}/{endpoint.location}/{condition}", holds)


def permit(level: Level | None, name: str, endpoint: Endpoint) -> None:
    """Return if a meeting of this level may be sent to the endpoint called `name`; None counts as 3.

    Raises Forbidden, which names the rule and what would make it hold, or BadConfiguration for an endpoint that is not
    what its configuration says.
    """
    _refuse_pretence(name, endpoint)
    found = verdict(level, endpoint)
    if found.holds:
        return
    condition = RULES[found.level, endpoint.location]
    reason = _REASONS[condition].format(place=_PLACES[endpoint.location])
    raise Forbidden(
        f"機密性{found.level} の会議の内容は、{reason}（規則 {found.rule}）",
        subject=name,
        advice=("" if level else _LEVEL_IS_MISSING) + _ADVICE[condition].format(name=name),
    )


def open_way(level: Level | None, name: str, endpoint: Endpoint) -> None:
    """`permit`, then let this process reach the endpoint and nothing else of it. Raises what `permit` raises."""
    permit(level, name, endpoint)
    near = endpoint.location == "local"
    egress.allow(*(egress.destination_of(url, near=near) for url in (endpoint.base_url, endpoint.proxy) if url))


# ---- what the configuration says against what is so --------------------------------------------------------------


def _refuse_pretence(name: str, endpoint: Endpoint) -> None:
    section = f"llm.endpoints.{name}"
    near = _is_near(endpoint.base_url)
    if endpoint.location == "local":
        for key, url in (("base_url", endpoint.base_url), ("proxy", endpoint.proxy)):
            if url and not _is_near(url):
                raise BadConfiguration(
                    f'「{section}.{key}」は location = "local" なのに、庁内のアドレスではありません',
                    subject=egress.destination_of(url).host,
                    advice=_WHAT_IS_LOCAL,
                )
    elif not near and urlsplit(endpoint.base_url).scheme != "https":
        raise BadConfiguration(
            f"「{section}.base_url」が https:// ではありません",
            subject=endpoint.base_url,
            advice="http:// では、会議の内容と鍵が暗号化されずに庁外を通ります。https:// の接続先にしてください。",
        )
    elif not near and not endpoint.verify:
        raise BadConfiguration(
            f"「{section}.verify」を false にできるのは、庁内の接続先だけです",
            subject=endpoint.base_url,
            advice="証明書を確かめないと、偽の接続先に会議の内容が渡るおそれがあります。"
            "独自の認証局なら、その証明書のファイルを ca_file に書いてください。",
        )


def is_ours(host: str) -> bool:
    """Whether a name or an address can only be in this office."""
    return egress.is_near(host) or bool(_NEAR_NAME.fullmatch(host))


def _is_near(url: str) -> bool:
    return is_ours(egress.destination_of(url).host)

"""The two texts that lie in an archive for people: NOTICE.txt and README.ja.txt."""

from __future__ import annotations

from collections.abc import Sequence

from minutes.speech.archive import CONTENTS, MODELS, REQUIREMENTS, WHEELS, PackedModel, WheelTarget

# What the licences of the shipped and known models ask to be named by its address.
_LICENCES = {
    "CC BY 3.0": "https://creativecommons.org/licenses/by/3.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "MIT": "https://opensource.org/license/mit",
}
_KINDS = {"asr": "音声認識", "diarization": "話者分離"}
_UNKNOWN = "不明（配布元に確かめてください）"


def notice(models: Sequence[PackedModel]) -> str:
    """Where each model comes from, exactly which one it is, and under which terms it may be passed on."""
    parts = ["このアーカイブに入っているモデルの出どころと利用条件\n"]
    for model in models:
        where = f"https://huggingface.co/{model.repository}" if model.repository else "minutes に付属、または自庁のもの"
        terms = [address for name, address in _LICENCES.items() if name in model.licence]
        parts.append(
            "\n".join(
                (
                    f"■ {model.name}（{_KINDS[model.kind]}）",
                    f"  説明　　　：{model.origin or _UNKNOWN}",
                    f"  配布元　　：{where}",
                    f"  版　　　　：{model.revision or '―'}",
                    f"  ライセンス：{model.licence or _UNKNOWN}",
                    *(f"  　　　　　　{address}" for address in terms),
                    f"  条文など　：{MODELS}/{model.name}/licence/ と、同じフォルダーの説明書（.md）",
                    "  変更　　　：ありません（ファイルは配布されたままです）",
                    "",
                )
            )
        )
    return "\n".join(parts)


def readme(models: Sequence[PackedModel], wheels: WheelTarget | None) -> str:
    """What somebody behind the gap does with the archive, step by step."""
    names = "、".join(model.name for model in models) or "なし"
    return _INTRODUCTION.format(names=names, contents=CONTENTS) + (_install(wheels) if wheels else "") + _MODELS


def _install(wheels: WheelTarget) -> str:
    return _INSTALL.format(
        python=wheels.python, platform=wheels.platform, wheels=WHEELS, requirements=f"{WHEELS}/{REQUIREMENTS}"
    )


_INTRODUCTION = """このアーカイブは、インターネットにつながらない場所へ minutes のモデルを運ぶためのものです。

入っているモデル：{names}
出どころと利用条件は NOTICE.txt に、すべてのファイルの SHA-256 は {contents} にあります。
"""
_INSTALL = """
minutes そのものの導入（Python {python}、{platform} 用）
  1. このアーカイブを展開し、そのフォルダーへ移ります。
  2. python -m venv 導入先
  3. 導入先/bin/python -m pip install --no-index --find-links {wheels} --require-hashes -r {requirements}
"""
_MODELS = """
モデルの取り出し（展開していない、このアーカイブのままで実行します）
  1. minutes models verify アーカイブ.zip      壊れていないかを確かめます
  2. minutes models unpack アーカイブ.zip      決まった場所に取り出します（--to フォルダー で変えられます）
  3. minutes doctor                            使える状態かを確かめます
"""

"""What a good minute-taker writes passes, and what was not said does not: pairs of what was said and what is claimed."""

from __future__ import annotations

import pytest

from minutes.domain import ActionItem, Decision, Statement
from minutes.structure.extractive import extract
from minutes.structure.grounding.check import Grounds
from minutes.structure.grounding.claim import Failure, claim_of, explain, of_flag
from tests.structure.grounding.talks import codes, failures
from tests.structure.meetings import load


@pytest.mark.parametrize(
    ("said", "claimed"),
    [
        ("費用は、年間で240万円を見込んでおります。", "費用は年240万円と見込んでいる。"),
        ("費用は年間で二百四十万円を見込んでおります。", "費用は年間240万円を見込む。"),
        ("A案は120万円、B案は150万円です。", "A案は120万円、B案は150万円である。"),
        ("来年度に、システムへ移すことを検討いたします。", "令和8年度に、システムへ移すことを検討する。"),
        ("研修は9月末までに行う予定です。", "研修は9月末までに行う予定である。"),
        ("基金に頼り切ることはできません。", "基金に頼り切ることはできない。"),
        ("段ボールベッドは必要な数の6割しかありません。", "段ボールベッドは必要な数の6割にとどまる。"),
        ("現在の7か所を、10か所にします。", "現在の7か所を10か所に増やす。"),
        ("増やす予定は、今のところありません。", "増やす予定はない。"),
        ("書かない窓口を、3つの支所に広げたいと考えています。", "書かない窓口を3支所に拡大したい。"),
        ("ポンプ車は2台しか出せません。", "出せるポンプ車は2台のみである。"),
        ("要綱を直さなければなりません。", "要綱を修正する必要がある。"),
        ("耐震適合率は、41パーセントにとどまっております。", "耐震適合率は41％にすぎない。"),
        ("交付金が採択されなかった場合は、規模を縮小します。", "交付金が不採択の場合は、規模を縮小する。"),
        ("浸透ますは深さ60センチです。", "浸透ますの深さは60cmである。"),
        ("令和8年度から3年間で1,500台を買いたいと考えております。", "令和8年度から10年度までに1,500台を購入したい。"),
        ("お手洗いを増やします。", "トイレを増やす。"),
        ("1回当たり10冊に届きませんでした。", "1回当たり10冊未満であった。"),
        ("来週の月曜に出します。", "8月11日に提出する。"),
        ("19市のうち7市が置いています。", "19市中7市が置いている。"),
        ("全部の入替えが要るわけではありません。", "全ての入替えが必要なわけではない。"),
        ("看板が落ちかけています。", "看板が落ちかけている。"),
        ("実施は国の予算次第です。", "実施は国の予算次第である。"),
        ("苦情が来るのではないですか。", "苦情が来ることを懸念する。"),
        ("庁舎の北面を塗ります。", "庁舎の北側を塗る。"),
        ("お店が近くにないのが一番大きいです。", "店舗が近くにないことが最大の要因である。"),
        ("速報はもう出しております。", "速報は既に提出している。"),
        ("繰越のほうが落ちた理由は。", "繰越が低下した理由を伺う。"),
        ("雇用は何人増えたの。", "雇用は何人増えたのか。"),
        ("運び先は決まっているの。", "運び先は決まっているのか。"),
    ],
)
def test_what_was_said_in_other_words_passes(said: str, claimed: str) -> None:
    assert failures(said, claimed) == ()


@pytest.mark.parametrize(
    ("said", "claimed", "code"),
    [
        ("費用は、年間で240万円を見込んでおります。", "費用は年間250万円を見込んでいる。", "amount"),
        ("費用は、年間で240万円を見込んでおります。", "費用は年間240億円を見込んでいる。", "amount"),
        ("補助率は2分の1、上限は50万円です。", "補助率は2分の1、上限は100万円である。", "amount"),
        ("A案は120万円、B案は150万円です。", "A案は150万円である。", "amount"),
        ("会費が月2,500円、保険が年800円です。", "会費は年2,500円である。", "amount"),
        ("認定率は18.6パーセントで、計画値は19.1パーセントです。", "認定率は19.1％である。", "percentage"),
        ("責任者は42人になる見込みです。", "責任者は52人になる見込みである。", "number"),
        ("直径800ミリ以上の管を調べます。", "直径800ミリ未満の管を調べる。", "number"),
        ("施行は令和7年10月1日からです。", "施行は令和7年11月1日からである。", "date"),
        ("研修は9月末までに行います。", "研修は9月上旬までに行う。", "date"),
        ("来年度に始めます。", "今年度に始める。", "date"),
        ("訓練は午前9時から行います。", "訓練は午前8時から行う。", "time"),
        ("保健師の確保が難しいです。", "保健師の佐久間氏の確保が難しい。", "name"),
        ("Teamsで会議を行います。", "Zoomで会議を行う。", "name"),
        ("南支所は4月から委託します。", "北支所は4月から委託する。", "organisation"),
        ("社会福祉法人みどり会から申出がありました。", "社会福祉法人あおば会から申出があった。", "organisation"),
        ("障害福祉サービス費が伸びています。", "児童福祉サービス費が伸びている。", "organisation"),
        ("市内の業者を入れます。", "県内の業者を入れる。", "name"),
        ("基金に頼り切ることはできません。", "基金に頼り切ることができる。", "negation"),
        ("応募がありませんでした。", "応募があった。", "negation"),
        ("個人情報は入力しません。", "個人情報を入力する。", "negation"),
        ("使用料を据え置きます。", "使用料を引き上げる。", "negation"),
        ("決裁の前に設計に着手しました。", "決裁後に設計に着手した。", "negation"),
        ("病院より診療所を先にお願いします。", "診療所より病院を先に願いたい。", "negation"),
        ("電話での対応を検討しています。", "電話での対応を行う。", "modality"),
        ("9月から公募を始める予定です。", "9月から公募を始めた。", "modality"),
        ("日程が前後する可能性があります。", "日程が前後する。", "modality"),
        ("区間を来年度に終えたいと考えています。", "区間を来年度に必ず終える。", "modality"),
        ("研修は全ての職員が対象になりますか。", "研修は全ての職員が対象になる。", "modality"),
        ("研修は一部の職員を対象に行います。", "研修は全ての職員を対象に行う。", "negation"),
        ("資料を配布します。", "公園の遊具を撤去する。", "wording"),
        ("医師会としては賛成しかねます。", "医師会として賛成する。", "negation"),
        ("需要ではなくて供給の問題です。", "供給ではなく需要の問題である。", "negation"),
        ("収納率は18.6から17.2に落ちました。", "収納率は17.2％から18.6％に上昇した。", "percentage"),
        ("今日中に出します。", "既に提出した。", "modality"),
        ("まだ決まったものではありません。配置を相談しています。", "1隊を配置することとした。", "wording"),
        ("株式会社はやせ製菓さんが撤退されます。", "株式会社はやし製菓が撤退する。", "organisation"),
        ("案について意見を伺いました。", "案を承認した。", "wording"),
        ("19市のうち7市が置いています。", "7市中19市が置いている。", "number"),
        ("96戸のうち、空いているのは28戸です。", "28戸のうち96戸が空いている。", "number"),
        ("立会いが要るのは全部ではないです。", "全てに立会いが要る。", "wording"),
        ("4団地で試します。", "全団地で試す。", "wording"),
        ("橋は全面通行止めにします。", "橋の一部を通行止めとする。", "negation"),
        ("柔らかいボールを認めます。", "硬いボールを認める。", "negation"),
        ("新しい口座は上限を下げます。", "既存の口座は上限を下げる。", "negation"),
        ("収入の要件はこれまでと変わりません。", "収入の要件を撤廃する。", "wording"),
        ("慎重にすべきだと思います。", "導入に反対である。", "wording"),
        ("資金計画を出すことを条件に採択します。", "無条件で採択する。", "wording"),
        ("4団地で10月から試します。", "4団地で既に試している。", "modality"),
        ("看板が落ちかけています。", "看板が落下した。", "modality"),
        ("将棋倒し寸前でした。", "将棋倒しが起きた。", "modality"),
        ("運賃は500円に上げる案を次回お出しします。", "運賃は500円に上げる。", "modality"),
        ("病棟を休ませることも選択肢です。", "病棟を休止する。", "modality"),
        ("警備を増やすか、警察と相談中です。", "警備を増やす。", "modality"),
        ("一覧は8月の初めにお出しします。", "撤退の理由を伺う。", "modality"),
    ],
)
def test_what_was_not_said_fails(said: str, claimed: str, code: str) -> None:
    assert code in codes(said, claimed)


def test_evidence_must_exist_and_belong_to_the_item() -> None:
    assert codes("資料を配布します。", "資料を配布する。", evidence=()) == {"no_evidence"}
    assert codes("資料を配布します。", "資料を配布する。", evidence=("u9999",)) == {"unknown_evidence"}
    assert codes("資料を配布します。", "資料を配布する。", allowed=frozenset()) == {"foreign_evidence"}


def test_the_speaker_is_the_one_who_said_it() -> None:
    said = (("財政課長", "費用はいくらですか。"), ("DX推進課長", "240万円です。"))
    assert failures(said, "費用は240万円である。") == ()
    assert codes(said[:1], "費用はいくらか。") == {"wrong_speaker"}
    assert failures((("委員（山田）", "資料が足りません。"),), "資料が足りない。", speaker="山田委員") == ()
    assert failures((("DX推進課長", "資料が足りません。"),), "資料が足りない。", speaker="DX推進課課長") == ()
    assert codes(((None, "資料が足りません。"),), "資料が足りない。") == {"wrong_speaker"}


def test_nobody_answers_what_is_said_after_him() -> None:
    said = (("DX推進課長", "費用はまだ分かりません。"), ("財政課長", "費用は240万円です。"))
    assert "amount" in codes(said, "費用は240万円である。")


def test_owner_and_due_of_a_task() -> None:
    said = (("総務局長", "資料を次回の会議までに直してください。"), ("DX推進課長", "承知しました。"))
    task = {"kind": "action", "speaker": None}
    assert codes(said, "資料を修正する。", owner="DX推進課長", due="次回の会議まで", **task) == set()
    assert codes(said, "資料を修正する。", owner="財政課長", due="次回の会議まで", **task) == {"name"}
    assert codes(said, "資料を修正する。", owner="総務局長", **task) == {"name"}
    assert codes(said, "資料を修正する。", owner="DX推進課長", due="9月末", **task) == {"date"}


def test_a_decision_needs_its_own_words() -> None:
    said = (("総務局長", "本件は原案のとおり承認することとしてよろしいですか。"), ("財政課長", "異議なし。"))
    assert failures(said, "原案のとおり承認する。", kind="decision", speaker=None) == ()
    assert codes(said, "継続審議とする。", kind="decision", speaker=None)


def test_flags_tell_what_was_wrong() -> None:
    failure = Failure("number", "120万円")
    assert failure.flag == "unsupported_number:120万円"
    assert of_flag(failure.flag) == failure
    assert of_flag("low_confidence") is None
    assert "120万円" in explain(failure)


@pytest.mark.parametrize("name", ["choigi", "shingikai", "seisaku"])
def test_the_rules_own_minutes_are_grounded(name: str) -> None:
    utterances, meeting = load(name)
    grounds = Grounds(utterances, meeting)
    allowed = frozenset(utterance.id for utterance in utterances)
    parts: list[Statement | Decision | ActionItem] = []
    for item in extract(utterances, meeting, "dearu"):
        parts += [*item.statements, *item.decisions, *item.actions]
    refused = [part for part in parts if grounds.check(claim_of(part), allowed)]
    assert len(refused) <= len(parts) // 20

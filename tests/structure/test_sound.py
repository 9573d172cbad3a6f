"""A chair's phrases with a few wrong letters are still a chair's phrases; remarks of substance are not."""

from __future__ import annotations

import pytest

from minutes.structure.sound import hands_over, leads_on


@pytest.mark.parametrize(
    "heard",
    [
        "ほかにござ費ますか。",
        "ほかにご質門はございま化。",
        "ただいまの説明につきまして、ご意見ご室もんはございますでしょうか。",
        "異儀なしと見とめます。",
        "これをもちまテ、会議を平会いたします。",
        "総務化長、お願いします。",
    ],
)
def test_calls_are_known_by_their_sound(heard: str) -> None:
    assert leads_on(heard)


@pytest.mark.parametrize(
    "said",
    [
        "地域の皆さんの足を確保することが何より重要だと考えます。",
        "要配慮者の皆様の意見を、計画に反映してください。",
        "使用料の減免の手続は、オンラインでできるようになるんでしょうか。",
        "防災課は、9月20日までに資料を修正してください。",
        "財源はどうなっていますか。",
        "市民への説明会は、いつ開くのですか。",
    ],
)
def test_remarks_of_substance_are_not(said: str) -> None:
    assert not leads_on(said)
    assert not hands_over(said)


@pytest.mark.parametrize(
    "heard", ["次に、予算について、事務局から節明をお願いします。", "事務局より報告をおねが位いたします。"]
)
def test_handing_over_is_known_by_its_sound(heard: str) -> None:
    assert hands_over(heard)

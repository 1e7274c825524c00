"""App Home and its pages, pressed through on the fake Slack, on SQLite and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from bot import wording
from bot.slack.blocks.pages import VOICES, municipality_page, page
from tests import postgres
from tests.bot.conftest import Start
from tests.bot.reader import Reader, element, pick, said
from tests.bot.standing import Standing, Talk
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import parts, quotes, texts

OWN = "風待区"
PEOPLE = "人材の確保・外部専門人材"


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def standing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """Yield one bot for all of these tests, on each database."""
    with ExitStack() as stack:
        if request.param == "SQLite":
            database = f"sqlite:///{(tmp_path_factory.mktemp('browsing') / 'zadankai.sqlite3').as_posix()}"
        else:
            server = request.getfixturevalue("postgres_server")
            database = stack.enter_context(postgres.empty_database(server))
        slack = stack.enter_context(FakeSlack())
        bot = stack.enter_context(Standing.over(slack, database))
        yield bot
        bot.delivery.inbox.engine.dispose()


@pytest.fixture
def reader(standing: Standing, request: pytest.FixtureRequest) -> Reader:
    """Return a person of whom nothing is stored."""
    return Reader(standing.slack, f"U{abs(hash(request.node.nodeid)) % 10**9}")


def test_home_shows_themes_with_counts_newest_rounds_and_what_is_covered(reader: Reader) -> None:
    home = reader.open()
    words = said(home)
    assert len(home["blocks"]) <= 100
    assert f"*{PEOPLE}*" in words
    assert "発言8件・3自治体" in words
    assert "令和4年9月20日 · 第10回 · 汐凪市・雲取野町" in words
    assert "収録：座談会11回（12記事、10自治体、令和3年7月〜令和4年9月）" in words
    assert (
        "座談会がある自治体（10）：星見区、風待区、月影区、暁坂区、鈴音区、汐凪市、霧ヶ丘市、虹ノ橋市、雲取野町、灯野村"
        in words
    )
    assert "生成AI" in words
    assert wording.NOTICE_IS_OFF in words
    assert wording.USAGE in words


def test_a_picked_municipality_changes_home_and_is_forgotten_on_request(reader: Reader) -> None:
    reader.open()
    home = reader.told(OWN)
    assert wording.own_is(OWN) in said(home)
    assert element(home, "home_own_municipality")["initial_option"]["value"] == OWN
    assert OWN in said(reader.press(element(home, "open_municipality")))
    before = reader.homes
    assert f"ご自分の自治体（{OWN}）" in reader.command("forget")["text"]
    assert wording.OWN_UNKNOWN in said(reader.next_home(before))
    assert reader.command("forget")["text"] == wording.NOTHING_KEPT


def test_a_name_that_no_municipality_has_is_not_kept(reader: Reader) -> None:
    reader.open()
    reader.slack.wait_for_ack(reader.pick_own("何処区"))
    assert wording.OWN_UNKNOWN in said(reader.open())


@pytest.mark.parametrize("picker", ["home_own_municipality", "home_any_municipality"])
def test_the_pickers_offer_what_is_typed(reader: Reader, picker: str) -> None:
    envelope = reader.slack.type_in(picker, "かぜ")
    reader.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert [option["value"] for option in envelope.response["options"]] == [OWN]


def test_a_theme_opens_with_one_quote_a_municipality_one_s_own_first(reader: Reader) -> None:
    reader.open()
    home = reader.told("雲取野町")
    page = reader.press(element(home, "open_theme", PEOPLE))
    assert len(quotes(page["blocks"])) == 5
    heads = [text for text in texts(page["blocks"]) if " · 第" in text]
    bodies = [head.split(" · ")[2] for head in heads]
    assert bodies[0] == "雲取野町"
    assert len(set(bodies)) == 5


def test_from_a_theme_one_gets_to_its_listing_and_can_share_a_quote(reader: Reader) -> None:
    page = reader.press(element(reader.open(), "open_theme", PEOPLE))
    comparison = reader.press(element(page, "show_listing"), page)
    assert reader.method == "views.push"
    assert comparison["title"]["text"] == wording.COMPARISON_TITLE
    assert OWN in said(comparison)
    shared = reader.press(element(page, "share_quote"), page)
    assert quotes(page["blocks"])[0] in said(shared)


def test_the_pages_of_a_theme_are_turned_in_the_same_modal(reader: Reader) -> None:
    first = reader.press(element(reader.open(), "open_theme", PEOPLE))
    assert "1／2ページ" in said(first)
    second = reader.press(element(first, "open_theme_later"), first)
    assert reader.method == "views.update"
    assert "2／2ページ" in said(second)
    assert not set(quotes(first["blocks"])) & set(quotes(second["blocks"]))
    third = reader.press(element(second, "open_theme_earlier"), second)
    assert quotes(third["blocks"]) == quotes(first["blocks"])


def test_a_municipality_shows_its_rounds_agenda_themes_and_quotes(reader: Reader) -> None:
    page = reader.press(pick(element(reader.open(), "home_any_municipality"), OWN))
    words = said(page)
    assert "令和3年10月19日 · 第2回" in words
    assert "標準化は締切のある引っ越し" in words
    assert f"{wording.AGENDA}職員の育成／専門人材の採用" in words
    assert element(page, "open_theme", "職員の育成・研修")
    assert quotes(page["blocks"])
    assert all(" · 風待区 · " in text for text in texts(page["blocks"]) if "〔当時〕" in text)


def test_from_a_municipality_one_gets_to_a_listing_and_can_share_a_quote(reader: Reader) -> None:
    page = reader.press(pick(element(reader.open(), "home_any_municipality"), OWN))
    comparison = reader.press(element(page, "show_listing"), page)
    assert comparison["title"]["text"] == wording.COMPARISON_TITLE
    shared = reader.press(element(page, "share_quote"), page)
    assert quotes(page["blocks"])[0] in said(shared)


def test_what_is_pressed_in_a_modal_opens_on_top_of_it_three_deep_at_most(reader: Reader) -> None:
    page = reader.press({"type": "button", "action_id": "open_municipality", "value": OWN})
    theme = reader.press(element(page, "open_theme"), page)
    around = reader.press(element(theme, "read_around"), theme)
    assert (reader.method, around["title"]["text"]) == ("views.push", wording.AROUND_TITLE)
    top = around | {"blocks": theme["blocks"]}
    again = reader.press(element(top, "read_around"), top)
    assert (reader.method, again["title"]["text"]) == ("views.update", wording.AROUND_TITLE)


def test_a_municipality_without_a_roundtable_is_not_said_to_do_nothing(standing: Standing) -> None:
    # Every municipality of the sample's table has a roundtable.
    profile = standing.delivery.overviews.current().profile("千代田区")
    shown = municipality_page(profile, page(profile.voices, 1, VOICES), {}, sample=True)
    assert wording.NO_ROUNDTABLE in said(shown.to_dict())


def test_a_theme_of_an_older_release_is_said_to_be_gone(reader: Reader) -> None:
    page = reader.press({"type": "button", "action_id": "open_theme:昔", "value": "昔のテーマ"})
    assert wording.NO_THEME in said(page)


def test_the_first_page_says_what_the_forum_is_what_to_read_and_what_to_ask(reader: Reader) -> None:
    reader.open()
    page = reader.press(element(reader.told(OWN), "open_welcome"))
    words = said(page)
    assert len(page["blocks"]) <= 100
    assert any(quote.startswith("※CIO") for quote in quotes(page["blocks"]))
    assert words.index(wording.FORUM_HEAD) < words.index(wording.READ_FIRST_HEAD) < words.index(wording.QUOTING_HEAD)
    assert wording.THE_OWN in words
    assert wording.adds_themes(("推進計画・庁内体制", "ネットワーク・セキュリティ")) in words
    tried = reader.press(element(page, "try_question"), page)
    assert len(quotes(tried["blocks"])) == 3
    assert [part["action_id"] for part in parts(tried["blocks"]) if part.get("type") == "button"].count(
        "share_quote"
    ) == 3


def test_a_term_is_explained_first_as_ours_and_then_quoted_only_where_it_is_spoken(standing: Standing) -> None:
    answer = Talk(standing, "C0GLOSSARY").ask("RPAとは？")
    words = said(answer)
    assert words.index("ソフトウェアに覚えさせて") < words.index(wording.EXPLAINED_BY_US) < words.index("令和")
    spoken = quotes(answer["blocks"])
    assert spoken
    assert all("RPA" in quote for quote in spoken)
    assert wording.EXPLAINED_BY_US in answer["text"]


def test_notices_are_off_until_asked_for_and_turned_off_again_on_home(reader: Reader) -> None:
    home = reader.open()
    on = reader.switch(element(home, "notice_switch"))
    assert wording.NOTICE_IS_ON in said(on)
    assert wording.NOTICE_IS_OFF in said(reader.switch(element(on, "notice_switch")))


def test_the_command_sets_notices_for_oneself_and_for_the_channel(reader: Reader) -> None:
    setting = reader.command("通知")
    assert setting["text"].count(wording.IS_OFF) == 2
    here = reader.press_below(setting, "notice_switch:1")
    assert wording.notice_state(wording.TO_CHANNEL, on=True) in here["text"]
    assert wording.notice_state(wording.TO_ONESELF, on=False) in here["text"]
    assert wording.NOTICE_CHANNEL_BEGINS in reader.slack.wait_for_posts()[-1]["text"]
    assert reader.command("通知 オフ")["text"] == wording.NOTICE_STOPPED
    assert reader.command("通知")["text"].count(wording.IS_OFF) == 2
    assert reader.command("通知オフ")["text"] == wording.NOTICE_WAS_OFF


def test_a_channel_without_the_bot_gets_no_notices_and_one_is_told_how_to_invite_it(reader: Reader) -> None:
    reader.slack.web.refused["C0STRANGE"] = "not_in_channel"
    setting = reader.command("通知", "C0STRANGE")
    answer = reader.press_below(setting, "notice_switch:1", channel="C0STRANGE")
    assert wording.NOTICE_NOT_INVITED in answer["text"]
    assert reader.command("通知", "C0STRANGE")["text"].count(wording.IS_OFF) == 2


def test_without_articles_home_says_whom_to_ask(slack: FakeSlack, start: Start) -> None:
    start(ZADANKAI_SAMPLE="0", ZADANKAI_CONTACT="情報政策課（内線1234）")
    slack.wait_for_connection()
    assert "情報政策課（内線1234）" in said(Reader(slack, "U0ASKER").open())


def test_opening_the_messages_tab_publishes_no_home(reader: Reader) -> None:
    reader.slack.wait_for_ack(reader.slack.open_home("messages", user=reader.user))
    reader.slack.wait_until(lambda: bool(reader.slack.calls("assistant.threads.setSuggestedPrompts")), 10, "prompts")
    assert reader.homes == 0

"""Behind a proxy with an authority of its own: Web API and Socket Mode work, and ``check`` names the faults."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.operations.check import CheckFinding, Severity, check
from bot.settings import SettingsError
from bot.slack.transport.network import Network
from bot.slack.transport.tls_socket import SharedTlsSocket
from tests.bot.conftest import Start
from tests.fake_slack import FakeSlack
from tests.proxy import Proxy, environment

API = "https://slack.test/api/"
TOKENS: dict[str, Any] = {"SLACK_BOT_TOKEN": "xoxb-loopback", "SLACK_APP_TOKEN": "xapp-loopback"}


@pytest.fixture
def proxy(slack: FakeSlack) -> Iterator[Proxy]:
    """Yield a proxy in front of the fake Slack, set in the environment."""
    slack.web.socket_address = "wss://wss.slack.test"
    with Proxy(slack.web.address).running() as proxy, environment(HTTPS_PROXY=proxy.address):
        yield proxy


@pytest.fixture
def ca_file(proxy: Proxy, tmp_path: Path) -> str:
    return str(proxy.write_authority(tmp_path / "authority.pem"))


def live(database: str, **more: str) -> list[CheckFinding]:
    given = TOKENS | {"SLACK_API_URL": API, "ZADANKAI_DATABASE_URL": database, "ZADANKAI_SAMPLE": "1"} | more
    return check(lambda: datetime(2026, 4, 1, tzinfo=UTC), live=True, **given)


def errors(found: list[CheckFinding]) -> str:
    return "\n".join(f"{finding.what} → {finding.fix}" for finding in found if finding.severity is Severity.ERROR)


def test_a_question_is_answered_through_the_proxy(slack: FakeSlack, proxy: Proxy, ca_file: str, start: Start) -> None:
    bot = start(SLACK_API_URL=API, ZADANKAI_CA_FILE=ca_file)
    slack.wait_until(lambda: bot.runtime.ready, 10, "a pong through the proxy")
    slack.mention("研修は？")
    slack.wait_for_posts()
    assert {"slack.test", "wss.slack.test"} == set(proxy.asked)


def test_a_web_socket_over_tls_is_one_that_two_threads_may_use(slack: FakeSlack, ca_file: str) -> None:
    with Network.open(ca_file).web_socket(f"{slack.web.socket_address}/link/?ticket=1") as opened:
        assert isinstance(opened.socket, SharedTlsSocket)


def test_an_address_in_no_proxy_is_asked_directly(slack: FakeSlack, proxy: Proxy, start: Start) -> None:
    slack.web.socket_address = ""
    with environment(HTTPS_PROXY=proxy.address, HTTP_PROXY=proxy.address, NO_PROXY="127.0.0.1"):
        start()
        slack.wait_for_connection()
        slack.mention("研修は？")
        slack.wait_for_posts()
    assert proxy.asked == []


@pytest.mark.usefixtures("proxy")
def test_through_a_proxy_that_is_trusted_the_check_finds_nothing(ca_file: str, database: str) -> None:
    assert errors(live(database, ZADANKAI_CA_FILE=ca_file)) == ""


@pytest.mark.usefixtures("proxy")
def test_a_foreign_certificate_is_named_and_so_is_its_setting(database: str) -> None:
    said = errors(live(database))
    assert "auth.test: a foreign certificate" in said
    assert "ZADANKAI_CA_FILE" in said
    assert "407" not in said
    assert "web sockets" not in said


def test_a_proxy_that_asks_for_a_password_is_named_by_407(proxy: Proxy, ca_file: str, database: str) -> None:
    proxy.credentials = base64.b64encode(b"hana:himitsu").decode()
    said = errors(live(database, ZADANKAI_CA_FILE=ca_file))
    assert "auth.test: the proxy asks for a name and a password (407)" in said
    assert "certificate" not in said
    assert "web sockets" not in said


def test_a_name_and_a_password_in_the_proxy_s_address_are_given_to_it(
    proxy: Proxy, ca_file: str, database: str
) -> None:
    proxy.credentials = base64.b64encode(b"hana:himitsu@1").decode()
    with environment(HTTPS_PROXY=f"http://hana:himitsu%401@127.0.0.1:{proxy.port}"):
        assert errors(live(database, ZADANKAI_CA_FILE=ca_file)) == ""


def test_blocked_web_sockets_are_told_from_a_blocked_slack(proxy: Proxy, ca_file: str, database: str) -> None:
    proxy.web_sockets = False
    said = errors(live(database, ZADANKAI_CA_FILE=ca_file))
    assert said.startswith("web sockets are blocked: answered with HTTP 403")
    assert "auth.test" not in said
    assert "ticket" not in said


def test_a_proxy_that_does_not_lead_to_the_sockets_host_is_named(proxy: Proxy, ca_file: str, database: str) -> None:
    proxy.blocked = frozenset(["wss.slack.test"])
    said = errors(live(database, ZADANKAI_CA_FILE=ca_file))
    assert said.startswith("web sockets are blocked: the proxy does not lead there (403)")


@pytest.mark.usefixtures("proxy")
def test_a_file_without_certificates_is_named_and_not_shown(tmp_path: Path, database: str) -> None:
    (tmp_path / "empty.pem").write_text("himitsu", encoding="utf-8")
    with pytest.raises(SettingsError, match="ZADANKAI_CA_FILE: no certificates") as raised:
        live(database, ZADANKAI_CA_FILE=str(tmp_path / "empty.pem"))
    assert "himitsu" not in str(raised.value)

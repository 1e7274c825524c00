"""A proxy or a file of authorities that cannot be used: a sentence and exit 2, from one place, without a password."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.outgoing import trust
from bot.settings import SettingsError
from corpus.sync.proxies import proxy_of

PASSWORD = "geheim"  # noqa: S105 - nobody's
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-loopback", "SLACK_APP_TOKEN": "xapp-loopback"}
WRONG = [
    ("HTTPS_PROXY", f"socks5://user:{PASSWORD}@127.0.0.1:1", "a SOCKS proxy cannot be used"),
    ("ALL_PROXY", f"socks5h://user:{PASSWORD}@127.0.0.1:1", "a SOCKS proxy cannot be used"),
    ("https_proxy", f'"http://user:{PASSWORD}@127.0.0.1:1"', "it has quotation marks or blanks around it"),
    ("HTTPS_PROXY", f" http://user:{PASSWORD}@127.0.0.1:1", "it has quotation marks or blanks around it"),
    ("HTTPS_PROXY", f"ftp://user:{PASSWORD}@proxy.example:1", "no address of a proxy for HTTP"),
    ("HTTPS_PROXY", f"http://user:{PASSWORD}@proxy.example:port", "it has no port that is a number"),
    ("HTTPS_PROXY", f"http://user:{PASSWORD}@[::1", "it has no port that is a number"),
    ("HTTPS_PROXY", f"http://user:{PASSWORD}@proxy..example:1", "no address of a proxy for HTTP"),
    ("HTTPS_PROXY", f"http://user:{PASSWORD}@proxy example:1", "it has blanks in it"),
    ("HTTPS_PROXY", f"http://利用者:{PASSWORD}@proxy.example:1", "it has blanks in it, or characters"),
    ("SSL_CERT_FILE", "x" * 5_000, "no such file"),
    ("SSLKEYLOGFILE", "/ない/keys", "cannot be written"),
    ("HTTPS_PROXY", "http://", "no address of a proxy for HTTP"),
    ("SSL_CERT_FILE", "/ない.pem", "no such file, or none that may be read"),
    ("ZADANKAI_CA_FILE", "/ない.pem", "no certificates (PEM) in it"),
]


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``serve`` set up its log for this test alone."""
    monkeypatch.setattr(logging.getLogger(), "handlers", [])


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("command", ["sync", "check", "serve"])
@pytest.mark.parametrize("wrong", WRONG[:3:2] + WRONG[-2:-1])
def test_every_command_that_connects_says_the_same_sentence_and_ends_with_2(
    command: str,
    wrong: tuple[str, str, str],
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    variable, value, sentence = wrong
    monkeypatch.setattr("sys.argv", ["zadankai", command])
    for name, given in ({"ZADANKAI_DATABASE_URL": database} | TOKENS | {variable: value}).items():
        monkeypatch.setenv(name, given)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert f"{variable}: {sentence}" in " ".join(err.split())
    assert "Traceback" not in err
    assert PASSWORD not in out + err


@pytest.mark.parametrize(("variable", "value", "sentence"), WRONG)
def test_a_fault_is_named_by_its_variable_and_never_by_its_value(
    variable: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if variable != "ZADANKAI_CA_FILE":
        monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as raised:
        trust(value if variable == "ZADANKAI_CA_FILE" else None)
    assert str(raised.value).startswith(f"{variable}: {sentence}")
    assert PASSWORD not in str(raised.value)


def test_a_file_without_certificates_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "authorities.pem"
    empty.write_text("", encoding="utf-8")
    monkeypatch.setenv("SSL_CERT_FILE", str(empty))
    with pytest.raises(SettingsError, match="SSL_CERT_FILE: no certificates"):
        trust()


@pytest.mark.parametrize("none_for", ["[::1],::1,fe80::1/64,10.0.0.0/8,.example,note.example", "*"])
def test_addresses_of_any_form_may_stand_in_no_proxy(none_for: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example:8080")
    monkeypatch.setenv("NO_PROXY", none_for)
    trust()
    assert proxy_of("https://note.example/") is None
    assert proxy_of("https://slack.com/") == (None if none_for == "*" else "http://proxy.example:8080")
    assert proxy_of("wss://slack.com/") == proxy_of("https://slack.com/")

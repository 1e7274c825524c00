"""Forms that users of other projects report: no word in a wrong mouth, and the page that lists them is true."""

from __future__ import annotations

from tools.parsing.reported import OUTCOMES, PAGE, page, reported


def test_no_reported_form_puts_words_into_a_wrong_mouth() -> None:
    assert [each.report for each in reported() if each.outcome() in OUTCOMES[3:]] == []


def test_the_page_says_what_becomes_of_each_form() -> None:
    """``python -m tools.parsing.reported`` writes it."""
    assert PAGE.read_text("utf-8") == page()


def test_each_form_has_a_report_of_its_own_and_at_least_one_line_that_is_somebodys_or_nobodys() -> None:
    found = reported()

    assert len({each.report for each in found}) == len(found) >= 30
    assert all(any(row[1] for row in each.rows if len(row) > 1) for each in found)

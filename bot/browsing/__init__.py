"""Home, its pages, 一覧, 共有 and notices: what they show and whom they reach."""

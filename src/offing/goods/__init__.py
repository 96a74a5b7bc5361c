"""Goods: HS code and words × direction × date → what each regime says of it. Pure; knows nothing of books."""

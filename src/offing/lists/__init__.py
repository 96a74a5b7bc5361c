"""One module per published list: bytes → entities. A module's presence is its registration.

A list module holds `DATASET` (what it is, whose, whom it binds, which files it comes in) and
`read(form, files, log)`, which turns one snapshot into entities. Formats shared by several lists of one publisher
stand in `lists/formats/`. `lists/contract.py` says what every module owes and finds them.
"""

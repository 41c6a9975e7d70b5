"""Makes what can be made: README.rst, the pages of docs/ about rules and facts, the store page.

    python3 -m lab.documents            write what is out of date
    python3 -m lab.documents --check    only say what is, and end with 1

README.rst and the store page are made from the fragments in `readme/`, which have the
names of OCA's. OCA's own generator (oca-gen-addon-readme) is on no package index and
writes the addresses of OCA's project into every page, so a few functions do its work
here: `blocks` reads the Markdown that we use, `rst` and `html` write it.
"""

#!/usr/bin/env python3
"""Every member of an event's struct has a row in a table beside it: what has none would be lost (TAP)."""
import glob
import os
import re
import sys

SOURCE = os.environ.get('MC_SOURCE') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')


def members(text):
    """What a struct declares."""
    for declaration in re.sub(r'/\*.*?\*/', '', text, flags=re.S).split(';'):
        for name in declaration.split(','):
            if name.strip():
                yield re.search(r'(\w+)\s*$', name).group(1)


def has_row(text, shape, member):
    wanted = {'row': rf'MC_ROW\({shape},', 'step': rf'MC_STEP\({shape}\)'}.get(
        member, rf'MC_\w+\({shape}, (?:\w+,\s*)?{member}\b')
    return re.search(wanted, text) is not None


def missing(text):
    for shape, body in re.findall(r'^struct mc_event_(\w+) \{\n(.*?)^\};', text, re.M | re.S):
        if shape != 'nothing':
            yield from (f'{shape}.{member}' for member in members(body) if not has_row(text, shape, member))


found = {path: list(missing(open(path, encoding='utf-8').read()))
         for path in sorted(glob.glob(os.path.join(SOURCE, 'src/store/ledger/events/*.h')))}
planted = list(missing('struct mc_event_a {\n\tint b, *c; /* d; */\n};\nMC_MEMBER(a, b)\n'))
print('1..2')
print('ok 1' if found and not any(found.values()) else 'not ok 1', '- every member of a shape has a row')
for path, names in found.items():
    for name in names:
        print(f'# {path}: {name}')
print('ok 2' if planted == ['a.c'] else f'not ok 2 # {planted}', '- one without is found')
sys.exit(any(found.values()) or planted != ['a.c'])

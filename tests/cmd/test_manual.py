"""The manual says of a command what it does and prints."""
import os
import re

from office import Office, main, same, test

SOURCE = os.environ.get('MC_SOURCE') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')


def entry(name):
    """The paragraph of motcua(1) below the line that begins with a command."""
    with open(os.path.join(SOURCE, 'docs', 'motcua.1.scd'), encoding='utf-8') as file:
        text = file.read().replace('\\', '')
    return re.search(rf'^\*{name}\*.*\n((?:\t.*\n)+)', text, re.M).group(1)


@test('a report of the day is described with the keys that it has, and no other')
def daily():
    office = Office()
    told = re.search(r'JSON: _([^_]*(?:_[^_.]+)*)_\.', entry('report daily')).group(1).split()
    same(told, list(office.one('report', 'daily')), 'keys')


@test('the kiosk is said to give numbers, and nothing that it does not do')
def kiosk():
    office = Office()
    same('dossier' in entry('kiosk'), False, entry('kiosk'))
    for lang, word in (('en', 'dossier'), ('vi', 'hồ sơ')):
        said = office.run('--lang', lang, 'help', 'kiosk').out
        same(word in said, False, said)


main()

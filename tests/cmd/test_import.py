"""Files in and out: what spreadsheets do to them, what other programs have destroyed, and where they go."""
import contextlib
import os
import subprocess

from office import Office, environment, folder, holds, main, program, same, test, write

HEAD = 'code,procedure,owner,channel,accepted_at,state\n'
ROW = 'X-{n},{procedure},{owner},direct,2026-01-05T08:00,4\n'
PROCEDURES = 'code,name_vi,field_vi,level,processing_value,processing_unit,fee_vnd\n'


def rows(*owners, procedure='1.001193'):
    return HEAD + ''.join(ROW.format(n=n, owner=owner, procedure=procedure) for n, owner in enumerate(owners, 1))


def taken(office, text, status=0, **options):
    return office.json('--lang', 'en', 'import', 'dossiers', write('past.csv', text), at='08:00', expect=status, **options)


@test('text of a file, a name or an argument cannot act on the terminal')
def _():
    office = Office()
    evil = 'a\x1b[31m\u202eb'
    path = write('past.csv', HEAD.replace('owner', evil) + 'x')
    named = os.path.join(folder(), 'f\x1b[2J.csv')
    for arguments in (('import', 'dossiers', path), ('import', 'dossiers', named), (f'x\x1b[31m',),
                      ('ticket', 'show', 'A\x1b[1m'), ('--store', '/none/\x1b[1m', 'queue'), ('queue', '--\x1b[1m')):
        answer = office.run(*arguments, expect=None, at=None)
        holds(answer.status in (1, 2, 3) and '\x1b' not in answer.err + answer.out and 'U+001B' in answer.err, answer)
        holds('\u202e' not in answer.err, answer)
    answer = office.run('queue', env={**office.env, 'MOTCUA_OFFICE': '/none/\x1b[1m'}, expect=0)
    same(answer.err, '')


if __name__ == '__main__':
    main()

"""The store and its files: who holds them, where they lie, what comes of trouble."""
import os
import subprocess

from office import Office, environment, folder, holds, main, motcua, program, same, test


def shell(office, line, **more):
    """A line of shell with $motcua as the program on the office; status, stdout, stderr."""
    command = [program(), '--office', office.path, '--lang', 'en', '--at', '2026-11-23T08:10']
    run = subprocess.run(['sh', '-c', 'motcua=$0; ' + line.replace('motcua', '"$@"'), 'sh', *command],
                         capture_output=True, env=environment(**more), check=False)
    return run.returncode, run.stdout.decode(), run.stderr.decode()


ACCEPT = "motcua dossier accept --procedure 2.000815 --owner 'Đặng Thị Ngọc Ánh'"


@test('a closed stream is never a file of the office: what could not be said is status 3 and done once')
def _():
    office = Office()
    for closed in ('>&-', '<&- >&-', '<&- >&- 2>&-'):
        status, _out, err = shell(office, f'{ACCEPT} {closed}')
        same(status, 3, closed)
        holds('2>' in closed or 'was done (H20' in err and 'stdout is closed' in err, err)
    for name in os.listdir(office.path):
        path = os.path.join(office.path, name)
        if name.startswith('store.') and not name.startswith('store.db'):
            holds(b'\xc4\x90\xe1\xba\xb7ng' not in open(path, 'rb').read(), f'a name stands in {name}')
    same(len(office.json('dossier', 'list').rows()), 3)
    same(office.one('verify')['ok'], True)
    same(shell(office, 'motcua queue >&-')[0], 3)
    same(shell(office, 'motcua dossier list <&- 2>&-')[0], 0)
    same(shell(office, 'motcua ticket show A099 >&- 2>&-')[0], 1)  # nothing to say on stdout


@test('what was done and could not be written out is named, so that nobody does it again')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    for line, about in ((ACCEPT, '(H20.14.07-261123-0001)'), ('motcua ticket next --desk 1', '(A001)'),
                        ('motcua desk pause 2 --reason x', '“desk pause” was done')):
        status, _out, err = shell(office, f'{line} >/dev/full')
        same(status, 3, err)
        holds(about in err and 'do not do it again' in err, err)
    status, _out, err = shell(office, 'motcua dossier list >/dev/full')
    same(status, 3, err)
    holds('again' not in err and 'stdout' in err, err)


@test('a name is a name: nothing in it is read as an address or an option of SQLite')
def _():
    place = folder()
    names = ['file:a?mode=memory', 'b#c%20d?e', ':memory:', 'file:']
    for name in names:
        office = Office.__new__(Office)
        office.path, office.env = name, environment()
        run = {'cwd': place}
        office.run('init', '--practice', **run)
        office.run('ticket', 'issue', '--line', 'A', at='08:00', **run)
        same(sorted(os.listdir(os.path.join(place, name)))[:2], ['keys', 'store.bell'])
        copies = name + 'copies'
        os.mkdir(os.path.join(place, copies))
        file = office.one('backup', '--to', copies, **run)['file']
        same(os.path.dirname(file), copies)
        row = motcua('--json', 'restore', file, '--to', name + 'new', **run).row()
        same((row['ok'], row['problems']), (True, []))
        url = f'sqlite:{name}new/store.db'
        same(len(motcua('--json', '--store', url, 'ticket', 'list', '--day', '2026-11-23', **run).rows()), 1)
    same(sorted(os.listdir(place)), sorted(n + more for n in names for more in ('', 'copies', 'new')))


if __name__ == '__main__':
    main()

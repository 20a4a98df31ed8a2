"""The store and its files: who holds them, where they lie, what comes of trouble."""
import contextlib
import os
import pwd
import sqlite3
import subprocess
import tempfile

from office import Office, Skipped, environment, folder, holds, main, motcua, program, same, test, write


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


@test('a file that was written although stdout is closed is named, and so is an office that was made')
def _():
    office, place = Office(), folder()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    os.rename(office.one('backup', '--to', place)['file'], f'{place}/backup')
    for line, made in ((f'motcua report daily -o {place}/r.txt', 'r.txt'),
                       (f'motcua paper show ticket --ticket A001 -o {place}/p.txt', 'p.txt'),
                       (f'motcua restore {place}/backup --to {place}/restored', 'restored')):
        status, _out, err = shell(office, f'{line} >&-')
        same(status, 3, err)
        holds(f'was done ({place}/{made})' in err and os.path.exists(f'{place}/{made}'), err)
    made = Office(path=f'{place}/made', make=False)
    run = subprocess.run(['sh', '-c', f'"$0" --lang en --office {made.path} init >&-', program()],
                         capture_output=True, env=environment(), check=False)
    same(run.returncode, 3)
    holds(f'was done ({made.path})' in run.stderr.decode(), run.stderr)


@test('an office is never made in the folder of another one, by nobody and through no other name')
def _():
    office, place = Office(), folder()
    os.symlink(office.path, f'{place}/link')
    office.run('backup')
    before = sorted(os.listdir(office.path))
    for inner in ('inner', 'keys/x', 'backups', 'backups/x', 'keys/../deep/er'):
        for path in (f'{office.path}/{inner}', f'{place}/link/{inner}'):
            answer = motcua('--lang', 'en', '--office', path, 'init', '--practice', expect=1,
                            env=environment(MOTCUA_STAFF='kiosk'))
            holds('lies in the folder of an office' in answer.err, answer)
    same(sorted(os.listdir(office.path)), before)
    same(sorted(os.listdir(f'{office.path}/keys')), ['office.key'])


@test('a pipe with nobody at its other end is refused at once, and no name is empty')
def _():
    office, place = Office(), folder()
    os.mkfifo(f'{place}/pipe')
    for command in (('report', 'daily', '-o'), ('import', 'dossiers'), ('line', 'import'), ('restore', '--to', 'x'),
                    ('calendar', 'import'), ('procedure', 'import'), ('paper', 'check')):
        office.refuse(2, *command, f'{place}/pipe', says='pipe is no file')
        office.refuse(2, *command, '', says='empty')
    office.refuse(2, 'backup', '--to', '', says='--to')


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


def tree(path):
    """Every name below, with its owner, mode and size."""
    found = {}
    for place, folders, files in os.walk(path):
        for name in folders + files:
            facts = os.lstat(os.path.join(place, name))
            found[os.path.relpath(os.path.join(place, name), path)] = (facts.st_uid, facts.st_mode, facts.st_size)
    return found


def give(path, uid):
    """The folder and all that it holds belong to another account now."""
    for place, folders, files in os.walk(path):
        for name in [place] + [os.path.join(place, name) for name in folders + files]:
            os.chown(name, uid, -1, follow_symlinks=False)


NOBODY = 65534


@test('who is not the owner of the office folder is refused before anything is made, and told who is')
def _():
    if os.geteuid() != 0:
        motcua('--office', '/usr', '--lang', 'en', 'queue', expect=1)
        raise Skipped('only root can give an office to another account')
    office = Office()
    file = office.one('backup')['file']
    for name in ('store.bell', 'store.gate'):
        os.unlink(os.path.join(office.path, name))
    give(office.path, NOBODY)
    before = tree(office.path)
    empty = folder()
    os.chown(empty, NOBODY, -1)
    for target, arguments in [(office.path, ('queue',)), (office.path, ('backup',)),
                              (office.path, ('backup', '--to', folder())), (office.path, ('print', 'run', '--once')),
                              (office.path, ('verify',)), (office.path, ('ticket', 'issue', '--line', 'A')),
                              (office.path, ('report', 'daily')),
                              (office.path, ('kiosk',)), (office.path, ('counter',)), (office.path, ('demo',)),
                              (office.path, ('init', '--practice')), (office.path, ('restore', file, '--to', office.path)),
                              (empty, ('init', '--practice')), (empty, ('restore', file, '--to', empty))]:
        answer = motcua('--lang', 'en', '--office', target, *arguments, expect=None)
        same(answer.status, 1, answer)
        holds('sudo -u nobody motcua' in answer.err, answer)
    answer = office.json('--lang', 'en', 'doctor', expect=1)
    holds('sudo -u nobody motcua' in answer.out, answer)
    same(tree(office.path), before)
    same(os.listdir(empty), [])


@test('files of others in an office are named by doctor, with what to do')
def _():
    if os.geteuid() != 0:
        raise Skipped('only root can give a file to another account')
    office = Office()
    office.run('queue')
    os.chown(os.path.join(office.path, 'store.bell'), NOBODY, -1)
    os.chown(os.path.join(office.path, 'keys', 'office.key'), NOBODY, -1)
    rows = office.json('--lang', 'en', 'doctor', expect=1).row()['problems']
    [row] = [row for row in rows if row['about'] == 'owner']
    holds('2' in row['message'] and 'nobody' in row['message'], row)
    same(row['remedy'], f'As root, run: chown -R {owner_name(os.geteuid())} {office.path}')


@test('a backup goes where somebody has made room for it; one on the office’s own disk is warned of')
def _():
    office = Office()
    gone = os.path.join(folder(), 'usb', 'x')
    office.refuse(1, 'backup', '--to', gone, says=gone)
    holds(not os.path.exists(os.path.dirname(gone)), 'a folder was made')
    office.refuse(1, 'backup', '--to', write('taken', ''), says='no folder')
    answer = office.json('--lang', 'en', 'backup', '--to', folder())
    same((answer.row()['ok'], answer.row()['warnings']), (True, ['same-disk']))
    holds('disk of the office itself' in answer.err, answer)
    if os.stat('/dev/shm').st_dev != os.stat(office.path).st_dev:
        with tempfile.TemporaryDirectory(dir='/dev/shm') as other:
            answer = office.json('backup', '--to', other)
            same((answer.row()['warnings'], answer.err), ([], ''))


@test('a store with acts in its log is no backup; what is no backup at all leaves nothing behind')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--count', '3', at='08:10')
    target = os.path.join(folder(), 'new')
    answer = motcua('--lang', 'en', 'restore', os.path.join(office.path, 'store.db'), '--to', target, expect=1)
    holds('store.db-wal' in answer.err, answer)
    ours = os.path.join(folder(), 'ours.db')
    with contextlib.closing(sqlite3.connect(ours)) as db:
        db.execute(f'PRAGMA application_id = {0x4d637561}')
        db.execute('CREATE TABLE event (id, kind)')
    fifo = os.path.join(folder(), 'fifo')
    os.mkfifo(fifo)
    for file, status in ((ours, 2), (fifo, 2), ('/dev/zero', 2), (office.path, 2), (program(), 4)):
        answer = motcua('--lang', 'en', 'restore', file, '--to', target, expect=None)
        same(answer.status, status, answer)
        holds(not os.path.exists(target), f'{file} left a folder')


@test('several restores into one folder: one wins, nothing is half done, and what a killed one left is swept')
def _():
    office = Office()
    label = office.one('ticket', 'issue', '--line', 'A', at='08:10')['label']
    file = office.one('backup', '--to', folder())['file']
    target = folder()
    left = os.path.join(target, 'store.db.restore-abcdef')
    for name in (left, left + '-wal', os.path.join(target, 'store.db.restore')):
        with open(name, 'wb') as half:
            half.write(b'half')
    runs = [subprocess.Popen([program(), 'restore', file, '--to', target], env=environment(),
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _i in range(4)]
    statuses = sorted(run.wait() for run in runs)
    same(statuses.count(0), 1, statuses)
    holds(set(statuses) <= {0, 1, 3}, statuses)
    holds(not [name for name in os.listdir(target) if 'restore' in name], os.listdir(target))
    motcua('--office', target, '--lang', 'en', 'verify')
    rows = motcua('--office', target, '--json', '--at', '2026-11-23T09:00', 'ticket', 'list').rows()
    same([row['label'] for row in rows], [label])


@test('restore tells the last act, and what was still to be printed is never sent again by itself')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:10')
    job = office.json('print', 'list', '--all').rows()[-1]
    same(job['state'], 'waiting')
    file = office.one('backup', '--to', folder(), at='08:30')['file']
    target = os.path.join(folder(), 'new')
    row = motcua('--json', 'restore', file, '--to', target).row()
    same(row['last_at'], '2026-11-23T08:10:00+07:00')
    holds(row['last_event'] >= job['job'], row)
    again = motcua('--office', target, '--json', 'print', 'list', '--all').rows()[-1]
    same((again['job'], again['state']), (job['job'], 'unknown'))
    same(motcua('--office', target, '--json', 'verify').row()['ok'], True)


@test('after a restore every series goes on behind a gap, unless it is said that nothing was given')
def _():
    office = Office()
    same(office.one('ticket', 'issue', '--line', 'A', at='08:10')['label'], 'A001')
    file = office.one('backup', '--to', folder(), at='08:30')['file']
    for option, gap in (((), 100), (('--no-gap',), 0)):
        target = os.path.join(folder(), 'new')
        answer = motcua('--lang', 'en', '--json', '--at', '2026-11-23T09:00', 'restore', file, '--to', target, *option)
        same((answer.row()['ok'], answer.row()['gap']), (True, gap))
        holds('enter it again' in answer.err, answer)
        run = ('--office', target, '--json', '--at', '2026-11-23T09:05')
        same(motcua(*run, 'ticket', 'issue', '--line', 'A').row()['label'], f'A{2 + gap:03}')
        code = motcua(*run, 'dossier', 'accept', '--procedure', '2.000815', '--owner', 'Lê Thị Thu').row()['code']
        same(code, f'H20.14.07-261123-{1 + gap:04}')
        same(motcua(*run, 'verify').row()['ok'], True)


@test('an office whose key is lost is told by verify, doctor and backup, and goes on under a new one')
def _():
    office = Office()
    key = os.path.join(office.path, 'keys', 'office.key')
    same(office.one('office', 'key')['ok'], True)
    before = office.one('office', 'key')['public_key']
    os.unlink(key)
    for text in (None, '', 'x' * 129):
        if text is not None:
            with open(key, 'w', encoding='ascii') as file:
                file.write(text)
        for command in (('verify',), ('backup', '--to', folder()), ('doctor',)):
            answer = office.json('--lang', 'en', *command, expect=1)
            row = answer.row()
            same(row['ok'], False, answer)
            holds('nothing can be sealed' in str(row['problems']), answer)
            holds(command[0] != 'doctor' or 'office key --renew' in str(row['problems']), answer)
        same(office.json('office', 'key', expect=1).row()['ok'], False)
    office.run('ticket', 'issue', '--line', 'A', at='10:00')
    office.run('ticket', 'issue', '--line', 'A', at='11:20')
    unsealed = office.json('backup', expect=1).row()['file']
    target = os.path.join(folder(), 'new')
    row = motcua('--json', '--lang', 'en', 'restore', unsealed, '--to', target, expect=1).row()
    holds(row['ok'] is False and 'Nothing is sealed from event' in str(row['problems']), row)
    same(motcua('--office', target, '--json', 'verify').row()['ok'], True)
    after = office.one('office', 'key', '--renew', at='11:25')
    same((after['ok'], after['public_key'] == before), (True, False))
    for command in ('verify', 'backup'):
        same((office.one(command)['ok'], office.one(command)['problems']), (True, []))
    holds('without the old one' in office.run('--lang', 'en', 'verify').out, 'it is told for ever')


@test('doctor judges by the last good backup: when it was made, and whether it lies where it was put')
def _():
    office = Office()

    def rows(key):
        answer = office.json('--lang', 'en', 'doctor', expect=None).row()
        return [row['message'] for row in answer[key] if row['about'] == 'backup']
    os.mkdir(os.path.join(office.path, 'backups'))
    for name in ('notes.txt', 'motcua-2026-11-23T08-00-00.backup'):  # a copy that somebody made by hand
        with open(os.path.join(office.path, 'backups', name), 'w', encoding='ascii') as file:
            file.write('x' * 5000)
    holds('no backup of this office yet' in office.run('--lang', 'en', 'doctor', expect=None).out, 'any file will do')
    place = os.path.join(folder(), 'usb')
    os.mkdir(place)
    row = office.one('backup', '--to', place)
    holds(row['file'] in office.run('--lang', 'en', 'doctor', expect=None).out, 'the file is not named')
    same(rows('problems'), [])
    os.rename(place, place + ' away')
    same(rows('problems'), [f'The place of the last backup is not there: {place}.'])
    os.mkdir(place)
    same(rows('problems'), [f'The last backup is gone, or is not what was written: {row["file"]}.'])
    os.rmdir(place)
    os.rename(place + ' away', place)
    same(rows('problems'), [])
    with open(row['file'], 'r+b') as file:
        file.truncate(4096)
    same(rows('problems'), [f'The last backup is gone, or is not what was written: {row["file"]}.'])
    office.run('backup')
    same(rows('problems'), [])


@test('a real office is told when its last backup is two days old')
def _():
    office = Office(practice=False)

    def problems():
        rows = office.json('--lang', 'en', 'doctor', expect=None).row()['problems']
        return [row['message'] for row in rows if row['about'] == 'backup']
    same(problems(), ['There is no backup of this office yet.'])
    office.run('backup')
    same(problems(), [])
    with contextlib.closing(sqlite3.connect(os.path.join(office.path, 'store.db'))) as db:
        db.execute('UPDATE backup_made SET at = at - 49 * 3600000 - 60000')
        db.commit()
    [message] = problems()
    holds('was made 49 h ago' in message, message)


@test('a store that is mounted by itself beside another gate is refused; a whole folder under a second name is not')
def _():
    if os.geteuid() != 0 or subprocess.run(['unshare', '-m', 'true'], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        raise Skipped('only root can mount')
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:10')
    store, other = os.path.join(office.path, 'store.db'), folder()
    alone = ['touch "$2/store.db" && mount --bind "$0/store.db" "$2/store.db"',
             'cp "$0/store.db" "$2" && touch "$2/store.db-wal" && mount --bind "$0/store.db-wal" "$2/store.db-wal"']
    for mounts, status in [(mount, 1) for mount in alone] + [('mount --bind "$0" "$2"', 0)]:
        run = subprocess.run(
            ['unshare', '-m', 'sh', '-c', mounts + ' && exec "$1" --office "$2" --lang en ticket issue --line A',
             office.path, program(), other], capture_output=True, env=environment(), check=False)
        same(run.returncode, status, run.stderr.decode())
        holds(status == 0 or 'bind mount' in run.stderr.decode(), run.stderr.decode())
        for name in os.listdir(other):
            os.unlink(os.path.join(other, name))
    holds(os.path.exists(store), 'the store')
    same(office.one('verify')['ok'], True)


READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


def on_read_only_disk(office, *arguments, expect):
    """The program, where the office lies on a disk that only root's mount can make read-only."""
    command = [program(), '--office', office.path, '--lang', 'en', '--json', '--at', '2026-11-23T09:00', *arguments]
    run = subprocess.run(['unshare', '-m', 'sh', '-c', READ_ONLY, office.path, *command],
                         capture_output=True, env=environment(), check=False)
    out, err = run.stdout.decode(), run.stderr.decode()
    same(run.returncode, expect, f'exit status of {arguments}: {out}{err}')
    return out, err


def without_rights(office, *arguments, expect):
    """Likewise, where the folder has no right to write and a file has yet to be made there."""
    for name in os.listdir(office.path):
        os.chmod(os.path.join(office.path, name), 0o500 if name == 'keys' else 0o400)
    os.chmod(office.path, 0o500)
    try:
        answer = office.json('--lang', 'en', *arguments, expect=expect, at='09:00')
    finally:
        os.chmod(office.path, 0o700)
    return answer.out, answer.err


@test('on a disk that can only be read everything is shown, proven and copied away, and no act is done')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:10')
    dossier = office.one('dossier', 'accept', '--procedure', '2.000815', '--owner', 'Lê Thị Thu', at='08:15')
    code, pin = dossier['code'], dossier['pin']
    root = os.geteuid() == 0
    if root and subprocess.run(['unshare', '-m', 'true'], stderr=subprocess.DEVNULL, check=False).returncode != 0:
        raise Skipped('this system lets root make no mounts of its own')
    run = on_read_only_disk if root else without_rights
    store = os.path.join(office.path, 'store.db')
    # With log and index beside; with the log alone; with neither, as a restore leaves it.
    for less in ((), ('-shm',), ('-wal', '-shm')):
        if '-wal' in less:
            with contextlib.closing(sqlite3.connect(store)) as db:
                db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
        for name in less:
            if os.path.exists(store + name):
                os.unlink(store + name)
        before = tree(office.path)
        for arguments, about in ((('queue',), '"waiting":1'), (('ticket', 'list'), 'A001'), (('dossier', 'find', 'thu'), code),
                                 (('dossier', 'show', code), code), (('dossier', 'lookup', code, '--pin', pin), code),
                                 (('report', 'daily'), '"received":1'), (('verify',), '"ok":true'),
                                 (('backup', '--to', folder()), '"ok":true')):
            out, err = run(office, *arguments, expect=0)
            holds(about in out, out)
            holds('disk can only be read' in err, err)
        out, _err = run(office, 'doctor', expect=1)
        holds('backup --to' in out, out)
        for arguments in (('ticket', 'issue', '--line', 'A'), ('ticket', 'next', '--desk', '1'), ('backup',),
                          ('dossier', 'process', code, '--to', 'duc')):
            _out, err = run(office, *arguments, expect=3)
            holds('can only be read' in err, err)
        if root:
            same(tree(office.path), before)
    same(office.one('ticket', 'issue', '--line', 'A', at='09:10')['label'], 'A002')
    same(office.one('verify')['ok'], True)


def owner_name(uid):
    return pwd.getpwuid(uid).pw_name


if __name__ == '__main__':
    main()

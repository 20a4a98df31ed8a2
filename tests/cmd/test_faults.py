"""What goes wrong outside: bad bytes, stores that are none, full disks, gates that are held."""
import contextlib
import errno
import fcntl
import os
import sqlite3
import subprocess
import time

from office import Office, Skipped, environment, folder, holds, main, motcua, program, same, test

ACCEPT = ('dossier', 'accept', '--procedure', '2.000815')


def sealed(office):
    """The office with its log written back, so that store.db stands alone."""
    with sqlite3.connect(os.path.join(office.path, 'store.db')) as db:
        db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()
    return os.path.join(office.path, 'store.db')


@test('invalid UTF-8 and control characters are refused by name, and nothing is stored (status 2)')
def _():
    office = Office()
    for bad in (b'A\xffB', b'\xc3', b'\xed\xa0\x80', b'An\x07h', b'An\x1b[2Jh', b'An\xc2\x85h'):
        office.refuse(2, *ACCEPT, '--owner', bad.decode('utf-8', 'surrogateescape'), at='08:00', says='--owner')
    for command in (('ticket', 'show'), ('dossier', 'show'), ('dossier', 'find'), ('ticket',)):
        office.refuse(2, *command, b'\xff\xfe'.decode('utf-8', 'surrogateescape'), at='08:00')
    same(office.json('dossier', 'list', at='08:01').rows(), [])


@test('a name of 300 letters is refused, one of 100 is kept whole, NFC and as typed')
def _():
    office = Office()
    office.refuse(2, *ACCEPT, '--owner', 'Ắ' * 300, at='08:00', says='--owner')
    name = ('Nguyễn ' * 15)[:100].strip()
    same(office.one(*ACCEPT, '--owner', name, at='08:00')['owner'], name)
    same(office.one(*ACCEPT, '--owner', 'Nguye\u0302\u0303n  Va\u0306n\tAn', at='08:00')['owner'], 'Nguyễn Văn An')
    office.refuse(2, *ACCEPT, '--owner', ' \t ', at='08:00', says='--owner')
    office.refuse(2, *ACCEPT, '--owner', 'A', '--subject', 'x' * 100_000, at='08:00', says='--subject')


@test('a field of 10 MB in a file is one bad row; the others go in')
def _():
    office = Office()
    path = os.path.join(folder(), 'dossiers.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('code,procedure,owner,channel,accepted_at,state\n'
                   f'BIG-1,1.001193,{"a" * 10_000_000},direct,2026-01-05T08:00,4\n'
                   'BIG-2,1.001193,Nguyễn Văn B,direct,2026-01-05T08:00,4\n')
    answer = office.json('--lang', 'en', 'import', 'dossiers', path, at='09:00', expect=1)
    same((answer.row()['imported'], answer.row()['skipped']), (1, 1))
    holds('line 2' in answer.err and len(answer.err) < 4000, answer.err[:4000])


@test('no office is a store out of reach (status 3)')
def _():
    path = os.path.join(folder(), 'none')
    for command in (('queue',), ('verify',), ('ticket', 'issue', '--line', 'A')):
        answer = motcua('--lang', 'en', '--office', path, *command, expect=3)
        holds(path in answer.err and 'init' in answer.err, answer.err)
    holds(not os.path.exists(path), 'a command made a folder')


@test('garbage where the store should be is damage (status 4)')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    path = sealed(office)
    with open(path, 'r+b') as file:
        file.write(os.urandom(100))
    before = open(path, 'rb').read()
    office.refuse(4, 'queue', says='store.db')
    same(open(path, 'rb').read() == before, True, 'the damaged file is left as it is')


@test('a byte of the store’s head turned round is damage (status 4)')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    path = sealed(office)
    with open(path, 'rb') as file:
        whole = file.read()
    heads = [(at, whole[at] ^ 1) for at in (0, 16, 19, 47)]  # mark, size of a page, ways to read, format
    for at, byte in heads + [(63, 0)]:  # and no schema
        with open(path, 'wb') as file:
            file.write(whole[:at] + bytes([byte]) + whole[at + 1:])
        office.refuse(4, 'verify', says='is damaged')


@test('somebody else’s database is foreign (status 2), and stays untouched')
def _():
    office = Office()
    path = sealed(office)
    os.unlink(path)
    with sqlite3.connect(path) as db:
        db.execute('CREATE TABLE recipe (name TEXT)')
    db.close()
    before = open(path, 'rb').read()
    office.refuse(2, 'queue', says='store.db')
    same(open(path, 'rb').read() == before, True, 'the foreign file is left as it is')


@test('a store of a newer version is left alone (status 3)')
def _():
    office = Office()
    path = sealed(office)
    with sqlite3.connect(path) as db:
        version = db.execute('PRAGMA user_version').fetchone()[0]
        db.execute(f'PRAGMA user_version = {version + 1}')
    db.close()
    office.refuse(3, 'queue', says='newer')


@test('a book that does not follow its ledger is found by verify (status 4)')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    with sqlite3.connect(sealed(office)) as db:
        db.execute("UPDATE ticket SET priority = 'merit'")
    db.close()
    answer = office.json('verify', expect=4)
    same(answer.row()['ok'], False)
    holds(answer.row()['problems'], answer)


def fill(path):
    """Takes all the room there is."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        while os.write(file, b'x' * 4096):
            pass
    except OSError as error:
        same(error.errno, errno.ENOSPC)
    os.close(file)


class Mount:
    """A small disk of memory, when we may mount one."""

    def __init__(self, size):
        self.path = folder()
        run = subprocess.run(['mount', '-t', 'tmpfs', '-o', f'size={size}', 'motcua-test', self.path],
                             capture_output=True, check=False)
        if run.returncode != 0:
            raise Skipped('no disk can be mounted here: ' + run.stderr.decode().splitlines()[0])

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        subprocess.run(['umount', '-l', self.path], check=False)


def read_only(office, disk):
    """Makes the office read-only; what makes it writable again. Root needs a disk for it."""
    if os.geteuid() == 0:
        subprocess.run(['mount', '-o', 'remount,ro', disk], check=True)
        return lambda: subprocess.run(['mount', '-o', 'remount,rw', disk], check=True)
    modes = [(path, os.stat(path).st_mode) for path in
             [office.path, *(entry.path for entry in os.scandir(office.path))]]
    for path, mode in modes:
        os.chmod(path, mode & ~0o222)
    return lambda: [os.chmod(path, mode) for path, mode in modes]


@test('a store that can only be read gives no numbers (status 3), and goes on when it can be written')
def _():
    with Mount('32m') if os.geteuid() == 0 else contextlib.nullcontext(folder()) as path:
        office = Office(path=os.path.join(path, 'office'))
        office.run('ticket', 'issue', '--line', 'A', at='08:00')
        writable_again = read_only(office, path)
        try:
            office.refuse(3, 'ticket', 'issue', '--line', 'A', at='08:00')
        finally:
            writable_again()
        same(office.one('ticket', 'issue', '--line', 'A', at='08:01')['label'], 'A002')


@test('a full disk: what was said is there, what was refused is not (status 3), and it goes on with room')
def _():
    with Mount('6m') as path:
        office = Office(path=os.path.join(path, 'office'))
        ballast = os.path.join(path, 'ballast')
        fill(ballast)
        said = []
        for _i in range(200):
            answer = office.json('ticket', 'issue', '--line', 'A', at='08:00', expect=None)
            if answer.status != 0:
                break
            said.append(answer.row()['label'])
        same(answer.status, 3, str(answer))
        os.unlink(ballast)
        there = [row['label'] for row in office.json('ticket', 'list', at='08:01').rows()]
        same(sorted(there), sorted(said))
        same(office.one('ticket', 'issue', '--line', 'A', at='08:02')['label'], f'A{len(said) + 1:03}')
        same(office.one('verify')['ok'], True)


@test('a process that holds the gate is named after the patience (status 3)')
def _():
    office = Office()
    with open(os.path.join(office.path, 'store.gate'), 'r+b') as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        begun = time.monotonic()
        answer = office.refuse(3, 'ticket', 'issue', '--line', 'A', at='08:00')
        waited = time.monotonic() - begun
    holds(2.5 < waited < 8, f'waited {waited:.1f} s')
    holds(str(os.getpid()) in answer.err, f'pid {os.getpid()} is not named: {answer.err}')
    same(office.one('ticket', 'issue', '--line', 'A', at='08:01')['label'], 'A001')


@test('a result that cannot be written is a failure (status 3)')
def _():
    office = Office()
    command = [program(), '--office', office.path, '--lang', 'en', 'procedure', 'list']
    with open('/dev/full', 'wb') as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    same(run.returncode, 3, run.stderr)
    holds(b'stdout' in run.stderr, run.stderr)


@test('--store names the store itself; another scheme is refused')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    url = 'sqlite:' + os.path.join(office.path, 'store.db')
    same(motcua('--json', '--store', url, 'office', 'show').row()['practice'], True)
    motcua('--store', 'oracle:x', '--office', office.path, 'office', 'show', expect=2)


@test('a number that was given is named, although it could not be written out')
def _():
    office = Office()
    command = [program(), '--office', office.path, '--lang', 'en', 'ticket', 'issue', '--line', 'A']
    with open('/dev/full', 'wb') as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    same(run.returncode, 3, run.stderr)
    holds(b'A001 was issued' in run.stderr, run.stderr)
    same([row['label'] for row in office.json('ticket', 'list').rows()], ['A001'])


@test('init that is killed at any instant leaves no office or a whole one, and no rest that stays')
def _():
    begun = time.monotonic()
    Office()
    whole_s = time.monotonic() - begun
    made = 0
    for step in range(24):
        path = os.path.join(folder(), 'office')
        with subprocess.Popen([program(), '--office', path, 'init', '--practice'], env=environment(),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(whole_s * (0.2 + step / 24))
            child.kill()
        if os.path.exists(os.path.join(path, 'store.db')):
            made += 1
        else:
            motcua('--office', path, 'queue', expect=3)
            motcua('--office', path, 'init', '--practice')
            same([name for name in os.listdir(path) if name.startswith('.')], [])
        row = motcua('--office', path, '--json', 'verify').row()
        same((row['ok'], row['problems']), (True, []))
        same(len(motcua('--office', path, '--json', 'line', 'list').rows()), 7)
        same(motcua('--office', path, '--json', 'backup').row()['ok'], True)
        same(os.listdir(os.path.join(path, 'keys')), ['office.key'])
    holds(made < 24, 'no init was killed before its end')


@test('two inits of one folder: one makes the office, the other is refused')
def _():
    path = os.path.join(folder(), 'office')
    command = [program(), '--office', path, 'init', '--practice']
    runs = [subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _i in range(4)]
    same(sorted(run.wait() for run in runs), [0, 1, 1, 1])
    same(motcua('--office', path, '--json', 'verify').row()['ok'], True)
    same([name for name in os.listdir(path) if name.startswith('.')], [])


@test('init leaves what stands in a folder, and touches no remains of an office')
def _():
    path = folder()
    os.mkdir(os.path.join(path, 'layouts'))
    motcua('--office', path, 'init', '--practice')
    same(os.path.isdir(os.path.join(path, 'layouts')), True)
    os.unlink(os.path.join(path, 'store.db'))
    before = open(os.path.join(path, 'keys', 'office.key'), encoding='ascii').read()
    motcua('--office', path, 'init', '--practice', expect=1)
    same(open(os.path.join(path, 'keys', 'office.key'), encoding='ascii').read(), before)


if __name__ == '__main__':
    main()

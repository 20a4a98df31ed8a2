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


@test('destroyed names are told, by the command at once, by an import with line and column')
def _():
    office = Office()
    owner = office.json('dossier', 'accept', '--procedure', '2.000815', '--owner', 'Nguy?n Van M?u', at='08:00')
    holds('name-destroyed' in owner.row()['warnings'] and owner.err, owner)
    same(office.accept(owner="H'Hen Niê")['warnings'].count('name-destroyed'), 0)
    answer = taken(office, rows('Lê An', 'Nguyá»…n VÄƒn An', 'Lê Bình', 'Tr\ufffdn Bách', 'Lê Hoa'))
    same((answer.row()['imported'], answer.row()['skipped'], answer.row()['destroyed']), (5, 0, 2))
    same([(r['line'], r['field']) for r in answer.row()['remarks']], [(3, 'owner'), (5, 'owner')])
    holds('line 3, column 14 (owner)' in answer.err and 'line 5' in answer.err, answer.err)


@test('a file that is destroyed as a whole is refused, and nothing of it is imported')
def _():
    office = Office()
    answer = taken(office, rows('Nguy?n An', 'L? Hoa', 'Tr?n Bình', 'Lê An'), status=2)
    holds('3 of the first 4 rows' in answer.err, answer.err)
    same(office.json('dossier', 'list', at='08:10').rows(), [])
    text = PROCEDURES + 'A.1,Đăng k? khai sinh,H? t?ch,commune,1,working_day,0\n'
    refused = office.refuse(2, 'procedure', 'import', write('p.csv', text), says='line 2, column 5 (name_vi)')
    holds('line 2, column 23 (field_vi)' in refused.err, refused.err)


@test('what a spreadsheet leaves is no row: blank records at the end, blank columns, marks')
def _():
    office = Office()
    text = '\ufeff\ufeff' + HEAD.strip() + ',,\n' + rows('Lê An')[len(HEAD):].strip() + ',,\n,,,,,,,\n\n ,,\n'
    row = taken(office, text).row()
    same((row['read'], row['imported'], row['skipped']), (1, 1, 0))
    office.run('procedure', 'import', write('p.csv', PROCEDURES + 'A.1,Một,Hộ tịch,commune,1,working_day,0\n,,,,,,\n'))
    for text, says in ((rows('Lê An').replace(',', ';'), '“;”'), (rows('Lê An').replace(',', '\t'), 'tabs'),
                       ('sep=;\n' + rows('Lê An').replace(',', ';'), 'sep=;')):
        answer = taken(office, text, status=2)
        holds(says in answer.err and 'comma' in answer.err, answer.err)


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


@test('cells that a spreadsheet would run are text in CSV, a file has the mark of UTF-8, stdout has none')
def _():
    office = Office()
    text = 'code,procedure,field,owner,channel,accepted_at,state\n' + ''.join(
        f'Z-{n},9.000001,{field},Lê An,direct,2026-01-05T08:00,4\n' for n, field in enumerate(('=1+1', '@SUM', '-x', 'Y tế')))
    taken(office, text)
    report = ('report', '06a', '--from', '2026-01-01', '--to', '2026-01-31', '--format', 'csv')
    out = office.run(*report, at='08:10').out
    holds(not out.startswith('\ufeff') and "\n'=1+1," in out and "\n'@SUM," in out and "\n'-x," in out, out)
    path = os.path.join(folder(), 'r.csv')
    office.run(*report, '-o', path, at='08:10')
    with open(path, 'rb') as file:
        same(file.read(), b'\xef\xbb\xbf' + out.replace('\n', '\r\n').replace('\r\r', '\r').encode(), 'the file')
    again = 'code,procedure,field,owner,channel,accepted_at,state\n' + "Y-1,9.000001,'=1+1,Lê An,direct,2026-01-05T08:00,4\n"
    taken(office, again)
    same([row['c3'] for row in office.json(*report[:-2], at='08:20').rows() if row.get('field') == '=1+1'], [2])


@test('-o keeps the mode of the file it replaces, and makes a new one as the umask says')
def _():
    office = Office()
    office.accept()
    slip = ('paper', 'show', 'slip', '--dossier', office.json('dossier', 'list', at='09:00').rows()[0]['code'])
    for arguments in (('report', 'daily'), slip):
        private = arguments == slip  # a name and a PIN stand on it
        for umask, mode in ((0o022, 0o644), (0o077, 0o600), (0o007, 0o660)):
            mode = mode & 0o600 if private else mode
            path = os.path.join(folder(), 'out')
            office.run(*arguments, '-o', path, at='09:00', umask=umask)
            same(oct(os.stat(path).st_mode & 0o777), oct(mode), arguments)
        for mode in (0o600, 0o640, 0o666):
            os.chmod(path, mode)
            office.run(*arguments, '-o', path, at='09:00', umask=0o022)
            same(oct(os.stat(path).st_mode & 0o777), oct(mode), arguments)


@test('a term that its unit would swallow is refused with line and column; none is without a term')
def _():
    office = Office()
    for value, unit in (('3', 'same_day'), ('2', 'none'), ('0', 'working_day'), ('1.5', 'calendar_day'), ('4000', 'working_day')):
        text = PROCEDURES + f'A.1,Một,Hộ tịch,commune,{value},{unit},0\n'
        office.refuse(2, 'procedure', 'import', write('p.csv', text), says='line 2, column 25 (processing_value)')
    text = PROCEDURES + 'A.1,Một,Hộ tịch,commune,1,same_day,0\nA.2,Hai,Hộ tịch,commune,,none,0\n'
    office.run('procedure', 'import', write('p.csv', text))
    same(office.one('dossier', 'accept', '--procedure', 'A.2', '--owner', 'An', at='08:00')['due_at'], None)
    office.refuse(2, 'due', '--term', '3', '--unit', 'same_day', '--received', '2026-11-23T08:00', says='--term')


@test('a procedure that is nearly in the catalogue is told with the nearest; a report knows no future')
def _():
    office = Office()
    text = 'code,procedure,field,owner,channel,accepted_at,state\n' + ''.join(
        f'Z-{n},{code},Hộ tịch,Lê An,direct,2026-01-05T08:00,4\n'
        for n, code in enumerate(('2.00081', '2.00081', '9.999999', '2.000815')))
    answer = taken(office, text)
    same((answer.row()['imported'], [(r['line'], r['field']) for r in answer.row()['remarks']]), (4, [(2, 'procedure')]))
    holds('2.000815' in answer.err and '9.999999' not in answer.err, answer.err)
    office.refuse(1, 'dossier', 'accept', '--procedure', '2.00081', '--owner', 'An', at='08:00', says='2.000815')
    office.refuse(1, 'procedure', 'show', '2.00815', at='08:00', says='2.000815')
    period = ('report', '06a', '--from', '2026-01-01', '--to', '2026-01-31')
    office.refuse(2, *period, '--as-of', '2030-01-01', at='08:00', says='--as-of')
    office.run(*period, '--as-of', '2026-11-23', at='08:00')
    office.refuse(2, 'report', 'daily', '--as-of', '2026-11-24', at='08:00', says='--as-of')


@test('“-” is stdin wherever a file is read')
def _():
    office = Office()
    answer = office.json('--lang', 'en', 'import', 'dossiers', '-', stdin=rows('Lê An', '').encode(), at='08:00', expect=1)
    same((answer.row()['imported'], answer.row()['skipped']), (1, 1))
    holds('stdin, line 3' in answer.err, answer.err)
    text = PROCEDURES + 'A.1,Một,Hộ tịch,commune,1,working_day,0\n'
    same(office.one('procedure', 'import', '-', stdin=text.encode())['read'], 1)
    days = 'date,kind,title,authority,status\n2026-12-31,holiday,Nghỉ,Thử,official\n'
    same(office.one('calendar', 'import', '-', stdin=days.encode())['read'], 1)
    same(office.one('paper', 'check', '-', stdin='$(so)\n'.encode())['ok'], True)
    holds('A012' in office.run('paper', 'render', '-', '--set', 'so=A012', stdin='$(so)\n'.encode()).out, 'rendered')
    Office('--calendar', write('h.csv', days))


def unread(office, *arguments):
    """A run whose reader is gone before anything is written."""
    read, wrote = os.pipe()
    os.close(read)
    run = subprocess.run([program(), '--office', office.path, '--at', '2026-11-23T08:00', '--lang', 'en', *arguments],
                         stdin=subprocess.DEVNULL, stdout=wrote, stderr=subprocess.PIPE, env=environment(), check=False)
    os.close(wrote)
    return run.returncode, run.stderr


@test('a reader who has seen enough is no fault; one who missed what was done is told')
def _():
    office = Office()
    for arguments in (('--json', 'procedure', 'list'), ('procedure', 'list'), ('help',), ('--version',), ('paper', 'list'),
                      ('report', '06a', '--from', '2020-01-01', '--to', '2026-11-01', '--as-of', '2026-11-02'),
                      ('--json', 'report', 'daily'), ('verify',), ('paper', 'render', write('layout', 'A'))):
        same(unread(office, *arguments), (0, b''), arguments)
    for arguments in (('ticket', 'issue', '--line', 'A'), ('ticket', 'next', '--desk', '1')):
        status, said = unread(office, *arguments)
        holds(status == 3 and b'A001' in said, (arguments, status, said))
    with subprocess.Popen([program(), 'fold'], bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=environment()) as endless:
        endless.stdin.write('Đặng\n'.encode())
        same(endless.stdout.readline(), b'dang\n')
        endless.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            while True:  # it ends although its stdin does not
                endless.stdin.write(b'x\n')
        same(endless.wait(), 0)


if __name__ == '__main__':
    main()

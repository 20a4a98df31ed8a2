"""init, office, line, staff, procedure, calendar, import, backup, verify, fold, help."""
import csv
import os
import re
import subprocess

from office import MORNING, Office, environment, folder, holds, main, motcua, program, same, test, write

SOURCE = os.environ.get('MC_SOURCE') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')


def header(name):
    with open(os.path.join(SOURCE, 'data', name), encoding='utf-8', newline='') as file:
        return next(csv.reader(file))


@test('init makes the sample office: 0700, for us alone, and not a second time')
def _():
    path = os.path.join(folder(), 'new', 'office')
    row = motcua('--json', '--office', path, 'init', '--practice').row()
    same((row['office'], row['practice'], row['lines'] > 0, row['procedures'] > 0), (path, True, True, True))
    same(os.stat(path).st_mode & 0o777, 0o700)
    again = motcua('--office', path, 'init', '--practice', expect=1)
    holds(path in again.err, again.err)


@test('the leave-PIN of an office comes from stdin, and stands nowhere in clear')
def _():
    office = Office(practice=False)
    same(office.one('office', 'show')['leave_pin'], False)
    for typed in (b'123\n', b'abcd\n', b'1234567890123\n'):
        office.refuse(2, 'office', 'set', 'leave-pin', stdin=typed, says='4 to 12 digits')
    office.refuse(2, 'office', 'set', 'leave-pin', says='stdin')
    office.refuse(2, 'office', 'set', 'leave-pin', '73190', says='never from the command line')
    office.refuse(2, 'office', 'set', 'name', says='needs a value')
    answer = office.json('office', 'set', 'leave-pin', stdin=b'73190246\n')
    same(answer.row()['leave_pin'], True)
    holds('73190246' not in answer.out + answer.err, answer)
    for top, _, names in os.walk(office.path):
        for name in names:
            with open(os.path.join(top, name), 'rb') as file:
                holds(b'73190246' not in file.read(), f'{name} has the PIN')
    same(office.one('office', 'set', 'leave-pin', stdin=b'\n')['leave_pin'], False)
    same(office.one('verify')['ok'], True)


@test('lists have the columns of their files')
def _():
    office = Office()
    for command, name in (('line', 'sample/lines.csv'), ('desk', 'sample/desks.csv'), ('staff', 'sample/staff.csv'),
                          ('procedure', 'procedures.csv'), ('calendar', 'holidays.csv')):
        rows = office.json(command, 'list').rows()
        holds(rows, f'no {command}')
        for column in header(name):
            holds(column in rows[0], f'{command} list lacks {column}: {rows[0]}')


@test('given files replace the sample; the sample’s references to what they lack are dropped')
def _():
    lines = write('lines.csv', 'line,name_vi,name_en,fields,kinds,first,last,target_wait_min,priority_ratio,daily_quota,'
                               'open,close\nX,Mọi việc,All,,,5,99,0,1,2,,\n')
    office = Office('--lines', lines)
    same([row['line'] for row in office.json('line', 'list').rows()], ['X'])
    holds(all(row['lines'] == 'X' for row in office.json('desk', 'list').rows()), 'a desk serves a line that is gone')
    same(office.one('ticket', 'issue', '--line', 'x', at='08:00')['label'], 'X005')
    office.run('ticket', 'issue', '--line', 'X', at='08:00')
    office.refuse(1, 'ticket', 'issue', '--line', 'X', at='08:00', says='X')  # daily_quota 2


@test('a bad file makes no office and names line and column')
def _():
    desks = write('desks.csv', 'desk,name_vi,name_en,lines,help_lines\n1,Quầy 1,Desk 1,Q,\n')
    path = os.path.join(folder(), 'office')
    answer = motcua('--office', path, '--lang', 'en', 'init', '--practice', '--desks', desks, expect=2)
    holds('line 2' in answer.err and 'Q' in answer.err, answer.err)
    motcua('--office', path, 'queue', expect=3)
    motcua('--office', path, 'init', '--practice')


@test('a real office has only what files give, says what it lacks, and gets it by commands')
def _():
    path = os.path.join(folder(), 'real')
    made = motcua('--json', '--lang', 'en', '--office', path, 'init')
    row = made.row()
    same((row['practice'], row['lines'], row['desks'], row['staff'], row['procedures'], row['days']), (False, 0, 0, 0, 0, 0))
    same(row['missing'], ['name', 'code', 'procedures', 'calendar', 'lines', 'desks', 'staff', 'printer'])
    holds('invented' not in made.err, made.err)
    office = Office(path=path, make=False)
    for kind in ('line', 'desk', 'staff', 'procedure', 'calendar'):
        same(office.json(kind, 'list').rows(), [], f'{kind} list')
    same(office.one('office', 'show')['name'], '')
    # each remedy that is named is a command that helps
    data = os.path.join(SOURCE, 'data')
    office.run('office', 'set', 'name', 'Ủy ban nhân dân phường Thử')
    office.run('office', 'set', 'code', 'H20.14.08')
    office.run('printer', 'add', 'giay', '--folder', 'papers')
    for kind, name in (('procedure', 'procedures.csv'), ('calendar', 'holidays.csv'), ('line', 'sample/lines.csv'),
                       ('desk', 'sample/desks.csv'), ('staff', 'sample/staff.csv')):
        said = [line for line in made.err.splitlines() if f'motcua {kind} import {os.path.basename(name)}' in line]
        same(len(said), 1, f'sentences about {kind}')
        holds(office.one(kind, 'import', os.path.join(data, name))['read'] > 0, f'nothing of {name} was read')
        before = office.one('verify')['events']
        office.run(kind, 'import', os.path.join(data, name))
        same(office.one('verify')['events'], before, f'{name} once more changes something')
    same({row['staff'] for row in office.json('staff', 'list').rows()} >= {'hoa', 'duc'}, True)
    office.env = environment(MOTCUA_STAFF='hoa')
    same(office.one('ticket', 'issue', '--line', 'A')['label'], 'A001')


@test('what a real office lacks is a problem for the doctor')
def _():
    path = os.path.join(folder(), 'real')
    motcua('--office', path, 'init')
    office = Office(path=path, make=False)
    problems = office.json('doctor', expect=1).row()['problems']
    remedies = ' '.join(p['remedy'] for p in problems if p['about'] == 'setup')
    for word in ('office set name', 'office set code', 'line import', 'desk import', 'staff import', 'procedure import'):
        holds(word in remedies, f'{word}: {problems}')
    sample = Office(practice=False)
    problems = sample.json('doctor', expect=None).row()['problems']
    same([p for p in problems if p['about'] == 'setup'], [])


@test('the sample comes into a real office when it is asked for, and is said to be invented')
def _():
    path = os.path.join(folder(), 'real')
    made = motcua('--json', '--lang', 'en', '--office', path, 'init', '--sample')
    row = made.row()
    holds(row['lines'] and row['desks'] and row['staff'] and row['procedures'] and not row['practice'], str(row))
    same(row['missing'], [])
    holds('invented' in made.err and 'staff' in made.err, made.err)


@test('names are shown in the language of whoever reads')
def _():
    office = Office()
    for command, vi, en in ((('line', 'list'), 'Chứng thực', 'Authentication'), (('desk', 'list'), 'Quầy 1', 'Desk 1'),
                            (('procedure', 'list'), 'Đăng ký kết hôn', 'Marriage registration'),
                            (('procedure', 'show', '1.004884'), '5 ngày làm việc', '5 working days'),
                            (('calendar', 'list'), 'nghỉ lễ', 'public holiday')):
        said = {lang: office.run('--lang', lang, *command).out for lang in ('vi', 'en')}
        holds(vi in said['vi'] and en not in said['vi'], said['vi'])
        holds(en in said['en'] and vi not in re.sub('Hộ tịch;.*|Chứng thực  ', '', said['en']), said['en'])
    code = office.accept()['code']
    said = office.run('--lang', 'en', 'dossier', 'show', code).out
    holds('Certification of a copy' in said and re.search('Field: +Authentication', said), said)
    holds(re.search('Lĩnh vực: +Chứng thực', office.run('dossier', 'show', code).out), 'the field in Vietnamese')
    same(office.one('--lang', 'en', 'dossier', 'show', code)['field'], 'Chứng thực')
    same(office.one('--lang', 'en', 'procedure', 'show', '1.004884')['processing_unit'], 'working_day')


@test('a practice office keeps a clock of its own, which --at goes before')
def _():
    office = Office()
    office.run('office', 'set', 'clock', '2030-03-04T09:10')
    same(office.one('office', 'show')['clock'][:15], '2030-03-04T09:1')
    same(office.one('ticket', 'issue', '--line', 'A')['issued_at'][:15], '2030-03-04T09:1')
    same(office.one('ticket', 'issue', '--line', 'A', at='2026-11-23T08:10')['issued_at'], '2026-11-23T08:10:00+07:00')
    office.run('office', 'set', 'clock', '')
    holds(not office.one('office', 'show')['clock'].startswith('2030-03-04'), 'the clock stays set')
    office.refuse(2, 'office', 'set', 'clock', 'soon', says='soon')
    holds(office.one('verify')['ok'], 'the ledger does not verify')
    real = Office(practice=False)
    real.refuse(2, 'office', 'set', 'clock', '2030-03-04T09:10', says='practice')
    same(real.one('office', 'show')['clock'], None)


@test('settings are shown, set and checked')
def _():
    office = Office()
    same(office.one('office', 'show')['code'], 'H20.14.07')
    same(office.one('office', 'set', 'name', 'UBND  phường Mẫu ')['name'], 'UBND phường Mẫu')
    same(office.one('office', 'set', 'cut-off', '14:30')['cut-off'], '14:30')
    office.refuse(2, 'office', 'set', 'cut-off', '99:00')
    office.refuse(2, 'office', 'set', 'colour', 'red', says='colour')
    office.refuse(2, 'office', 'set', 'name', says='VALUE')


@test('staff are added with roles that exist')
def _():
    office = Office()
    row = office.one('staff', 'add', 'an', '--name', 'Nguyễn Văn An', '--roles', 'officer,cashier', '--desk', '2')
    same((row['staff'], row['roles'], row['desk']), ('an', 'officer;cashier', '2'))
    holds('an' in [r['staff'] for r in office.json('staff', 'list').rows()], 'not in the list')
    office.refuse(2, 'staff', 'add', 'x', '--name', 'X', '--roles', 'king', says='king')
    office.refuse(1, 'staff', 'add', 'x', '--name', 'X', '--roles', 'officer', '--desk', '99', says='99')
    office.refuse(2, 'staff', 'add', 'x', '--name', 'X', says='--roles')


@test('procedures are imported again without change; new versions begin on their day')
def _():
    office = Office()
    path = os.path.join(SOURCE, 'data', 'procedures.csv')
    before = office.one('verify')['events']
    office.run('procedure', 'import', path, at='09:00')
    same(office.one('verify')['events'], before, 'events after importing the same file')
    with open(path, encoding='utf-8', newline='') as file:
        rows = list(csv.DictReader(file))
    row = {**rows[0], 'fee_vnd': '12345'}
    changed = write('one.csv', ','.join(row) + '\n' + ','.join('"' + v.replace('"', '""') + '"' for v in row.values()))
    office.run('procedure', 'import', changed, at='09:00')
    same(office.one('procedure', 'show', row['code'], at='10:00')['fee_vnd'], 12345)
    same(office.one('procedure', 'show', row['code'], at='2026-11-20T10:00')['fee_vnd'], int(rows[0]['fee_vnd']))
    office.refuse(1, 'procedure', 'show', '9.9', says='9.9')
    holds(office.json('procedure', 'list', 'khai', 'sinh').rows(), 'nothing found without marks')


@test('the calendar says which years are official')
def _():
    office = Office()
    row = office.one('calendar', 'check', '2026')
    same((row['year'], row['state'], row['missing_days']), (2026, 'official', 0))
    answer = office.json('--lang', 'en', 'calendar', 'check', '2027')
    same(answer.row()['state'], 'provisional')
    holds('motcua: ' in answer.err, 'no warning')
    same(office.one('calendar', 'check', '2050')['state'], 'missing')
    office.refuse(2, 'calendar', 'check', 'soon', says='soon')


@test('dossiers of an older system: bad rows are skipped by line and column, the rest goes in, once')
def _():
    office = Office()
    path = write('dossiers.csv', 'code,procedure,owner,channel,accepted_at,due_at,resolved_at,state\n'
                 'CU-1,1.001193,Nguyễn Văn A,direct,2026-01-05T08:00,2026-01-06,2026-01-06T09:00,resolved\n'
                 'CU-2,1.001193,Nguyễn Văn B,direct,not a day,2026-01-06,,processing\n'
                 'CU-3,1.001193,Nguyễn Văn C,carrier pigeon,2026-01-05T08:00,2026-01-06,,4\n'
                 'CU-4,1.001193,Nguyễn Văn D,online,2026-01-05T08:00,2026-01-06,,4\n')
    answer = office.json('--lang', 'en', 'import', 'dossiers', path, at='09:00', expect=1)
    row = answer.row()
    same((row['read'], row['imported'], row['skipped']), (4, 2, 2))
    same([(e['line'], e['field']) for e in row['errors']], [(3, 'accepted_at'), (4, 'channel')])
    holds('line 3, column ' in answer.err and 'line 4, column ' in answer.err, answer.err)
    again = office.json('import', 'dossiers', path, at='09:01', expect=1).row()
    same((again['imported'], again['unchanged'], again['skipped']), (0, 2, 2))
    same(office.one('dossier', 'show', 'cu-4', at='09:02')['state_code'], 4)
    office.refuse(1, 'dossier', 'lookup', 'CU-4', '--pin', '')
    office.run('import', 'dossiers', path + '.none', at='09:03', expect=1)
    for command in (('import', 'dossiers'), ('procedure', 'import'), ('calendar', 'import')):
        office.refuse(2, *command, folder(), says='is a folder')


@test('a row that is no CSV is named by line and column too, in its sentence and in JSON')
def _():
    office = Office()
    path = os.path.join(folder(), 'dossiers.csv')
    with open(path, 'wb') as file:
        file.write(b'code,procedure,owner,channel,accepted_at,state\n'
                   b'CU-1,1.001193,A\n'
                   b'CU-2,1.001193,A\xff,direct,2026-01-05T08:00,4\n\n'
                   b'CU-3,1.001193,' + b'a' * 70000 + b',direct,2026-01-05T08:00,4\n')
    answer = office.json('--lang', 'en', 'import', 'dossiers', path, at='09:00', expect=1)
    same([(e['line'], e['column'], e['field']) for e in answer.row()['errors']],
         [(2, 1, None), (3, 16, None), (4, 1, None), (5, 15, None)])
    same(answer.err.count('line 2'), 1, answer.err)


@test('backup, restore, verify: the copy is whole and the same')
def _():
    office = Office()
    code = office.accept()['code']
    backup = office.one('backup', '--to', folder())
    same((backup['ok'], backup['problems']), (True, []))
    target = os.path.join(folder(), 'restored')
    row = motcua('--json', 'restore', backup['file'], '--to', target).row()
    same((row['ok'], row['problems']), (True, []))
    other = Office.__new__(Office)
    other.path, other.env = target, environment()
    same(other.one('dossier', 'show', code)['owner'], 'Đặng Thị Ngọc Ánh')
    row = other.one('verify')
    same((row['ok'], row['problems']), (True, []))
    motcua('restore', backup['file'], '--to', target, expect=1)
    motcua('restore', backup['file'] + 'x', '--to', target + '2', expect=None)


@test('doctor says ok or names the problems and what to do')
def _():
    answer = Office().json('doctor', expect=None)
    row = answer.row()
    same((row['ok'], answer.status), (not row['problems'], 0 if row['ok'] else 1))
    for locale in ('C', 'xx_XX'):
        row = Office().json('doctor', env=environment(LC_ALL=locale), expect=None).row()
        same([hint['about'] for hint in row['hints']], ['locale'])
        holds('C.UTF-8' in row['hints'][0]['remedy'] and all(p['about'] != 'locale' for p in row['problems']), row)
    row = motcua('--json', '--office', os.path.join(folder(), 'none'), 'doctor', expect=1).row()
    same(row['ok'], False)
    holds(row['problems'] and all(p['message'] for p in row['problems']), row)


@test('fold gives the search key of each line, also of very long ones')
def _():
    long = 'Đường ' * 1_700_000  # more than 10 MB
    out = motcua('fold', stdin=f'Đặng Thị Ngọc Ánh\n\n  HOÀ–Bình!\n{long}'.encode()).out.splitlines()
    same(out[:3], ['dang thi ngoc anh', '', 'hoa binh'])
    same(len(out[3]), 6 * 1_700_000 - 1)
    answer = motcua('--lang', 'en', 'fold', stdin=b'ok\nbad \xff byte\n', expect=2)
    holds('line 2, byte 5' in answer.err, answer.err)
    same(motcua('--json', 'fold', stdin='Ơ'.encode()).row()['fold'], 'o')


@test('help lists every command, in both languages, and describes each')
def _():
    english = motcua('--lang', 'en', 'help').out
    holds('ticket issue' in english and '--json' in english, english)
    commands = [line[2:36].split('  ')[0] for line in english.splitlines() if line.startswith('  ') and '--' not in line[:8]]
    holds(len(commands) > 50, commands)
    for command in ('ticket issue', 'dossier accept', 'paper render', 'fee tariff copy', 'desk'):
        words = command.split()
        same(motcua('--lang', 'en', 'help', *words).out.splitlines()[0][:7 + len(command)], 'motcua ' + command)
        holds(motcua(*words, '--help').out, command)
    holds(motcua('--version').out.startswith('motcua '), 'no version')
    holds('*ticket issue*' in motcua('help', '--man').out, 'no manual')
    motcua('help', 'nonsense', expect=2)


@test('the language is --lang, else the environment’s, else Vietnamese')
def _():
    def said(*arguments, **env):
        return motcua(*arguments, 'paper', 'check', '/no/such/file', expect=1, env=environment(**env)).err
    english, vietnamese = said('--lang', 'en'), said('--lang', 'vi')
    holds(english != vietnamese, 'both languages say the same')
    same(said(LC_ALL='en_US.UTF-8'), english)
    same(said(LC_ALL=None, LANG='en_GB'), english)
    same(said(LC_ALL='C.UTF-8', LANG='en_GB'), vietnamese)
    same(said(LC_ALL=None), vietnamese)
    same(said('--lang', 'en', LC_ALL='vi_VN.UTF-8'), english)


@test('the office folder is --office, else $MOTCUA_OFFICE, else under the home')
def _():
    office, home = Office(), folder()
    def name(**env):
        return motcua('--json', 'office', 'show', env=environment(**env)).row()['office']
    same(name(MOTCUA_OFFICE=office.path), office.path)
    if not os.path.isdir('/var/lib/motcua'):
        motcua('init', '--practice', env=environment(HOME=home))
        same(name(HOME=home), os.path.join(home, '.local/share/motcua'))
    same(office.one('office', 'show', env=environment(MOTCUA_OFFICE='/nowhere'))['office'], office.path)


@test('--at and --as are for practice offices; elsewhere they are wrong usage')
def _():
    office = Office(practice=False)
    office.refuse(2, 'queue', at='08:00', says='--at')
    office.refuse(2, '--as', 'hoa', 'queue', says='--as')
    office.run('queue')
    office.refuse(1, 'ticket', 'issue', '--line', 'A', says='rights')  # nobody named: may only set up
    office.run('ticket', 'issue', '--line', 'A', env=environment(MOTCUA_STAFF='hoa'))
    office.refuse(1, 'dossier', 'accept', '--procedure', '2.000815', '--owner', 'A',
                  env=environment(MOTCUA_STAFF='thu'), says='Only ')


@test('--at may lie before the last event, and is today for lists')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='2026-11-25T08:00')
    row = office.one('ticket', 'issue', '--line', 'A', at='08:00')
    same((row['day'], row['label'], row['issued_at']), (MORNING, 'A001', f'{MORNING}T08:00:00+07:00'))
    same(len(office.json('ticket', 'list', at='09:00').rows()), 1)
    office.refuse(2, 'queue', at='2026-13-01T08:00', says='--at')
    same(office.one('ticket', 'show', 'A001', at='2026-11-23T02:00:00Z')['day'], MORNING)


@test('usage: options anywhere, = or blank, --, each mistake named (status 2)')
def _():
    office = Office()
    same(motcua('ticket', 'issue', '--line=A', '--office', office.path, '--json', f'--at={MORNING}T08:00').row()['label'], 'A001')
    same(motcua('--json', '--office', office.path, 'ticket', 'show', '--day', MORNING, '--', 'A001').row()['label'], 'A001')
    for arguments, says in ((('tiket', 'issue'), 'ticket issue'), (('ticket', 'isue'), 'ticket issue'),
                            (('ticket',), 'issue, next'), (('ticket', 'issue', '--lin', 'A'), '--line'),
                            (('ticket', 'issue', '--nonsense'), '--nonsense'), (('ticket', 'issue'), '--line'),
                            (('ticket', 'issue', '--line'), '--line'), (('ticket', 'show'), 'LABEL'),
                            (('ticket', 'show', 'A001', 'A002'), 'A002'), (('--frobnicate',), '--frobnicate'),
                            (('ticket', 'issue', '--line', 'A', '--line', 'B'), 'twice'),
                            (('ticket', 'issue', '--line', 'A', '--count', '0'), '--count'),
                            (('ticket', 'issue', '--line', 'A', '--count', '1e3'), '--count'),
                            (('ticket', 'issue', '--line', 'A', '--no-print=yes'), '--no-print'),
                            (('zebra',), 'zebra'), ((), 'motcua help')):
        office.refuse(2, *arguments, says=says)
    run = subprocess.run([program()], stdin=subprocess.DEVNULL, capture_output=True, env=environment(), check=False)
    same((run.returncode, run.stdout), (2, b''))


@test('backups go to one folder, which doctor knows; two of one second are two')
def _():
    office = Office()
    files = [office.one('backup', at='08:00')['file'] for _i in range(3)]
    same(len(set(files)), 3, 'names')
    same(sorted(os.listdir(os.path.join(office.path, 'backups'))), sorted(map(os.path.basename, files)))
    for number, file in enumerate(files):
        same(motcua('--json', 'restore', file, '--to', os.path.join(folder(), str(number))).row()['ok'], True)
    holds('last backup was made 0 h ago' in office.run('--lang', 'en', 'doctor', expect=None).out, 'doctor sees none')


@test('what cannot be meant is wrong usage: a language, a folder for a file, a path too long, two of three counts')
def _():
    office = Office()
    answer = office.run('--lang', 'xx', 'queue', expect=2)
    holds('xx' in answer.err and answer.out == '', answer)
    for option in ('--lines', '--desks', '--staff', '--catalogue', '--calendar'):
        path = os.path.join(folder(), 'office')
        answer = motcua('--lang', 'en', '--office', path, 'init', '--practice', option, folder(), expect=2)
        holds(option in answer.err and 'folder' in answer.err, answer)
        holds(not os.path.exists(path), 'a folder was made')
    deep = os.path.join(folder(), *['d' * 100] * 5)
    for arguments in (('init', '--practice'), ('queue',), ('doctor',)):
        answer = motcua('--lang', 'en', '--office', deep, *arguments, expect=2)
        holds('476' in answer.err, answer)
    accept = ('dossier', 'accept', '--procedure', '2.000815', '--owner', 'A', '--component')
    office.refuse(2, *accept, 'X=1,2', at='08:00', says='X=1,2')
    for whole in ('X=1', 'X=1,2,0', 'X'):
        office.run(*accept, whole, at='08:00')


@test('the same short name in other letters is the same person')
def _():
    office = Office()
    answer = office.json('--lang', 'en', 'staff', 'add', 'HOA', '--name', 'Trần Thị Hoa', '--roles', 'reception')
    same(answer.row()['staff'], 'hoa')
    holds('HOA' in answer.err and 'hoa' in answer.err, answer)
    same([row['name'] for row in office.json('staff', 'list').rows() if row['staff'].lower() == 'hoa'], ['Trần Thị Hoa'])


@test('new files are the owner’s alone, whatever the mask was, and no core is written')
def _():
    office = Office(path=os.path.join(folder(), 'deep', 'office'))
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    office.run('backup')
    papers = folder()
    office.run('paper', 'show', 'ticket', '--ticket', 'A001', '-o', os.path.join(papers, 'paper.txt'), at='08:01')
    for place, folders, files in (*os.walk(office.path), *os.walk(papers)):
        for name in folders + files:
            mode = os.stat(os.path.join(place, name)).st_mode & 0o777
            same(mode & 0o077, 0, f'mode of {name}')
            same(mode & 0o400, 0o400, f'mode of {name}')
    lines = os.path.join(folder(), 'fifo')
    os.mkfifo(lines)
    header = open(os.path.join(os.path.dirname(__file__), '../../data/sample/lines.csv'), 'rb').readline()
    with open(os.open(lines, os.O_RDWR), 'wb', buffering=0) as pipe, subprocess.Popen(
            [program(), '--office', os.path.join(folder(), 'o'), 'init', '--practice', '--lines', lines],
            env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        with pipe:  # takes more than it holds: it is read, by a program past its first lines
            pipe.write(header + b'\n' * 200_000)
            limits = open(f'/proc/{child.pid}/limits', encoding='ascii').read()
        holds([line.split()[4:6] for line in limits.splitlines() if line.startswith('Max core')] == [['0', '0']], limits)


if __name__ == '__main__':
    main()

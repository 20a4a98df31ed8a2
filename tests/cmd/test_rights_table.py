"""The table of rights as a whole: every command, given by everybody, in both kinds of offices.

What the program says of itself (--json help) is held against what it does. What the table should
say is held by tests/core/test_rights.c and, command by command, by test_rights.py.
"""
import json
import os
import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor

from office import Answer, Office, environment, folder, holds, main, motcua, program, same, test, write

ROLES = ('kiosk', 'reception', 'cashier', 'officer', 'head', 'supervisor', 'inspector', 'administrator')
NAMES = {role: 'ng-' + role for role in ROLES}
PEOPLE = {role: f'Cán bộ {letter}' for role, letter in zip(ROLES, 'ABCDEFGHIJ')}
STRANGERS = ('zzz', 'SYSTEM')  # nobody of the office, and a name of the program itself
NAMELESS = None

# What stands for a placeholder, where a word of any kind does not do.
VALUES = {'L': 'A', 'LABEL': 'A001', 'N': '1', 'M': '1', 'JOB': '1', 'CODE': 'H20.14.07-261123-0001', 'P': '123456',
          'TIME': '2026-11-23T08:00', 'YYYY': '2026', 'CODE...': 'H20.14.07-261123-0001'}
# Where the fewest words are refused as wrong usage, or would do too much here.
WORDS = {'report': ['report', 'daily'], 'demo': ['demo', '--crowd', '--steps', '1'], 'print run': ['print', 'run', '--once'],
         'paper show': ['paper', 'show', 'ticket', '--ticket', 'A001'],
         'ticket issue': ['ticket', 'issue', '--line', 'A', '--no-print'],
         'printer add': ['printer', 'add', 'x', '--queue', 'x'],
         'staff add': ['staff', 'add', 'x', '--name', 'x', '--roles', 'officer'],
         'due': ['due', '--term', '1', '--unit', 'working_day', '--received', '2026-11-23T08:00']}


def word_for(placeholder):
    return VALUES.get(placeholder, '/no/such/file' if placeholder in ('FILE', 'F') else 'x')


def commands():
    return [json.loads(line) for line in motcua('--json', 'help').out.splitlines()]


def words_of(command):
    if command['command'] in WORDS:
        return WORDS[command['command']]
    words = command['command'].split()
    words += [word_for(operand) for operand in command['operands'].split() if not operand.startswith('[')]
    for option in command['options']:
        if option['required']:
            words += ['--' + option['name'],
                      os.path.join(folder(), 'new') if option['file'] else word_for(option['value'])]
    return words


def cases(real):
    """(words, who may): each command as short as it goes, and again with each file that it may name."""
    reads, writes = {'administrator', NAMELESS}, {'administrator', 'head', NAMELESS}
    for command in commands():
        free = command['command'] in FREE
        may = set(command['roles']) | ({NAMELESS} if command['nameless'] or not real else set())
        if free:
            may |= set(STRANGERS)
        required = {option['file'] for option in command['options'] if option['required']} - {None}
        if real and 'FILE' in command['operands']:
            may &= reads
        if real and required:
            may &= writes
        yield words_of(command), may
        for option in command['options']:
            if option['file'] and not option['required']:
                path = '/no/such/file' if option['file'] == 'read' else os.path.join(folder(), 'new')
                files = reads if option['file'] == 'read' else writes
                yield words_of(command) + ['--' + option['name'], path], may & files if real else may


# They need no office, so in a practice one nobody is asked for a name.
FREE = ('init', 'fee tariff copy', 'paper list', 'paper check', 'paper render', 'restore', 'doctor', 'fold', 'help',
        'compose', 'id parse')


def run_as(office, real, who, words, lang='en'):
    """The answer, and whether it read from stdin."""
    with open(write('stdin', 'a line\n'), 'rb') as stdin:
        env = environment(MOTCUA_STAFF=NAMES.get(who, who)) if real and who else environment()
        as_ = ['--as', NAMES.get(who, who)] if who and not real else []
        run = subprocess.run([program(), '--office', office.path, '--json', '--lang', lang, *as_, *words], stdin=stdin,
                             capture_output=True, timeout=120, env=env, check=False)
        answer = Answer([who, *words], run.returncode, run.stdout.decode(), run.stderr.decode())
        return answer, os.lseek(stdin.fileno(), 0, os.SEEK_CUR) > 0


def is_denied(answer):
    last = answer.err.splitlines()[-1:] or ['']
    return last[0].startswith('{"error"') and json.loads(last[0])['error']['status'] == 'denied'


def events(office):
    with sqlite3.connect(f'file:{office.path}/store.db?mode=ro', uri=True) as store:
        return store.execute('SELECT count(*) FROM event').fetchone()[0]


def check_table(real):
    staff = write('staff.csv', 'staff,name,roles,desk\n' + ''.join(f'{NAMES[r]},{PEOPLE[r]},{r},\n' for r in ROLES))
    office = Office('--staff', staff, practice=not real)
    allowed, denied = [], []
    for words, may in cases(real):
        for who in (*ROLES, NAMELESS, *STRANGERS):
            (allowed if who in may else denied).append((who, words))
    before = events(office)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for (who, words), (answer, read) in zip(denied, pool.map(lambda c: run_as(office, real, *c), denied)):
            holds(is_denied(answer) and answer.status == 1 and answer.out == '', f'{who} may not, and was not denied: {answer}')
            holds(not read, f'{who} was denied after stdin was read: {answer}')
            holds(not (os.path.isabs(words[-1]) and os.path.exists(words[-1])), f'{who} was denied, and a file was made: {answer}')
        same(events(office), before, 'events of the ledger after denials')
        for (who, words), (answer, _) in zip(allowed, pool.map(lambda c: run_as(office, real, *c), allowed)):
            holds(not is_denied(answer), f'{who} may, and was denied: {answer}')
    return office


@test('every command is open to those of the table, and to nobody else: in a real office')
def _():
    office = check_table(real=True)
    # Those who may are told by name, and nothing in code words.
    for words, may in ((['ticket', 'call', 'A001', '--desk', '1', '--reason', 'x'], ('head', 'supervisor')),
                       (['paper', 'check', '/etc/passwd'], ('administrator',)),
                       (['report', 'daily', '-o', '/tmp/x'], ('head', 'administrator'))):
        sentence = run_as(office, True, 'officer', words, lang='vi')[0].err.splitlines()[0]
        same({role for role in ROLES if PEOPLE[role] in sentence}, set(may), f'who is named in {sentence}')
        holds(not any(role in sentence for role in ROLES), f'a code word: {sentence}')


@test('every command is open to those of the table, and to nobody else: in a practice office')
def _():
    check_table(real=False)


if __name__ == '__main__':
    main()

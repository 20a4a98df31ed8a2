"""No code word in any list, card or sentence for people, in both languages, on screens neither."""
import glob
import os
import re
import subprocess

from office import Office, holds, main, program, same, test, write

SOURCE = os.environ.get('MC_SOURCE') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')


def read(pattern):
    for path in sorted(glob.glob(os.path.join(SOURCE, pattern), recursive=True)):
        with open(path, encoding='utf-8') as file:
            yield path, file.read()


def code_words():
    """Every stable name of the tables: X(NAME, "name") and { "name", N_("word") }."""
    words = set()
    for path, text in [*read('include/motcua/*.h'), *read('src/core/**/*.h')]:
        words |= set(re.findall(r'#define MC_FORM_\w+ "(\w+)"', text))
        if not path.endswith('status.h'):
            words |= set(re.findall(r'\bX\(\w+,\s*(?:\d+,\s*)?"([a-z][\w.-]*)"', text))
    for _, text in read('src/core/words/*.c'):
        words |= set(re.findall(r'\{ "([a-z][\w.-]*)", (?:N_\()?"', text))
    return words


CODES = code_words()
TOKEN = re.compile(r'[\w.-]*\w')
# Not the words of a table: what is to be typed (“motcua …”, --option), addresses, where the catalogue has a term from.
TYPED = re.compile(r'^(?:Nguồn|Source):.*$|“motcua[^”]*”|motcua [a-z-]+ [a-z-]+|--[a-z-]+(=\S+| [a-z|]+)?|/\S*|\S*/\S*', re.M)
OURS = {'kiosk'}  # a member of the sample's staff has this short name


def found(lang, text):
    """In Vietnamese every name is one too many; in English those that are no English word."""
    words = set(TOKEN.findall(TYPED.sub(' ', text))) & CODES - OURS
    return sorted(w for w in words if lang == 'vi' or re.search(r'[_.]|past-target|postal-', w))


def office_with_everything():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--priority', 'elderly', at='08:00')
    office.run('ticket', 'issue', '--line', 'G', '--kind', 'collect', at='08:00')
    for kind in ('file', 'supplement', 'ask', 'pay', 'assist'):
        office.run('ticket', 'issue', '--line', 'B', '--kind', kind, '--priority', 'infant', at='08:01')
    office.run('ticket', 'issue', '--line', 'A', '--appointment', '08:20', at='08:02')
    for kind, status in (('male', 'counter'), ('female', 'post')):
        office.accept('--sex', kind, '--return', status, '--channel', 'postal' if kind == 'male' else 'online',
                      '--component', 'Bản chính giấy tờ, văn bản=1,0,0')
    return office


# Each command of the table as a person gives it; {…} is filled in from the office. Several steps make one life.
COMMANDS = """
office show
office set supplement-policy restart
line list
desk list
desk open 2
desk pause 2 --reason nghỉ
desk list
desk close 2
staff list
staff add moi --name 'Lê Mới' --roles officer
procedure list
procedure show 2.000815
calendar list
calendar check
ticket issue --line C
ticket list
ticket next --desk 1
ticket show {label}
ticket recall {label}
ticket arrive {label}
ticket serve {label}
ticket park {label} --reason chờ
ticket restore {label}
ticket call {label} --desk 1 --reason gấp
ticket miss {label}
ticket restore {label}
ticket cancel {label}
ticket next --desk 1
ticket done {next}
ticket undo --desk 1
ticket list
queue
dossier list
dossier show {code}
dossier process {code} --to hoa
dossier received {code}
dossier resolve {code}
fee take {code} --method cash
dossier return {code} --receiver Lan --way post
dossier undo {code} --reason nhầm
dossier show {code} --full
dossier find Ánh
dossier lookup {code} --pin {pin}
dossier accept --procedure 1.001193 --owner Lan
dossier void {code} --reason nhầm
office key
due --procedure 1.004884 --received 2026-11-23T08:00
fee tariff copy --pages 3 --copies 2
paper show ticket --ticket {label}
paper show slip --dossier {code}
print list
print run --once
print list --all
print reprint {job}
print retry {job}
print drop {job}
printer list
printer status
printer add moi --folder papers2 --driver escpos --width 58 --for slip
printer remove moi
report daily
report 06a --from 2026-11-01 --to 2026-11-30
import dossiers {dossiers}
line import {lines}
desk import {desks}
staff import {staff}
procedure import {procedures}
calendar import {holidays}
backup
verify
doctor
""".strip().splitlines()

# They take or show bytes of files, make an office, or are screens (whose goldens are looked at below).
ELSEWHERE = {'init', 'restore', 'printer test', 'paper list', 'paper check', 'paper render', 'paper edit', 'fold', 'help',
             'demo', 'kiosk', 'counter', 'desk', 'board', 'watch'}


def words_of(command):
    return re.findall(r"'[^']*'|\S+", command)


def names(office):
    """What the braces stand for."""
    tickets = {row['label']: row for row in office.json('ticket', 'list', at='08:30').rows()}
    dossiers = office.json('dossier', 'list', at='08:30').rows()
    code = next(d['code'] for d in dossiers if d['state'] == 'accepted')
    data = os.path.join(SOURCE, 'data')
    return {'label': 'A001', 'code': code,
            'next': next((t for t, row in tickets.items() if row['state'] in ('called', 'serving')), 'A001'),
            'pin': '000000', 'job': office.json('print', 'list', at='08:30').rows()[0]['job'],
            'dossiers': write('dossiers.csv', 'code,procedure,field,owner,id_number,phone,channel,accepted_at,due_at,'
                              'resolved_at,returned_at,withdrawn_at,state,apology_at\nX1,2.000815,Chứng thực,Lan,,,direct,2026-11-02T08:00,'
                              '2026-11-02T17:00,,,,processing,\n'),
            **{name: os.path.join(data, 'sample', name + '.csv') for name in ('lines', 'desks', 'staff')},
            **{name: os.path.join(data, name + '.csv') for name in ('procedures', 'holidays')}}


@test('every command says nothing in code words, whether it does or refuses')
def commands():
    for lang in ('vi', 'en'):
        office = office_with_everything()
        filled = names(office)
        for command in COMMANDS:
            if '{next}' in command:
                filled['next'] = names(office)['next']
            words = [word.strip("'").format(**filled) for word in words_of(command)]
            answer = office.run('--lang', lang, *words, at='08:30', expect=None)
            holds(answer.status in (0, 1), str(answer))
            same(found(lang, answer.out + answer.err), [], f'code words of {answer}')


@test('and no command was left out')
def complete():
    listed = subprocess.run([program(), '--lang', 'en', 'help'], capture_output=True, text=True, check=True).stdout
    table = {row.split('  ')[0] for row in re.findall(r'^  ([a-z0-9].*)$', listed, re.M)}
    table = {re.sub(r' [A-Z\[].*', '', row) for row in table}
    given = {c for c in table for command in COMMANDS if (command + ' ').startswith(c + ' ')}
    same(sorted(table - given - ELSEWHERE), [], 'commands that are not tried')


@test('the screens show no code word')
def screens():
    pictures = list(read('tests/ui/golden/*.txt'))
    holds(len(pictures) > 20, 'there are no pictures')
    for path, text in pictures:
        same(found('vi', text), [], f'code words of {path}')


@test('a code word is found where there is one')
def planted():
    same(found('vi', 'Đơn vị tính: working_day'), ['working_day'])
    same(found('vi', 'vai trò cashier, “fee.take”'), ['cashier', 'fee.take'])
    same(found('en', 'Unit: working_day, waiting, “fee.take”'), ['fee.take', 'working_day'])
    same(found('vi', 'xem “motcua ticket list” và --state waiting, printer/waiting'), [])
    holds({'holiday', 'commune_police', 'swap_work', 'restart', 'escpos', 'counter'} <= CODES, 'a table is not read')


main()

"""--request -: an act as one JSON object on stdin, and nothing personal among the arguments."""
import json
import os
import subprocess
import sys

from office import MORNING, Office, folder, holds, main, program, same, test

SOURCE = os.environ.get('MC_SOURCE') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
OWNER, PHONE, ID = 'Đặng Thị Ngọc Ánh', '0912345678', '087189001234'
ACCEPT = ('dossier', 'accept', '--request', '-')
NEEDED = {'procedure': '2.000815', 'owner': OWNER}


def given(request):
    return request if isinstance(request, bytes) else json.dumps(request, ensure_ascii=False).encode()


def sent(office, request, *arguments, at='08:10', **options):
    return office.one(*(arguments or ACCEPT), at=at, stdin=given(request), **options)


def refused(office, request, *arguments, says, status=2):
    return office.refuse(status, *(arguments or ACCEPT), at='08:10', stdin=given(request), says=says)


@test('an object does what the options do, field by field')
def as_options():
    office = Office()
    options = office.one('dossier', 'accept', '--procedure', '2.000815', '--owner', OWNER, '--id-number', ID, '--phone', PHONE,
                         '--birth', '1989', '--subject', 'Bằng', '--channel', 'postal', '--return', 'post', '--component',
                         'Đơn=1,0,2', '--sets', '2', '--external', 'X-1', '--occurred', f'{MORNING}T07:40', '--late-reason', 'mất điện',
                         '--no-print', at='08:10')
    request = {**NEEDED, 'id_number': ID, 'phone': PHONE, 'birth': '1989', 'subject': 'Bằng', 'channel': 'postal', 'return': 'post',
               'component': [{'name': 'Đơn', 'originals': 1, 'copies': 2}], 'sets': 2, 'external_code': 'X-2',
               'occurred': f'{MORNING}T07:40', 'late_reason': 'mất điện', 'no_print': True}
    row = sent(office, request)
    for changing in ('code', 'pin', 'external_code'):
        holds(row.pop(changing) != options.pop(changing), f'{changing} is that of another dossier')
    same(row, options)
    shown = office.one('dossier', 'show', 'X-2', at='08:20')
    same([(c['name'], c['originals'], c['certified'], c['copies']) for c in shown['components']], [('Đơn', 1, 0, 2)])


@test('every command that sends an act takes a request, and of every kind of command one does it')
def every_act():
    office = Office()
    commands = {row['command']: row for row in office.json('help').rows()}
    lacking = [words for words, row in commands.items() if 'request' not in {o['name'] for o in row['options']}]
    same([words for words in lacking if words.split()[0] in ('ticket', 'fee', 'desk', 'dossier', 'office') and
          words.split()[-1] not in ('desk', 'list', 'show', 'find', 'lookup', 'import', 'copy')], [])
    label = sent(office, {'line': 'A', 'kind': 'file'}, 'ticket', 'issue', '--request', '-')['label']
    same(sent(office, {'desk': '1'}, 'ticket', 'next', '--request', '-')['label'], label)
    same(sent(office, {'label': label}, 'ticket', 'serve', '--request', '-')['state'], 'serving')
    same(sent(office, {}, 'ticket', 'done', label, '--request', '-')['state'], 'done')
    same(sent(office, {'desk': '1', 'reason': 'nghỉ'}, 'desk', 'pause', '--request', '-')['state'], 'paused')
    same(sent(office, {'staff': 'moi', 'name': 'Lê Mới', 'roles': 'officer;head'}, 'staff', 'add', '--request', '-')['name'], 'Lê Mới')
    same(sent(office, {'value': '02838123456'}, 'office', 'set', 'phone', '--request', '-')['phone'], '02838123456')
    code = sent(office, NEEDED)['code']
    same(sent(office, {'method': 'cash'}, 'fee', 'take', code, '--request', '-')['amount'], 2000)
    sent(office, {'to': 'hoa'}, 'dossier', 'process', code, '--request', '-')
    sent(office, {'code': code, 'result_no': '1/CT'}, 'dossier', 'resolve', '--request', '-')
    same(sent(office, {'receiver': OWNER}, 'dossier', 'return', code, '--request', '-')['state'], 'returned')


@test('the same key again finds the first outcome, whichever way it is given')
def keys():
    office = Office()
    first = sent(office, {**NEEDED, 'key': 'k1'})
    again = office.one('dossier', 'accept', '--procedure', '2.000815', '--owner', OWNER, '--key', 'k1', at='08:30')
    same(again['code'], first['code'])
    refused(office, {**NEEDED, 'key': ''}, says='key')


BAD = (
    ({**NEEDED, 'oner': 'A'}, 'oner'), ({**NEEDED, 'Phone': PHONE}, 'Phone'), ({'procedure': '2.000815'}, 'owner'),
    (b'{"procedure":"2.000815","owner":"A","owner":"B"}', 'owner'), ({**NEEDED, 'external': 'X', 'external_code': 'X'}, 'external'),
    ({**NEEDED, 'owner': 7}, 'owner'), ({**NEEDED, 'phone': None}, 'phone'), ({**NEEDED, 'sets': '2'}, 'sets'),
    ({**NEEDED, 'sets': 2.5}, 'sets'), ({**NEEDED, 'no_print': 1}, 'no_print'), ({**NEEDED, 'component': 'Đơn'}, 'component'),
    ({**NEEDED, 'components': [{'name': 'Đơn', 'orignals': 1}]}, 'orignals'), ({**NEEDED, 'components': [7]}, 'component'),
    ({**NEEDED, 'sets': 0}, 'sets'), ({**NEEDED, 'sets': 100}, 'sets'), ({**NEEDED, 'owner': 'A' * 201}, 'owner'),
    ({**NEEDED, 'phone': '12'}, 'phone'), ({**NEEDED, 'channel': 'pigeon'}, 'pigeon'), ({**NEEDED, 'occurred': 'soon'}, 'soon'),
    ({**NEEDED, 'state': 'accepted'}, 'state'), ({**NEEDED, 'actor': 'hoa'}, 'actor'), (b'[]', 'object'), (b'7', 'object'),
    (b'', 'JSON'), (b'{"owner":', 'JSON'), (b'\xff', 'JSON'), (b'{"owner":"a\\u0000b"}', 'JSON'), ({**NEEDED, 'owner': 'A\u200bB'}, 'owner'),
    (b'[' * 100, 'deep'), (b' ' * (5 << 20), 'bytes'),
)


@test('what does not fit is named, with status 2, and nothing is done')
def strict():
    office = Office()
    for request, says in BAD:
        refused(office, request, says=says)
    refused(office, {'owner': 'B', 'procedure': '2.000815'}, *ACCEPT, '--owner', 'A', says='owner')
    refused(office, {'label': 'A001'}, 'ticket', 'serve', 'A001', '--request', '-', says='label')
    refused(office, {'label': 'A001', 'reason': 'x'}, 'ticket', 'serve', '--request', '-', says='reason')
    refused(office, {}, 'dossier', 'accept', '--request', 'file.json', says='stdin')
    refused(office, {**NEEDED, 'late_reason': 'x'}, says='late')
    office.refuse(2, 'queue', '--request', '-', says='--request')
    same(office.json('dossier', 'list').rows(), [])


@test('a sentence about a request names its member, and one about an option the option')
def named():
    office = Office()
    answer = refused(office, {'owner': 'A', 'procedure': '2.000815', 'phone': '12'}, says='“phone”: ')
    holds('--phone' not in answer.err, str(answer))
    refused(office, {'owner': 'A', 'procedure': '2.000815'}, *ACCEPT, '--phone', '12', says='--phone: ')


def arguments_of(run):
    """What every process of the machine can read of another one, as soon as it has become the program."""
    seen = ''
    while not seen and run.poll() is None:
        with open(f'/proc/{run.pid}/cmdline', 'rb') as file:
            seen = file.read().decode('utf-8', 'replace')
    return seen


@test('while a request is read, no process shows what is in it')
def hidden():
    office = Office()
    with subprocess.Popen([program(), '--office', office.path, '--at', f'{MORNING}T08:10', '--json', *ACCEPT], env=office.env,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        half = given({**NEEDED, 'id_number': ID})
        run.stdin.write(half[:-1])
        run.stdin.flush()
        seen = arguments_of(run)
        run.stdin.write(half[-1:])
        run.stdin.close()
        answer = json.loads(run.stdout.read())
        run.stdout.close()
    same(run.returncode, 0)
    same(answer['owner'], OWNER)
    holds('accept' in seen, f'the program itself is looked at: {seen}')
    for secret in (OWNER, ID):
        holds(secret not in seen, f'{secret} in {seen}')


@test("a script's arguments hold no name")
def script():
    place = folder()
    log, spy = os.path.join(place, 'log'), os.path.join(place, 'motcua')
    with open(spy, 'w', encoding='utf-8') as file:
        file.write(f'#!/bin/sh\ncat /proc/$$/cmdline >>"{log}"\necho >>"{log}"\nexec "{program()}" "$@"\n')
    os.chmod(spy, 0o700)
    run = subprocess.run([sys.executable, os.path.join(SOURCE, 'tools', 'headless.py'), spy, os.path.join(place, 'office')],
                         stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=100)
    same(run.returncode, 0, run.stderr.decode('utf-8', 'replace'))
    with open(log, encoding='utf-8') as file:
        seen = file.read().replace('\0', ' ')
    for step in ('dossier accept', 'dossier return'):
        holds(step in seen, f'{step} was not seen: {seen}; {run.stderr.decode()}')
    for secret in (OWNER, PHONE, 'Trần Phú', 'bằng tốt nghiệp'):
        holds(secret not in seen, f'{secret} stands among the arguments: {seen}')


main()

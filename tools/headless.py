#!/usr/bin/env python3
"""headless.py MOTCUA FOLDER: a morning's work in a new practice office, without a terminal.

Does the main job on the next working morning by the command line alone: issues a
number, calls it, accepts a dossier, hands it on, resolves it, takes the fee, gives
the result back, makes the report II.06a, and prints every paper. Each step's exit
status and answer are checked. What it does goes to stderr; stdout ends with one
JSON object on one line:

    {"ok":true,"ticket":{…},"dossier":{…},"report":{…},"papers":["….png",…]}

or {"ok":false,"step":"…","message":"…"} and exit status 1.
"""
import datetime
import json
import os
import shutil
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
HANOI = datetime.timezone(datetime.timedelta(hours=7))
PROCEDURE = '2.000815'  # chứng thực bản sao từ bản chính: the daily bread of every office, with a fee
OWNER = 'Đặng Thị Ngọc Ánh'
PNG = b'\x89PNG\r\n\x1a\n'
STEP_TIMEOUT_S = 120


class Failed(Exception):
    """A step that did not do what it promises: its name, and why."""

    def __init__(self, step, message):
        super().__init__(message)
        self.step, self.message = step, message


def must(step, condition, message):
    if not condition:
        raise Failed(step, message)


class Office:
    """The office's command line: every call is one step."""

    def __init__(self, program, folder):
        self.program, self.folder, self.pictures = program, folder, folder + '-papers'

    def run(self, step, *arguments, at=None, office=True, request=None):
        """Runs a command; its rows of JSON. A status other than 0 fails the step. What is in `request`, as all that
        is personal, goes through stdin: arguments can be read by every process of the machine."""
        command = [self.program] + (['--office', self.folder] if office else []) + ['--json']
        command += ['--at', at] if at else []
        command += arguments + (('--request', '-') if request else ())
        print(f'{step}: motcua {" ".join(arguments)}', file=sys.stderr)
        try:
            done = subprocess.run(command, input=json.dumps(request).encode() if request else b'', capture_output=True,
                                  timeout=STEP_TIMEOUT_S)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Failed(step, str(error)) from error
        said = done.stderr.decode('utf-8', 'replace').strip()
        if said:
            print('\n'.join('    ' + line for line in said.splitlines()), file=sys.stderr)
        must(step, done.returncode == 0, f'exit status {done.returncode}: {said}')
        try:
            return [json.loads(line) for line in done.stdout.decode('utf-8').splitlines() if line.strip()]
        except ValueError as error:
            raise Failed(step, f'its answer is no JSON: {error}') from error

    def one(self, step, *arguments, at=None, request=None):
        rows = self.run(step, *arguments, at=at, request=request)
        must(step, len(rows) == 1, f'{len(rows)} rows where one was expected')
        return rows[0]

    def moved(self, step, *arguments, at, request=None, **expected):
        """A step whose answer must show what was expected of it."""
        row = self.one(step, *arguments, at=at, request=request)
        for key, value in expected.items():
            must(step, row.get(key) == value, f'{key} is {row.get(key)!r}, not {value!r}')
        return row


def make(office):
    """A new, empty practice office with the real catalogue and calendar."""
    for folder in (office.folder, office.pictures):
        must('init', not os.path.islink(folder), f'{folder} is a link')
        shutil.rmtree(folder, ignore_errors=True)
    office.run('init', 'init', '--practice', '--catalogue', os.path.join(SOURCE, 'data', 'procedures.csv'),
               '--calendar', os.path.join(SOURCE, 'data', 'holidays.csv'))


def next_working_day(office):
    """The first working day after today, by the office's own calendar."""
    morning = datetime.datetime.now(HANOI).replace(hour=8, minute=0, second=0).strftime('%Y-%m-%dT%H:%M:%S')
    due = office.one('calendar', 'due', '--term', '1', '--unit', 'working_day', '--received', morning, at=morning)
    must('calendar', isinstance(due.get('due_at'), str), 'no due date')
    return due['due_at'][:10]


def somebody(office, role):
    for row in office.run('staff', 'staff', 'list'):
        roles = row.get('roles', '')
        if role in (roles.split(';') if isinstance(roles, str) else roles):
            return row['staff']
    raise Failed('staff', f'nobody is {role}')


def work(office, day):
    """The main job; returns the ticket, the dossier and the total of the report."""
    def at(clock):
        return f'{day}T{clock}'

    ticket = office.moved('issue', 'ticket', 'issue', '--line', 'A', at=at('08:00'), state='waiting', ahead=0)
    label = ticket['label']
    office.moved('next', 'ticket', 'next', '--desk', '1', at=at('08:04'), label=label, state='called', desk='1')
    office.moved('serve', 'ticket', 'serve', label, at=at('08:05'), state='serving')
    dossier = office.moved(
        'accept', 'dossier', 'accept', '--procedure', PROCEDURE, '--ticket', label, at=at('08:10'),
        request={'owner': OWNER, 'phone': '0912345678', 'address': 'Số 12 đường Trần Phú',
                 'subject': 'Chứng thực bản sao bằng tốt nghiệp'}, owner=OWNER, state='accepted', state_code=2)
    code, pin = dossier['code'], dossier['pin']
    ticket = office.moved('done', 'ticket', 'done', label, at=at('08:15'), state='done')
    office.moved('process', 'dossier', 'process', code, '--to', somebody(office, 'officer'),
                 at=at('08:20'), state='processing')
    seen = office.one('lookup', 'dossier', 'lookup', code, '--pin', pin, at=at('09:00'))
    must('lookup', OWNER not in json.dumps(seen, ensure_ascii=False), 'a look-up shows a name')
    office.moved('resolve', 'dossier', 'resolve', code, '--result-no', '128/CT', at=at('10:30'), state='resolved')
    if dossier.get('fee'):
        office.one('fee', 'fee', 'take', code, '--method', 'cash', at=at('10:55'))
    dossier = office.moved('return', 'dossier', 'return', code, request={'receiver': OWNER}, at=at('11:00'), state='returned')
    rows = office.run('report', 'report', '06a', '--from', day, '--to', day, '--format', 'json', at=at('16:30'))
    totals = [row for row in rows if row.get('total') is True]
    must('report', len(totals) == 1, 'the report has no total')
    must('report', totals[0].get('c3') == 1, f'the report counts {totals[0].get("c3")} dossiers, not 1')
    return ticket, {**dossier, 'pin': pin}, {**totals[0], 'rows': [r for r in rows if r.get('total') is not True]}


def papers(office, day, ticket, dossier):
    """Empties the print list into the office's folder, and shows the papers once more beside it, where
    anybody may write; every paper as a picture."""
    office.run('print', 'print', 'run', '--once', at=f'{day}T16:35')
    folder = office.pictures
    os.makedirs(folder)
    for form, of in (('ticket', ('--ticket', ticket['label'])), ('slip', ('--dossier', dossier['code']))):
        name = os.path.join(folder, f'{form}-{of[1].replace("/", "_")}.png')
        office.run('paper', 'paper', 'show', form, *of, '--as', 'png', '-o', name, at=f'{day}T16:36')
        must('paper', os.path.exists(name), f'{name} was not made')
    pictures = sorted(os.path.join(place, name) for top in (os.path.join(office.folder, 'papers'), folder)
                      for place, _, names in os.walk(top) for name in names if name.endswith('.png'))
    must('paper', len(pictures) == 4, f'printed and shown: {pictures}')
    for picture in pictures:
        with open(picture, 'rb') as file:
            must('paper', file.read(len(PNG)) == PNG, f'{picture} is no PNG')
    return pictures


def main():
    program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    office = Office(program, folder)
    try:
        make(office)
        day = next_working_day(office)
        ticket, dossier, report = work(office, day)
        pictures = papers(office, day, ticket, dossier)
        health = office.one('verify', 'verify')
        must('verify', health.get('ok') is True, f'the ledger does not verify: {health}')
        answer = {'ok': True, 'ticket': ticket, 'dossier': dossier, 'report': report, 'papers': pictures}
    except Failed as failure:
        answer = {'ok': False, 'step': failure.step, 'message': failure.message}
    except (KeyError, OSError) as error:
        answer = {'ok': False, 'step': 'answer', 'message': f'{type(error).__name__}: {error}'}
    print(json.dumps(answer, ensure_ascii=False, separators=(',', ':')), flush=True)
    return 0 if answer['ok'] else 1


if __name__ == '__main__':
    sys.exit(main())

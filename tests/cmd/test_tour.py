"""The tour of the READMEs, typed line by line, word for word."""
import os
import re
import subprocess

from office import MORNING, TIMEOUT_S, Office, Skipped, folder, holds, main, program, same, test
from terminal import MISSING, Terminal

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOURS = (('README.md', 'Five minutes'), ('README.vi.md', 'Năm phút làm quen'))
BUILT, PRACTICE = '$PWD/build/src/cmd/motcua', '$PWD/practice'
CLOCKS = (f'{MORNING}T08:10', '2026-11-22T23:10', '2027-01-01T00:05', '2027-02-28T12:00', '2031-07-31T16:59')


def lines_of(readme, heading):
    """What a reader of the tour types, one line each."""
    with open(os.path.join(ROOT, readme), encoding='utf-8') as file:
        text = file.read()
    found = re.search(rf'^## {heading}$(.*?)^## ', text, re.MULTILINE | re.DOTALL)
    holds(found, f'{readme} has no tour')
    blocks = re.findall(r'^```sh\n(.*?)^```$', found[1], re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]
    holds(len(lines) > 10, f'the tour of {readme} is too short: {lines}')
    return lines


def script_of(lines, office):
    """One shell reads all of them; the first that fails ends it, its number and status being the last output."""
    holds(BUILT in lines[0] and PRACTICE in lines[0], f'the tour begins otherwise: {lines[0]}')
    script = []
    for number, line in enumerate(lines):
        script += [line.replace(BUILT, program()).replace(PRACTICE, office.path),
                   f'status=$?; [ $status = 0 ] || {{ echo "{number} $status"; exit 1; }}']
    return '\n'.join(script) + '\n'


def walk(readme, heading, office):
    lines = lines_of(readme, heading)
    path = os.path.join(folder(), 'tour')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(script_of(lines, office))
    run = subprocess.run(['sh', path], stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_S,
                         env=office.env, cwd=folder(), check=False)
    out, err = run.stdout.decode('utf-8'), run.stderr.decode('utf-8', 'replace')
    if run.returncode != 0:
        number, status = (out.splitlines() or ['0 ?'])[-1].split()
        raise AssertionError(f'{readme}: “{lines[int(number)]}” ends with {status}; {err}')


def check_filed(office):
    """Every dossier of the tour went all the way, on the line of its field."""
    fields = {row['line']: row['fields'].split(';') for row in office.json('line', 'list').rows()}
    toured = [row for row in office.json('dossier', 'list').rows() if row['ticket']]
    holds(toured, 'the tour files nothing')
    for row in toured:
        ticket = office.one('ticket', 'show', row['ticket'])
        holds(row['field'] in fields[ticket['line']], f'{row["field"]} is filed on line {ticket["line"]}')
        same((row['state'], row['fee_open']), ('returned', False))


@test('the tour works word for word in a fresh practice office, on any day')
def fresh():
    for clock in CLOCKS:
        for tour in TOURS:
            office = Office()
            office.run('office', 'set', 'clock', clock)
            walk(*tour, office)
            check_filed(office)


@test('the tour works a second time')
def again():
    office = Office()
    office.run('office', 'set', 'clock', CLOCKS[0])
    for tour in TOURS + TOURS:
        walk(*tour, office)
    check_filed(office)


@test('the tour works word for word beside a crowd in a hurry')
def beside_a_crowd():
    for tour in TOURS:
        office = Office()
        office.run('office', 'set', 'clock', CLOCKS[0])
        office.run('demo', '--crowd', '--steps', '40')
        with subprocess.Popen([program(), '--office', office.path, 'demo', '--crowd', '--speed', '100'], env=office.env,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as crowd:
            try:
                walk(*tour, office)
                holds(crowd.poll() is None, 'the crowd has left')
            finally:
                crowd.terminate()
        check_filed(office)


@test('the tour works word for word beside the demonstration, and after it')
def beside_the_demonstration():
    if MISSING:
        raise Skipped(MISSING)
    office = Office()
    terminal = Terminal([program(), '--office', office.path, '--at', CLOCKS[0], 'demo'], 80, 24, office.env)
    terminal.wait_for('QUẦY TIẾP NHẬN')
    for tour in TOURS:
        walk(*tour, office)
    terminal.type('F10')
    same(terminal.end()[0], 0)
    for tour in TOURS:
        walk(*tour, office)
    check_filed(office)


main()

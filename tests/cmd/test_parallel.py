"""Many processes on one office: no number twice, no gap, no citizen called by two desks."""
import concurrent.futures
import json
import subprocess

from office import Office, environment, main, program, same, test, write

PROCESSES, EACH = 8, 6


def many(office, commands):
    """Starts all commands at once; their answers."""
    def one(arguments):
        run = subprocess.run([program(), '--office', office.path, '--json', *arguments], capture_output=True,
                             env=environment(), timeout=120, check=False)
        return run.returncode, [json.loads(line) for line in run.stdout.splitlines()], run.stderr.decode()
    with concurrent.futures.ThreadPoolExecutor(len(commands)) as pool:
        return list(pool.map(one, commands))


@test(f'{PROCESSES} processes issue {EACH} numbers each: no gap, no double')
def _():
    office = Office()
    answers = many(office, [('--at', '2026-11-23T08:00', 'ticket', 'issue', '--line', 'A', '--count', str(EACH))] * PROCESSES)
    for status, _rows, said in answers:
        same(status, 0, said)
    labels = sorted(row['label'] for _status, rows, _said in answers for row in rows)
    same(labels, [f'A{n:03}' for n in range(1, PROCESSES * EACH + 1)])
    same(office.one('verify')['ok'], True)


@test(f'{PROCESSES} desks call at once: each citizen is called by one')
def _():
    desks = 'desk,name_vi,name_en,lines,help_lines\n' + ''.join(f'{n},Quầy {n},Desk {n},A,\n' for n in range(1, PROCESSES + 1))
    office = Office('--desks', write('desks.csv', desks))
    office.run('ticket', 'issue', '--line', 'A', '--count', str(PROCESSES - 2), at='08:00')
    answers = many(office, [('--at', '2026-11-23T08:01', 'ticket', 'next', '--desk', str(n)) for n in range(1, PROCESSES + 1)])
    labels = sorted(rows[0]['label'] for status, rows, _said in answers if status == 0)
    same(labels, [f'A{n:03}' for n in range(1, PROCESSES - 1)])
    same(sorted(status for status, _rows, _said in answers), [0] * (PROCESSES - 2) + [1, 1])


@test(f'{PROCESSES} processes with one key accept one dossier')
def _():
    office = Office()
    answers = many(office, [('--at', '2026-11-23T08:00', 'dossier', 'accept', '--procedure', '2.000815', '--owner',
                             'Đặng Thị Ngọc Ánh', '--key', 'một')] * PROCESSES)
    same({rows[0]['code'] for status, rows, _said in answers if status == 0}, {'H20.14.07-261123-0001'})
    same([status for status, _rows, _said in answers], [0] * PROCESSES)
    same(len(office.json('dossier', 'list', at='08:01').rows()), 1)


if __name__ == '__main__':
    main()

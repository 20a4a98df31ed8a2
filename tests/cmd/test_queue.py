"""ticket …, queue, desk …: keys of JSON, states, statuses, request keys."""
from office import MORNING, Office, holds, main, same, test

TICKET = {'id': int, 'label': str, 'day': str, 'line': str, 'kind': str, 'priority': str, 'state': str,
          'desk': (str, type(None)), 'ahead': int, 'wait_from': type(None), 'wait_to': type(None),
          'issued_at': str, 'called_at': (str, type(None)), 'arrived_at': (str, type(None)),
          'served_at': (str, type(None)), 'done_at': (str, type(None))}


def check_keys(row, keys):
    for key, kind in keys.items():
        holds(key in row, f'{key} is missing in {row}')
        holds(isinstance(row[key], kind) and not isinstance(row[key], bool), f'{key} is {row[key]!r}')


@test('a ticket has the keys promised, instants with +07:00 and null where they have not happened')
def _():
    office = Office()
    row = office.one('ticket', 'issue', '--line', 'a', '--priority', 'elderly', at='08:00')
    check_keys(row, TICKET)
    same({k: row[k] for k in ('label', 'day', 'line', 'kind', 'priority', 'state', 'desk', 'ahead')},
         {'label': 'A001', 'day': MORNING, 'line': 'A', 'kind': 'file', 'priority': 'elderly',
          'state': 'waiting', 'desk': None, 'ahead': 0})
    same((row['issued_at'], row['called_at']), (f'{MORNING}T08:00:00+07:00', None))
    same(office.one('ticket', 'show', 'a1', at='08:01'), {k: v for k, v in row.items() if k != 'warnings'})


@test('a ticket goes from call to finish, in either case of its label')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    called = office.one('ticket', 'next', '--desk', '1', at='08:04')
    same((called['label'], called['state'], called['desk'], called['reason']), ('A001', 'called', '1', 'arrival'))
    same(called['called_at'], f'{MORNING}T08:04:00+07:00')
    recalled = office.one('ticket', 'recall', 'a001', at='08:05')
    same(recalled['calls'], 2)
    same(recalled['called_at'], called['called_at'])
    same(office.one('ticket', 'arrive', 'A1', at='08:06')['arrived_at'], f'{MORNING}T08:06:00+07:00')
    same(office.one('ticket', 'serve', 'A001', at='08:07')['state'], 'serving')
    done = office.one('ticket', 'done', 'A001', at='08:20')
    same((done['state'], done['done_at']), ('done', f'{MORNING}T08:20:00+07:00'))
    office.refuse(1, 'ticket', 'serve', 'A001', at='08:21', says='A001')


@test('next is refused while the desk has a ticket, and when nobody waits')
def _():
    office = Office()
    office.refuse(1, 'ticket', 'next', '--desk', '1', at='08:00', says='Nobody waits')
    office.run('ticket', 'issue', '--line', 'A', '--count', '2', at='08:00')
    office.run('ticket', 'next', '--desk', '1', at='08:01')
    office.refuse(1, 'ticket', 'next', '--desk', '1', at='08:02', says='A001')
    same(office.one('ticket', 'miss', 'A001', at='08:03')['state'], 'missed')
    same(office.one('ticket', 'next', '--desk', '1', at='08:04')['label'], 'A002')


@test('a call out of order needs a reason and is marked')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--count', '2', at='08:00')
    office.refuse(2, 'ticket', 'call', 'A002', '--desk', '1', at='08:01', says='--reason')
    row = office.one('ticket', 'call', 'a2', '--desk', '1', '--reason', 'Công dân khuyết tật', at='08:01')
    same((row['label'], row['reason']), ('A002', 'picked'))


@test('--count gives so many numbers, a JSON line each, without gaps')
def _():
    rows = Office().json('ticket', 'issue', '--line', 'B', '--count', '5', at='08:00').rows()
    same([row['label'] for row in rows], [f'B{n:03}' for n in range(1, 6)])
    same([row['ahead'] for row in rows], [0, 1, 2, 3, 4])


@test('the same --key finds the same tickets and gives out no more')
def _():
    office = Office()
    first = office.json('ticket', 'issue', '--line', 'A', '--count', '3', '--key', 'sáng 1', at='08:00').rows()
    again = office.json('ticket', 'issue', '--line', 'A', '--count', '3', '--key', 'sáng 1', at='08:09')
    same([row['id'] for row in again.rows()], [row['id'] for row in first])
    holds(all('repeated' in row['warnings'] for row in again.rows()), str(again))
    same(len(office.json('ticket', 'list', at='08:10').rows()), 3)
    one = office.one('ticket', 'next', '--desk', '1', '--key', 'gọi 1', at='08:11')
    same(office.one('ticket', 'next', '--desk', '1', '--key', 'gọi 1', at='08:12')['label'], one['label'])


@test('a key of another act is refused, and an empty one')
def _():
    office = Office()
    for empty in ('', '  '):
        office.refuse(2, 'ticket', 'issue', '--line', 'A', '--key', empty, at='08:00', says='--key is empty')
    office.run('ticket', 'issue', '--line', 'A', '--key', 'K', at='08:00')
    office.refuse(1, 'ticket', 'next', '--desk', '1', '--key', 'K', at='08:01', says='key')


@test('undo takes the last act at a desk back for 60 seconds, whatever it was')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--count', '2', at='08:00')
    first = office.one('ticket', 'next', '--desk', '1', at='08:01:00')
    back = office.one('ticket', 'undo', '--desk', '1', at='08:02:00')
    same((back['label'], back['state'], back['desk'], back['called_at'], back['calls'], back['took_back']),
         ('A001', 'waiting', None, None, 0, 'call'))
    same(office.one('ticket', 'next', '--desk', '1', at='08:03:00')['label'], first['label'], 'its old place')
    for move, state in (('done', 'called'), ('miss', 'called'), ('arrive', 'called'), ('recall', 'called'),
                        ('serve', 'called'), ('cancel', 'called')):
        office.run('ticket', move, 'A001', at='08:03:10')
        back = office.one('ticket', 'undo', '--desk', '1', at='08:03:20')
        same((back['state'], back['done_at'], back['took_back']), (state, None, move))
    office.refuse(1, 'ticket', 'undo', '--desk', '1', at='08:04:01', says='A001 was called at 08:03')
    office.refuse(1, 'ticket', 'undo', '--desk', '2', at='08:04:01', says='Nothing was done at desk 2')
    same(office.json('verify').row()['ok'], True)


@test('undo of a number: issued, it is given up; given up, it waits again; one of both is said')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--count', '2', at='08:00')
    same(office.one('ticket', 'undo', 'a2', at='08:00:30')['state'], 'cancelled')
    office.refuse(1, 'ticket', 'undo', 'A002', at='08:00:40', says='Nothing was done')
    office.run('ticket', 'cancel', 'A001', at='08:00:50')
    same(office.one('ticket', 'undo', 'A001', at='08:01:00')['took_back'], 'cancel')
    office.refuse(2, 'ticket', 'undo', at='08:01', says='--desk N')
    office.refuse(2, 'ticket', 'undo', 'A001', '--desk', '1', at='08:01', says='LABEL')
    office.refuse(1, 'ticket', 'undo', '--desk', '99', at='08:01', says='99')


@test('undo is for oneself, and the same --key takes back once')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    office.run('--as', 'hoa', 'ticket', 'next', '--desk', '1', at='08:01')
    office.refuse(1, '--as', 'duc', 'ticket', 'undo', '--desk', '1', at='08:01', says='only that person')
    office.run('--as', 'hoa', 'ticket', 'done', 'A001', at='08:01')
    for _ in range(2):
        row = office.one('--as', 'hoa', 'ticket', 'undo', '--desk', '1', '--key', 'F9', at='08:01:10')
        same((row['state'], row['took_back']), ('called', 'done'))


@test('who was absent waits again with the time waited')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--count', '2', at='08:00')
    office.run('ticket', 'next', '--desk', '1', at='08:01')
    office.run('ticket', 'miss', 'A001', at='08:05')
    office.run('ticket', 'restore', 'A001', at='08:20')
    rows = {row['line']: row for row in office.json('queue', at='08:20').rows()}
    same(rows['A']['oldest_wait_s'], 1200)
    same(office.one('ticket', 'next', '--desk', '1', at='08:21')['label'], 'A001')


@test('lists take day, state and line; an unknown line is said to be one')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--count', '2', at='08:00')
    office.run('ticket', 'issue', '--line', 'B', at='08:00')
    office.run('ticket', 'next', '--desk', '1', at='08:01')
    def labels(*more, at='08:02'):
        return [row['label'] for row in office.json('ticket', 'list', *more, at=at).rows()]
    same(sorted(labels()), ['A001', 'A002', 'B001'])
    same(labels('--state', 'called'), ['A001'])
    same(labels('--line', 'b'), ['B001'])
    same(labels(at='2026-11-25T08:00'), [])
    same(sorted(labels('--day', MORNING, at='2026-11-25T08:00')), ['A001', 'A002', 'B001'])
    office.refuse(1, 'ticket', 'list', '--line', 'Z', at='08:02', says='Z')
    office.refuse(2, 'ticket', 'list', '--state', 'asleep', at='08:02', says='asleep')


@test('queue says per line who waits and how long')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--count', '2', at='08:00')
    rows = {row['line']: row for row in office.json('queue', at='08:10').rows()}
    a = rows['A']
    same((a['waiting'], a['oldest_wait_s'], a['open_desks'], a['target_min']), (2, 600, 0, 20))
    same((rows['C']['waiting'], rows['C']['oldest_wait_s']), (0, 0))
    office.run('ticket', 'next', '--desk', '1', at='08:11')
    rows = {row['line']: row for row in office.json('queue', at='08:12').rows()}
    same((rows['A']['waiting'], rows['A']['open_desks']), (1, 1))


@test('priority and appointments are taken in; a time that is none is not')
def _():
    office = Office()
    row = office.one('ticket', 'issue', '--line', 'A', '--appointment', '9:30', '--kind', 'ask', at='08:00')
    same((row['appointment_at'], row['kind']), (f'{MORNING}T09:30:00+07:00', 'ask'))
    same(office.one('ticket', 'issue', '--line', 'G', at='08:00')['kind'], 'collect', 'the first kind that line G takes')
    office.refuse(1, 'ticket', 'issue', '--line', 'G', '--kind', 'file', at='08:00', says='collect')
    office.refuse(2, 'ticket', 'issue', '--line', 'A', '--appointment', '25:00', at='08:00', says='--appointment')
    office.refuse(2, 'ticket', 'issue', '--line', 'A', '--kind', 'fun', at='08:00', says='fun')


@test('what is not there: line, desk, ticket (status 1)')
def _():
    office = Office()
    office.refuse(1, 'ticket', 'issue', '--line', 'Z', at='08:00', says='Z')
    office.refuse(1, 'ticket', 'next', '--desk', '99', at='08:00', says='99')
    office.refuse(1, 'ticket', 'done', 'A001', at='08:00', says='A001')
    office.refuse(1, 'ticket', 'show', 'C777', at='08:00', says='C777')
    office.refuse(1, 'desk', 'open', '99', says='99')
    office.refuse(2, 'ticket', 'show', 'xyz', at='08:00', says='xyz')


@test('outside the opening hours staff are warned, not stopped')
def _():
    answer = Office().json('ticket', 'issue', '--line', 'A', '--lang', 'en', at='05:00')
    same(answer.row()['warnings'], ['closed-hours'])
    holds('opening hours' in answer.err, answer.err)


@test('desks open, pause with a reason and close')
def _():
    office = Office()
    same(office.one('desk', 'open', '2')['state'], 'open')
    office.refuse(2, 'desk', 'pause', '2', says='--reason')
    row = office.one('desk', 'pause', '2', '--reason', 'Họp giao ban')
    same((row['state'], row['pause_reason']), ('paused', 'Họp giao ban'))
    same(office.one('desk', 'close', '2')['state'], 'closed')
    same([row['desk'] for row in office.json('desk', 'list').rows()], ['1', '2', '3', '4', '5', '6'])


@test('a ticket of a new day begins at 1, and the day before is closed')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', at='08:00')
    next_day = office.one('ticket', 'issue', '--line', 'A', at='2026-11-25T08:00')
    same((next_day['label'], next_day['day']), ('A001', '2026-11-25'))
    same(office.one('ticket', 'show', 'A001', '--day', MORNING)['state'], 'expired')


@test('who was being served when the day ended is done, and tomorrow says so')
def _():
    office = Office()
    office.run('ticket', 'issue', '--line', 'A', '--count', '3', at='16:40')
    office.run('ticket', 'next', '--desk', '1', at='16:50')
    office.run('ticket', 'serve', 'A001', at='16:51')
    tomorrow = f'{MORNING[:8]}{int(MORNING[8:]) + 1:02d}'
    for _i in range(2):  # before and after the first act of the new day
        row = office.one('ticket', 'show', 'A001', '--day', MORNING, at=f'{tomorrow}T07:40')
        same((row['state'], row['done_at'], row['end_inexact']), ('done', f'{MORNING}T17:00:00+07:00', True))
        rows = office.json('ticket', 'list', '--day', MORNING, '--state', 'expired', at=f'{tomorrow}T07:40').rows()
        same([(r['label'], r['end_inexact']) for r in rows], [('A002', False), ('A003', False)])
        office.refuse(1, 'ticket', 'done', 'A001', at=f'{tomorrow}T07:41', says=f'The one of {MORNING} was served')
        office.run('ticket', 'issue', '--line', 'B', at=f'{tomorrow}T07:42')
    office.refuse(1, 'ticket', 'done', 'A002', at=f'{tomorrow}T07:43', says='it was not served')
    same(office.one('verify', at=f'{tomorrow}T07:45')['ok'], True)


@test('ahead is who is called before, by the order of calls')
def _():
    office = Office()
    office.run('desk', 'open', '1', at='08:00')  # its lines are A and B
    issued = []
    for line, priority in (('A', 'none'), ('B', 'none'), ('A', 'none'), ('A', 'elderly'), ('A', 'merit'), ('B', 'none'),
                           ('A', 'infant'), ('A', 'none'), ('B', 'pregnant')):
        issued.append(office.one('ticket', 'issue', '--line', line, '--priority', priority, at='08:01'))
    same([row['ahead'] for row in issued[:4]], [0, 1, 2, 0])
    last = issued[-1]
    same(office.one('ticket', 'show', last['label'], at='08:02')['ahead'], last['ahead'])
    before = {row['label']: row['ahead'] for row in
              office.json('ticket', 'list', '--state', 'waiting', at='08:02').rows()}
    called = []
    for _i in issued:
        label = office.one('ticket', 'next', '--desk', '1', at='08:03')['label']
        office.run('ticket', 'done', label, at='08:03')
        called.append(label)
    same(called, sorted(before, key=before.get))
    same([before[label] for label in called], list(range(len(issued))))


@test('a number is put aside, waits again with the time it has waited, and is given up')
def _():
    office = Office()
    for _i in range(2):
        office.run('ticket', 'issue', '--line', 'A', at='08:00')
    office.run('ticket', 'next', '--desk', '1', at='08:05')
    office.refuse(2, 'ticket', 'park', 'A001', at='08:06', says='--reason')
    row = office.one('ticket', 'park', 'A001', '--reason', 'Chờ chuyển tiền', at='08:06')
    same((row['label'], row['state']), ('A001', 'parked'))
    office.refuse(1, 'ticket', 'park', 'A002', '--reason', 'Chưa gọi', at='08:06')
    same(office.one('ticket', 'restore', 'A001', at='08:07')['state'], 'waiting')
    same(office.one('ticket', 'next', '--desk', '1', at='08:08')['label'], 'A001', 'it has waited longest')
    same(office.one('ticket', 'cancel', 'A002', '--reason', 'Công dân đã về', at='08:09')['state'], 'cancelled')
    office.refuse(1, 'ticket', 'restore', 'A002', at='08:10')
    same(office.one('verify', at='08:11')['ok'], True)


if __name__ == '__main__':
    main()

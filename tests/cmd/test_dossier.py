"""dossier …, fee …, due: keys, steps, masks, dates, money."""
import json

from office import MORNING, Office, holds, main, motcua, same, test

DOSSIER = ('code', 'procedure', 'owner', 'state', 'state_code', 'accepted_at', 'original_due_at', 'lawful_due_at',
           'due_at', 'resolved_at', 'returned_at', 'withdrawn_at', 'fee', 'fee_paid', 'external_code')
OWNER = 'Đặng Thị Ngọc Ánh'
ID = '087189001234'
PHONE = '0912345678'


@test('a dossier has the keys promised; the PIN is shown at acceptance only')
def _():
    office = Office()
    row = office.accept()
    for key in (*DOSSIER, 'pin'):
        holds(key in row, f'{key} is missing in {row}')
    same({k: row[k] for k in ('code', 'procedure', 'owner', 'state', 'state_code', 'fee', 'fee_paid')},
         {'code': 'H20.14.07-261123-0001', 'procedure': '2.000815', 'owner': OWNER, 'state': 'accepted',
          'state_code': 2, 'fee': 2000, 'fee_paid': False})
    same((row['accepted_at'], row['due_at']), (f'{MORNING}T08:10:00+07:00', f'{MORNING}T17:00:00+07:00'))
    same((row['resolved_at'], row['external_code']), (None, None))
    holds(len(row['pin']) == 6 and row['pin'].isdigit(), row['pin'])
    for command in (('show', row['code']), ('list',), ('find', 'ngoc anh')):
        holds('pin' not in office.one('dossier', *command, at='08:11'), f'{command} shows the PIN')


@test('the life of a dossier: process, received, resolve, fee, return, undo')
def _():
    office = Office()
    code = office.accept()['code']
    row = office.one('dossier', 'process', code.lower(), '--to', 'nam', at='08:20')
    same((row['state'], row['state_code'], row['officer']), ('processing', 4, 'nam'))
    office.refuse(1, '--as', 'son', 'dossier', 'received', code, at='08:29', says='nam')
    office.run('dossier', 'received', code, at='08:30')
    office.refuse(1, 'dossier', 'received', code, at='08:31')
    row = office.one('dossier', 'resolve', code, '--result-no', '128/CT', at='10:30')
    same((row['state'], row['resolved_at'], row['result_no']), ('resolved', f'{MORNING}T10:30:00+07:00', '128/CT'))
    office.refuse(1, 'dossier', 'return', code, '--receiver', OWNER, at='10:40', says=code)
    fee = office.one('fee', 'take', code, '--method', 'cash', at='10:45')
    same((fee['amount'], fee['amount_words']), (2000, 'hai nghìn đồng'))
    row = office.one('dossier', 'return', code, '--receiver', OWNER, '--way', 'counter', at='11:00')
    same((row['state'], row['returned_at'], row['fee_paid']), ('returned', f'{MORNING}T11:00:00+07:00', True))
    office.refuse(2, 'dossier', 'undo', code, at='11:05', says='--reason')
    row = office.one('dossier', 'undo', code, '--reason', 'Trả nhầm người', at='11:05')
    same((row['state'], row['returned_at']), ('resolved', None))
    shown = office.one('dossier', 'show', code, at='11:06')
    steps = [(e['transition'], e['struck']) for e in shown['events'] if e['transition']]
    holds(('return', True) in steps, steps)
    same([t for t, struck in steps if not struck][:4], ['accept', 'process', 'received', 'resolve'])


@test('the fee of certified copies goes by their pages, counted when they are taken in')
def _():
    office = Office()
    row = office.accept('--pages', '5', '--copies', '3')
    same(row['fee'], 21000)
    same(office.one('fee', 'take', row['code'], '--method', 'cash', at='08:20')['amount'], 21000)
    same(office.accept('--pages', '300', '--copies', '2')['fee'], 400000)
    later = office.accept()['code']  # not counted then
    office.refuse(2, 'fee', 'take', later, '--method', 'cash', '--pages', '4', at='08:20', says='copies')
    same(office.one('fee', 'take', later, '--method', 'cash', '--pages', '4', '--copies', '2', at='08:20')['amount'], 12000)
    same(office.one('dossier', 'show', later, at='08:21')['fee'], 12000)
    same(office.one('verify', at='08:22')['ok'], True)
    office.refuse(2, 'dossier', 'accept', '--procedure', '2.000815', '--owner', OWNER, '--pages', '5', at='08:21',
                  says='copies')
    office.refuse(2, 'dossier', 'accept', '--procedure', '1.001193', '--owner', OWNER, '--pages', '5', '--copies', '1',
                  at='08:21', says='1.001193')


@test('for people no code word stands in a life or in the print list')
def _():
    office = Office()
    code = office.accept()['code']
    for step in (('process', code, '--to', 'nam'), ('resolve', code)):
        office.run('dossier', *step, at='08:20')
    office.run('fee', 'take', code, '--method', 'cash', at='08:21')
    office.run('dossier', 'return', code, '--receiver', OWNER, '--way', 'post', at='08:22')
    shown = office.run('dossier', 'show', code, at='08:23').out
    holds('thực hành' in shown and 'qua bưu chính' in shown, shown)
    holds('practice' not in shown and 'post' not in shown, shown)
    listed = office.run('print', 'list', at='08:23').out
    holds('slip' not in listed and 'giấy tiếp nhận' in listed, listed)
    same(office.json('print', 'list', at='08:23').rows()[0]['document'], f'slip {code}')


@test('components: counts behind the last =, the name alone is one original')
def _():
    office = Office()
    code = office.accept('--component', 'Tờ khai=1,0,2', '--component', 'a=b=0,3,0', '--component', 'Ảnh 3×4')['code']
    same([(c['name'], c['originals'], c['certified'], c['copies'])
          for c in office.one('dossier', 'show', code, at='08:11')['components']],
         [('Tờ khai', 1, 0, 2), ('a=b', 0, 3, 0), ('Ảnh 3×4', 1, 0, 0)])
    for bad in ('Tờ khai=x', 'Tờ khai=1,2,3,4', 'Tờ khai=', 'Tờ khai=1,', 'Tờ khai=0,0,0', '=1', 'x' * 301):
        office.refuse(2, 'dossier', 'accept', '--procedure', '2.000815', '--owner', OWNER, '--component', bad,
                      at='08:12', says='--component: ')


@test('ID and phone are masked; --full shows them and is recorded')
def _():
    office = Office()
    code = office.accept('--id-number', ID, '--phone', PHONE, '--address', 'Số 12 phố Mẫu')['code']
    for command in (('show', code), ('list',), ('find', ID), ('find', PHONE), ('find', 'dang', 'ngoc')):
        answer = office.json('dossier', *command, at='08:11')
        same(answer.row()['code'], code, str(command))
        holds(ID not in answer.out and PHONE not in answer.out, f'whole number in {answer.out}')
    whole = office.one('dossier', 'show', code, '--full', at='08:12')
    same((whole['id_number'], whole['phone'], whole['address']), (ID, PHONE, 'Số 12 phố Mẫu'))
    kinds = [e['kind'] for e in office.one('dossier', 'show', code, at='08:13')['events']]
    holds(any(kind.startswith('dossier.read') for kind in kinds), kinds)


@test('--birth takes what the screens take, and stores one spelling')
def _():
    office = Office()
    for typed, stored in (('05031989', '1989-03-05'), ('5/3/89', '1989-03-05'), ('5-3-1989', '1989-03-05'),
                          ('05.03.1989', '1989-03-05'), ('1989-03-05', '1989-03-05'), ('1989', '1989'),
                          ('23/11/26', '2026-11-23'), ('24/11/26', '1926-11-24')):
        code = office.accept('--birth', typed)['code']
        same(office.one('dossier', 'show', code, '--full', at='08:11')['birth'], stored, typed)
    for typed, says in (('31041989', 'does not exist'), ('24/11/2026', 'future'), ('3/89', 'not a date of birth')):
        office.refuse(2, 'dossier', 'accept', '--procedure', '2.000815', '--owner', OWNER, '--birth', typed,
                      at='08:12', says=says)


@test('after the third wrong PIN a look-up waits, a minute first, for one code; after the tenth, at one door')
def _():
    office = Office()
    row, other = office.accept(), office.accept()
    wrong = '%06d' % ((int(row['pin']) + 1) % 10**6)
    look = ('dossier', 'lookup', row['code'])

    def traces():
        events = office.one('dossier', 'show', row['code'], at='11:00')['events']
        return [event['kind'] for event in events].count('lookup.limited@1')

    same_words = {office.refuse(1, *look, '--pin', wrong, at='09:00').err for _ in range(3)}
    same(len(same_words), 1)
    same(traces(), 1)
    for pin in (wrong, row['pin']):
        office.refuse(1, *look, '--pin', pin, at='09:00:59', says='in 1 s.')
    same(office.one('dossier', 'lookup', other['code'], '--pin', other['pin'], at='09:00:59')['code'], other['code'])
    office.refuse(1, *look, '--pin', wrong, at='09:01', says='No dossier has')
    office.refuse(1, *look, '--pin', row['pin'], at='09:02:59', says='in 1 s.')
    same(office.one(*look, '--pin', row['pin'], at='09:03')['code'], row['code'])
    for code in range(7770, 7780):  # none of them is there
        code = f'H20.14.07-261123-{code}'
        same_words.add(office.refuse(1, 'dossier', 'lookup', code, '--pin', wrong, at='09:04').err)
    same(len(same_words), 1)
    same(traces(), 1)
    office.refuse(1, *look, '--pin', row['pin'], at='09:04', says='in 60 s.')
    same(office.one(*look, '--pin', row['pin'], at='11:00')['code'], row['code'])
    office.run('verify')
    holds('tạm dừng tra cứu' in office.run('dossier', 'show', row['code'], at='11:00').out, 'no trace for people')


@test('lookup: by code and PIN, nothing personal; a wrong PIN reads like an unknown code')
def _():
    office = Office()
    row = office.accept('--id-number', ID, '--phone', PHONE)
    answer = office.json('dossier', 'lookup', row['code'].lower(), '--pin', row['pin'], at='09:00')
    for key in ('code', 'procedure', 'state', 'state_code', 'accepted_at', 'original_due_at', 'due_at', 'fee', 'missing'):
        holds(key in answer.row(), f'{key} is missing')
    for personal in (OWNER, 'Ánh', ID, PHONE, 'owner', '***'):
        holds(personal not in answer.out, f'{personal} in {answer.out}')
    wrong = office.refuse(1, 'dossier', 'lookup', row['code'], '--pin', '%06d' % ((int(row['pin']) + 1) % 10**6))
    unknown = office.refuse(1, 'dossier', 'lookup', 'H20.14.07-261123-9999', '--pin', row['pin'])
    same(wrong.err, unknown.err)
    same(office.refuse(1, 'dossier', 'lookup', row['code'], '--pin', '').err, unknown.err)


@test('the same --key accepts once')
def _():
    office = Office()
    first, again = office.accept('--key', 'K1'), office.accept('--key', 'K1', at='09:00')
    same((again['code'], again['pin']), (first['code'], first['pin']))
    same(len(office.json('dossier', 'list', at='09:01').rows()), 1)


@test('an external code is unique and found')
def _():
    office = Office()
    row = office.accept('--external', '000.12.34.H20-261123-0007')
    same(row['external_code'], '000.12.34.H20-261123-0007')
    same(office.one('dossier', 'show', '000.12.34.h20-261123-0007', at='08:11')['code'], row['code'])
    office.refuse(1, 'dossier', 'accept', '--procedure', '2.000815', '--owner', OWNER, '--external',
                  '000.12.34.H20-261123-0007', at='08:12', says='0007')


@test('late entries say why and keep both instants')
def _():
    office = Office()
    row = office.accept('--occurred', f'{MORNING}T08:00', '--late-reason', 'Mất điện', at='10:00')
    same((row['accepted_at'], row['late_entry']), (f'{MORNING}T08:00:00+07:00', True))
    event = office.one('dossier', 'show', row['code'], at='10:01')['events'][0]
    same((event['at'], event['recorded_at']), (f'{MORNING}T08:00:00+07:00', f'{MORNING}T10:00:00+07:00'))
    accept = ('dossier', 'accept', '--procedure', '2.000815', '--owner', OWNER)
    office.refuse(2, *accept, '--occurred', f'{MORNING}T08:00', at='10:00', says='--late-reason')
    office.refuse(2, *accept, '--late-reason', 'x', at='10:00', says='--occurred')
    office.refuse(2, *accept, '--occurred', f'{MORNING}T12:00', '--late-reason', 'x', at='10:00')


@test('lists: by state name or number, by due date, late')
def _():
    office = Office()
    first, second = office.accept()['code'], office.accept(at='15:30')['code']
    office.run('dossier', 'process', first, '--to', 'nam', at='15:40')
    def codes(*more, at='15:41'):
        return [row['code'] for row in office.json('dossier', 'list', *more, at=at).rows()]
    same((codes('--state', 'processing'), codes('--state', '2')), ([first], [second]))
    same(codes('--due-before', '2026-11-24'), [first])
    same(codes('--late'), [])
    same(sorted(codes('--late', at='2026-11-27T09:00')), sorted([first, second]))
    office.refuse(2, 'dossier', 'list', '--state', '11', at='15:41')


@test('what is not there or not allowed: procedure, dossier, staff, step')
def _():
    office = Office()
    code = office.accept()['code']
    office.refuse(1, 'dossier', 'accept', '--procedure', '9.9', '--owner', OWNER, at='08:11', says='9.9')
    office.refuse(1, 'dossier', 'show', 'X-1', at='08:11', says='X-1')
    office.refuse(1, 'dossier', 'process', code, '--to', 'nobody', at='08:11', says='nobody')
    office.refuse(1, 'dossier', 'resolve', 'X-1', at='08:11', says='X-1')
    office.refuse(1, 'dossier', 'return', code, '--receiver', OWNER, at='08:11', says=code)
    office.refuse(1, 'dossier', 'process', code, '--to', 'nam', '--as', 'thu', at='08:11', says='Only ')
    office.refuse(1, 'dossier', 'process', code, '--to', 'nam', '--as', 'ghost', at='08:11', says='ghost')
    office.refuse(1, 'dossier', 'undo', code, '--reason', 'x', at='08:11')


@test('fees: methods, exemption with its proof, own receipts, words')
def _():
    office = Office()
    code = office.accept()['code']
    office.refuse(2, 'fee', 'take', code, '--method', 'barter', at='08:20', says='cash')
    office.refuse(2, 'fee', 'take', code, '--exempt', 'Hộ nghèo', at='08:20', says='--proof')
    row = office.one('fee', 'take', code, '--exempt', 'Hộ nghèo', '--proof', '12/GXN', at='08:20')
    same((row['amount'], row['amount_words']), (0, 'không đồng'))
    office.refuse(1, 'fee', 'take', code, '--method', 'cash', at='08:21', says=code)
    other = office.accept(at='08:22')['code']
    same(office.one('fee', 'take', other, '--method', 'transfer', '--receipt', 'AB-7', at='08:23')['receipt'], 'AB-7')


@test('the tariff of copies needs no office')
def _():
    for pages, copies, amount in ((1, 1, 2000), (2, 1, 4000), (3, 1, 5000), (10, 1, 12000), (198, 1, 200000),
                                  (199, 2, 400000)):
        row = motcua('--json', 'fee', 'tariff', 'copy', '--pages', pages, '--copies', copies).row()
        same(row['amount'], amount, f'{pages} pages')
    same(row['amount_words'], 'bốn trăm nghìn đồng')
    motcua('fee', 'tariff', 'copy', '--pages', '0', '--copies', '1', expect=2)


@test('undo: one\'s own step for 60 seconds without a head and a reason, then a head\'s with a reason')
def _():
    office = Office()
    code = office.accept()['code']
    office.run('--as', 'hoa', 'dossier', 'process', code, '--to', 'hoa', at='08:20:00')
    same(office.one('--as', 'hoa', 'dossier', 'undo', code, at='08:21:00')['state'], 'accepted')
    office.run('--as', 'hoa', 'dossier', 'process', code, '--to', 'hoa', at='08:22:00')
    office.refuse(1, '--as', 'mai', 'dossier', 'undo', code, at='08:22:10', says='Trần Thị Hoa')
    office.refuse(1, '--as', 'hoa', 'dossier', 'undo', code, at='08:23:01', says='Hoàng Minh Đức')
    office.refuse(2, '--as', 'duc', 'dossier', 'undo', code, at='08:23:02', says='--reason')
    same(office.one('--as', 'duc', 'dossier', 'undo', code, '--reason', 'nhầm', at='08:23:03')['state'], 'accepted')
    office.refuse(1, '--as', 'duc', 'dossier', 'undo', code, '--reason', 'nhầm', at='08:23:04', says='no step')


@test('a person is the short name, else the given name, else what a name begins with; two are never guessed')
def _():
    office = Office()
    code = office.accept()['code']
    for typed, staff in (('hoa', 'hoa'), ('HOA', 'hoa'), ('Sơn', 'son'), ('đức', 'duc'), ('thu huong', 'huong')):
        same(office.one('dossier', 'process', code, '--to', typed, at='08:20')['officer'], staff)
        office.run('dossier', 'undo', code, at='08:20')
    office.refuse(1, 'dossier', 'process', code, '--to', 'h', at='08:21', says='Trần Thị Hoa (hoa)')
    office.refuse(1, 'dossier', 'process', code, '--to', 'xyz', at='08:21', says='xyz')
    office.refuse(1, 'dossier', 'process', code, '--to', 'thu', at='08:21', says='case officer')
    office.run('--as', 'Nam', 'dossier', 'process', code, '--to', 'Nam', at='08:22')
    office.refuse(1, '--as', 'ngoc', 'dossier', 'undo', code, at='08:22', says='Nguyễn Hoàng Nam')
    office.refuse(1, '--as', 'h', 'dossier', 'undo', code, at='08:22', says='more than one person')


@test('due dates by the office calendar')
def _():
    office = Office()
    for term, unit, received, due in (
            ('2', 'working_day', '2026-11-23T09:00', '2026-11-26T09:00:00+07:00'),
            ('1', 'working_day', '2026-03-08T21:00', '2026-03-10T07:30:00+07:00'),
            ('10', 'calendar_day', '2026-03-04T09:00', '2026-03-16T09:00:00+07:00')):
        row = office.one('due', '--term', term, '--unit', unit, '--received', received)
        same((row['due_at'], row['provisional']), (due, False), f'{term} {unit}')
    same(office.one('due', '--unit', 'same_day', '--received', '2026-11-23T15:01')['due_at'],
         '2026-11-25T17:00:00+07:00')
    same(office.one('due', '--procedure', '2.000815', '--received', '2026-11-23T09:00')['due_at'],
         '2026-11-23T17:00:00+07:00')
    answer = office.json('--lang', 'en', 'due', '--term', '2', '--unit', 'working_day', '--received', '2027-03-01T09:00')
    same(answer.row()['provisional'], True)
    holds('calendar' in answer.err, answer.err)
    office.refuse(2, 'due', '--term', '2', '--received', '2026-11-23T09:00')
    office.refuse(2, 'due', '--term', 'x', '--unit', 'working_day', '--received', '2026-11-23T09:00', says='--term')
    office.refuse(2, 'due', '--term', '2', '--unit', 'moon', '--received', '2026-11-23T09:00', says='moon')
    office.refuse(1, 'due', '--procedure', '9.9', '--received', '2026-11-23T09:00', says='9.9')


@test('an ID number is warned of only for what is odd about it')
def _():
    office = Office()
    odd = {'id-odd', 'id-shape', 'id-card-old'}
    for number, more, warned in (
            ('001090000016', (), set()),
            ('001090000016', ('--sex', 'male', '--birth', '1990'), set()),
            ('001090000016', ('--sex', 'female'), {'id-odd'}),
            ('001090000016', ('--birth', '05/03/1991'), {'id-odd'}),
            ('003090000016', (), {'id-shape'}),
            ('003090000016', ('--birth', '1991'), {'id-odd', 'id-shape'}),
            ('341234567', ('--sex', 'female', '--birth', '1990'), {'id-card-old'}),
            ('C1234567', (), set()),
            ('ABC1234567', ('--sex', 'female'), {'id-shape'})):
        row = office.accept('--id-number', number, *more)
        same(odd & set(row['warnings']), warned, f'{number} {more}')


@test('errors are told once for people and once as JSON on stderr')
def _():
    answer = Office().json('--lang', 'en', 'ticket', 'issue', '--line', 'Z', at='08:00', expect=1)
    same(answer.out, '')
    sentence, line = answer.err.splitlines()
    error = json.loads(line)['error']
    same((error['status'], error['field']), ('not-found', 'line'))
    same(sentence, 'motcua: --line: ' + error['message'])


if __name__ == '__main__':
    main()

"""What is true of a dossier's life: mistaken entries, owners, channels, due dates of older systems, codes."""
from office import Office, holds, main, same, test, write

REPORT = ('report', '06a', '--from', '2026-11-01', '--to', '2026-11-30')


def taken_over(office, text, **options):
    return office.json('import', 'dossiers', write('past.csv', text), at='08:00', **options)


@test('a mistaken entry is struck by a head with a reason: no class of a report, its code taken, its life readable')
def _():
    office = Office()
    kept = office.accept(at='08:10')
    mistake = office.accept('--external', 'G1-a', at='08:11')
    office.refuse(2, 'dossier', 'void', mistake['code'], at='08:20', says='--reason')
    office.refuse(1, '--as', 'hoa', 'dossier', 'void', mistake['code'], '--reason', 'nhầm', at='08:20')
    struck = office.one('dossier', 'void', mistake['code'], '--reason', 'Nhập hai lần', at='08:20')
    same((struck['state'], struck['state_code'], struck['withdrawn_at']), ('void', 0, None))
    office.refuse(1, 'dossier', 'void', mistake['code'], '--reason', 'lại', at='08:21', says=mistake['code'])
    office.refuse(1, 'dossier', 'accept', '--procedure', '2.000815', '--owner', 'An', '--external', 'g1-A', at='08:22')
    same([row['code'] for row in office.json('dossier', 'list', '--state', 'void', at='08:30').rows()], [mistake['code']])
    same([row['code'] for row in office.json('dossier', 'list', '--state', '2', at='08:30').rows()], [kept['code']])
    life = office.one('dossier', 'show', mistake['code'], at='08:30')['events'][-1]
    same((life['transition'], life['state']), ('void', 'void'))
    total = office.json(*REPORT, at='08:30').rows()[-1]
    same([total[f'c{n}'] for n in range(3, 14)], [1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0])
    same((total['notes']['void'], total['notes']['withdrawn']), (1, 0))
    holds('đã huỷ do nhập nhầm 1' in office.run(*REPORT, at='08:30').out, 'the paper report counts it apart')
    day = office.one('report', 'daily', at='08:30')
    same((day['received'], day['sent_back']), (1, 0))
    office.run('verify')


@test('an owner is a person or an organisation with a tax code and who acts for it')
def _():
    office = Office()
    company = office.accept('--id-number', '0101234567', '--representative', 'Lê Văn Bình', owner='Công ty TNHH Sao Mai')
    same((company['organisation'], company['representative'], company['id_number']), (True, 'Lê Văn Bình', '01******67'))
    same(company['warnings'].count('tax-code'), 1)
    branch = office.accept('--id-number', '0100109106-001', owner='Chi nhánh')
    same((branch['organisation'], 'tax-code' in branch['warnings']), (True, False))
    same(office.accept('--id-number', '087189001234')['organisation'], False)
    same([row['code'] for row in office.json('dossier', 'find', '0100109106-001', at='09:00').rows()], [branch['code']])
    office.refuse(2, 'dossier', 'accept', '--procedure', '2.000815', '--owner', 'A', '--id-number', '0101234567',
                  '--birth', '1989', at='09:01', says='--birth')
    office.refuse(2, 'dossier', 'accept', '--procedure', '2.000815', '--owner', 'A', '--id-number', '01012345678',
                  at='09:01', says='--id-number')
    taken_over(office, 'code,procedure,owner,id_number,channel,accepted_at,state\n'
                       'X-1,1.001193,Công ty Cũ,0100109106,direct,2026-01-05T08:00,4\n')
    same(office.one('dossier', 'show', 'X-1', at='09:02')['organisation'], True)
    slip = office.run('paper', 'show', 'slip', '--dossier', company['code'], at='09:03').out
    holds('Mã số thuế' in slip and 'Lê Văn Bình' in slip and 'Số định danh' not in slip, slip)


@test('an unknown channel stays unknown, so that the residual of a report is real')
def _():
    office = Office()
    rows = [('direct', 6), ('online', 3), ('', 2), ('unknown', 1), ('postal', 1)]
    text = 'code,procedure,owner,channel,accepted_at,state\n'
    number = 0
    for channel, count in rows:
        for _ in range(count):
            number += 1
            text += f'X-{number},1.001193,Lê An,{channel},2026-11-05T08:00,4\n'
    taken_over(office, text)
    report = office.json(*REPORT, at='09:00').rows()
    total = report[-1]
    same([total[c] for c in ('c3', 'c4', 'c5', 'c6')], [13, 3, 7, 0])
    same((total['notes']['residual'], total['notes']['postal']), (3, 1))
    same(total['notes']['consistency'][0], '(3) = (4) + (5) + (6) + khác: 13 = 3 + 7 + 0 + 3')
    same(office.one('dossier', 'show', 'X-10', at='09:00')['channel'], 'unknown')
    same(office.accept(at='09:10')['channel'], 'direct')
    office.refuse(2, 'dossier', 'accept', '--procedure', '2.000815', '--owner', 'A', '--channel', 'unknown', at='09:11',
                  says='--channel')


@test('what moved the date of an imported dossier is lawful only where the file says so, and the moved dates are counted')
def _():
    office = Office()
    head = 'code,procedure,owner,channel,accepted_at,original_due_at,due_at,resolved_at,state,apology_at'
    late = ',1.001193,Lê An,direct,2026-11-02T08:00,2026-11-05T17:00,2026-11-20T17:00,2026-11-10T08:00,resolved,'
    first = taken_over(office, f'{head}\nX-1{late}\nX-2{late}2026-11-05T08:00\n')
    same((first.row()['imported'], first.row()['moved']), (2, 2))
    second = taken_over(office, f'{head},lawful_due_at\nX-3{late},2026-11-20T17:00\nX-4{late},\n'
                                'X-5,1.001193,Lê An,direct,2026-11-02T08:00,,2026-11-12T17:00,2026-11-10T08:00,9,,\n')
    same(second.row()['moved'], 2)
    total = office.json(*REPORT, at='09:00').rows()[-1]
    same([total[c] for c in ('c8', 'c9', 'c10')], [2, 0, 3])
    shown = office.one('dossier', 'show', 'X-1', at='09:00')
    same([shown[k][:10] for k in ('original_due_at', 'lawful_due_at', 'due_at')], ['2026-11-05', '2026-11-05', '2026-11-20'])
    shown = office.one('dossier', 'show', 'X-3', at='09:00')
    same(shown['lawful_due_at'][:10], '2026-11-20')
    again = taken_over(office, f'{head}\nX-1{late}\nX-2{late}2026-11-05T08:00\n')
    same((again.row()['unchanged'], again.row()['moved']), (2, 0))
    bad = taken_over(office, f'{head},lawful_due_at\nX-6{late},2026-10-01\n', expect=1)
    holds('lawful_due_at' in bad.err and bad.row()['skipped'] == 1, bad.err)


@test('every fault of an import has its line and column, that of a missing column where the need for it stands')
def _():
    office = Office()
    answer = taken_over(office, 'code,procedure,owner,channel,accepted_at,state\n'
                                'X-1,9.9999,An,direct,2026-01-05T08:00,4\n'
                                'X-2,1.001193,An,direct,2026-01-05T08:00,resolved\n'
                                'X-3,1.001193,An,direct,2026-01-05T08:00,withdrawn\n', expect=1)
    same(sorted((e['line'], e['column'], e['field']) for e in answer.row()['errors']),
         [(2, 5, 'field'), (3, 41, 'resolved_at'), (4, 41, 'withdrawn_at')])


@test('an import names the states that it takes, and says of a struck dossier why it is none of them')
def _():
    office = Office()
    head = 'code,procedure,owner,channel,accepted_at,state\n'
    for state in ('zzz', '11', '-1'):
        answer = taken_over(office, f'{head}X-1,1.001193,An,direct,2026-01-05T08:00,{state}\n',
                            env={**office.env, 'MOTCUA_LANG': 'en'}, expect=1)
        said = answer.row()['errors'][0]['message']
        holds('1' in said and '10' in said and 'returned' in said and 'void' not in said, said)
    for state in ('void', '0', 'Đã huỷ do nhập nhầm'):
        answer = taken_over(office, f'{head}X-1,1.001193,An,direct,2026-01-05T08:00,{state}\n', expect=1)
        error = answer.row()['errors'][0]
        same((error['line'], error['column']), (2, 41))
        holds('nhập nhầm' in error['message'], error)
    office.refuse(2, 'dossier', 'list', '--state', 'zzz', at='08:00', says='void')


@test('a lawful due date is never before the first one, whichever of the two other dates tells that')
def _():
    office = Office()
    answer = taken_over(office, 'code,procedure,owner,channel,accepted_at,state,due_at,original_due_at,lawful_due_at\n'
                                'X-1,1.001193,An,direct,2026-01-05T08:00,4,2026-02-02,2026-01-30,2026-01-29\n'
                                'X-2,1.001193,An,direct,2026-01-05T08:00,4,2026-02-02,,2026-01-30\n'
                                'X-3,1.001193,An,direct,2026-01-05T08:00,4,2026-02-02,2026-01-30,2026-01-30\n'
                                'X-4,1.001193,An,direct,2026-01-05T08:00,4,2026-02-02,2026-01-30,2026-02-01\n', expect=1)
    row = answer.row()
    same((row['imported'], [(e['line'], e['column'], e['field']) for e in row['errors']]),
         (2, [(2, 65, 'lawful_due_at'), (3, 55, 'lawful_due_at')]))


@test('a code is the same in capitals and small letters, whatever letters and whichever kind of code')
def _():
    office = Office()
    codes = [office.accept(procedure='1.001193', at=f'08:1{n}')['code'] for n in range(2)]
    procedure = write('p.csv', 'code,name_vi,field_vi,level,processing_value,processing_unit,fee_vnd\n'
                               'Đ.01-a,Thủ tục có phí,Hộ tịch,commune,1,working_day,5000\n')
    office.run('procedure', 'import', procedure, at='08:20')
    same(office.one('procedure', 'show', 'đ.01-A', at='08:21')['name_vi'], 'Thủ tục có phí')
    paid = [office.accept(procedure='đ.01-a', at=f'08:2{n}')['code'] for n in range(2, 4)]
    office.run('fee', 'take', paid[0], '--method', 'cash', '--receipt', 'AĐ/26E-1', at='08:30')
    office.refuse(1, 'fee', 'take', paid[1], '--method', 'cash', '--receipt', 'ađ/26e-1', at='08:31', says='AĐ/26E-1')
    office.run('staff', 'add', 'đức', '--name', 'Hoàng Minh Đức', '--roles', 'head')
    office.run('staff', 'add', 'ĐỨC', '--name', 'Hoàng Đức', '--roles', 'head')
    same([row['name'] for row in office.json('staff', 'list').rows() if row['staff'].lower() == 'đức'], ['Hoàng Đức'])
    same(office.one('--as', 'Đức', 'dossier', 'show', codes[0].lower(), at='08:40')['code'], codes[0])


if __name__ == '__main__':
    main()

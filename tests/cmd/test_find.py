"""Finding: what is in the book is found, and a list that is not whole says so."""
from office import Office, holds, main, same, test, write

HEAD = 'code,procedure,owner,channel,accepted_at,state\n'


def past(office, *names):
    """Dossiers of an older system, each (name, how many)."""
    rows = []
    for name, count in names:
        for _ in range(count):
            rows.append(f'X-{len(rows):05},1.001193,{name},direct,2026-01-05T08:00,4\n')
    office.run('import', 'dossiers', write('past.csv', HEAD + ''.join(rows)), at='08:00')


@test('a name is found among many, by any of its words however little is typed of them')
def _():
    office = Office()
    past(office, ('Trần Văn Cường', 1), ('Trần Thị An', 700), ('Lê Văn Bình', 700))
    for typed in ('tran v', 'v tran', 'cuong', 'c v t', 'TRẦN VĂN'):
        found = office.json('dossier', 'find', typed, at='09:00')
        same([row['owner'] for row in found.rows()], ['Trần Văn Cường'], typed)
        same(found.err, '')


@test('a list that is cut says so on stderr, and in JSON with its last row')
def _():
    office = Office()
    past(office, ('Nguyễn Thị Hoa', 201))
    found = office.json('--lang', 'en', 'dossier', 'find', 'nguyen', at='09:00')
    rows = found.rows()
    same(len(rows), 200)
    holds(all('code' in row for row in rows), 'every row is a dossier')
    same([row.get('more') for row in rows], [None] * 199 + [True])
    holds('more than these' in found.err, found.err)
    same(len(office.json('dossier', 'list', at='09:00').rows()), 201)
    whole = office.json('dossier', 'find', 'X-0020', at='09:00')
    same((len(whole.rows()), whole.err), (1, ''))


@test('letters that look like others are mended on their way in, so that a field is one row; rows stand in Vietnamese order')
def _():
    office = Office()
    rows = ('Y tế', 'Đất đai', '\u00d0ất đai', 'Dân số', 'ĐẤT ĐAI', 'Ă', 'Â', 'Ánh sáng', 'An ninh', 'Đất\u00a0 đai')
    office.run('import', 'dossiers', write('past.csv', 'code,procedure,field,owner,channel,accepted_at,state\n' + ''.join(
        f'Z-{n},9.000001,{field},\u00d0ặng H\u2019Hen,direct,2026-01-05T08:00,4\n' for n, field in enumerate(rows))),
        at='08:00')
    report = office.json('report', '06a', '--from', '2026-01-01', '--to', '2026-01-31', at='09:00').rows()
    same([(row['field'], row['c3']) for row in report[:-1]],
         [('An ninh', 1), ('Ánh sáng', 1), ('Ă', 1), ('Â', 1), ('Dân số', 1), ('Đất đai', 4), ('Y tế', 1)])
    same(office.one('dossier', 'show', 'Z-1', at='09:00')['owner'], "Đặng H'Hen")
    for field in ('đất đai', '\u00d0ất đai', 'dat dai'):
        same(office.json('report', '06a', '--from', '2026-01-01', '--to', '2026-01-31', '--field', field,
                         at='09:00').rows()[-1]['c3'], 4, field)
    same(office.one('dossier', 'accept', '--procedure', '2.000815', '--owner', '\u00d0ỗ Ｎam', at='09:10')['owner'], 'Đỗ Nam')
    same(len(office.json('dossier', 'find', 'dang hhen', at='09:20').rows()), len(rows))


@test('what nobody can see is refused in names, short names, codes and keys (status 2)')
def _():
    office = Office()
    for hidden in ('\u3164', '\u115f', '\uffa0', '\ufe0f', '\u200b', '\u202e', '\u2800', '\U000e0041'):
        office.refuse(2, 'dossier', 'accept', '--procedure', '2.000815', '--owner', f'An{hidden}', at='08:00',
                      says=f'U+{ord(hidden):04X}')
        office.refuse(2, 'staff', 'add', f'an{hidden}', '--name', 'Lê An', '--roles', 'reception', says=f'U+{ord(hidden):04X}')
        office.refuse(2, 'dossier', 'show', f'A{hidden}', says=f'U+{ord(hidden):04X}')
        office.refuse(2, 'ticket', 'issue', '--line', 'A', '--key', f'k{hidden}', at='08:00', says=f'U+{ord(hidden):04X}')


@test('a number of the day is found, the one of today first, and it is said which day')
def _():
    office = Office()
    first = office.accept(at='2026-11-20T08:10', owner='Lê Văn Bình')['code']
    office.accept(at='2026-11-20T08:11', owner='Trần Thị Bê')
    today = office.accept(owner='Phạm Văn Đức')['code']
    for typed, code, day in (('0001', today, '23/11/2026'), ('1', today, '23/11/2026'), ('0000001', today, '23/11/2026'),
                             ('0002', first.replace('-0001', '-0002'), '20/11/2026')):
        found = office.json('--lang', 'en', 'dossier', 'find', typed, at='09:00')
        same([row['code'] for row in found.rows()], [code], typed)
        holds(day in found.err and typed in found.err, found.err)
    for typed in ('261120-0001', '261120-1', first.lower()):
        found = office.json('dossier', 'find', typed, at='09:00')
        same(([row['code'] for row in found.rows()], found.err), ([first], ''), typed)
    missing = office.json('--lang', 'en', 'dossier', 'find', '0003', at='09:00')
    same(missing.out, '')
    holds('23/11/2026' in missing.err, missing.err)
    same(office.json('dossier', 'find', '0001', at='2027-02-01T09:00').out, '')  # long ago: by its day only


@test('digits that are a number of the day too still find a foreign code and a person')
def _():
    office = Office()
    code = office.accept(*('--id-number', '012345678'), *('--external', '12'), owner='An')['code']
    other = office.accept(owner='Bình')['code']
    same([row['code'] for row in office.json('dossier', 'find', '012345678', at='09:00').rows()], [code])
    same([row['code'] for row in office.json('dossier', 'find', '12', at='09:00').rows()], [code])
    same(sorted(row['code'] for row in office.json('dossier', 'find', '2', at='09:00').rows()), [other])


@test('what somebody gave as the reason of an undo stands in the life of the dossier')
def _():
    office = Office()
    code = office.accept()['code']
    office.run('dossier', 'process', code, '--to', 'nam', at='08:20')
    office.run('dossier', 'undo', code, '--reason', 'Chọn nhầm hồ sơ', at='08:30')
    events = office.one('dossier', 'show', code, at='08:31')['events']
    same([e['reason'] for e in events if e['kind'].startswith('dossier.undone')], ['Chọn nhầm hồ sơ'])
    holds('Chọn nhầm hồ sơ' in office.run('dossier', 'show', code, at='08:31').out, 'the reason is not shown')


if __name__ == '__main__':
    main()

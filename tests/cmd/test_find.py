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


if __name__ == '__main__':
    main()

"""The manual and the documents say of a command what it does, takes and prints, and who may give it."""
import glob
import json
import os
import re
import subprocess

from office import Office, holds, main, program, same, test

SOURCE = os.environ.get('MC_SOURCE') or os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
OF_THE_CROWD = {'crowd', 'steps', 'seed'}  # of demo: how it starts its own second process
OF_EVERY_ACT = {'request'}  # has a section of its own
GROUPS = {'settings': 'office show', 'lines': 'line list', 'desks': 'desk list', 'tickets': 'ticket list', 'staff': 'staff list',
          'procedures': 'procedure list', 'calendar': 'calendar list', 'reports': 'report', 'print list': 'print list'}


def read(name):
    with open(os.path.join(SOURCE, name), encoding='utf-8') as file:
        return file.read()


def asked(*words):
    return subprocess.run([program(), '--lang', 'en', *words], capture_output=True, text=True, check=True).stdout


COMMANDS = {row['command']: row for row in map(json.loads, asked('--json', 'help').splitlines())}
GLOBAL = set(re.findall(r'--([a-z-]+)', asked('help').split('Global options')[1])) | {'option'}
MANUAL = read('docs/motcua.1.scd').replace('\\', '')


def entry(name):
    """The paragraph of motcua(1) below the line that begins with a command."""
    return re.search(rf'^\*{name}\*.*\n((?:\t.*\n)+)', MANUAL, re.M).group(1)


def command_of(words):
    """The longest command that the words begin with."""
    words = words.split()
    return next((c for n in (3, 2, 1) if (c := ' '.join(words[:n])) in COMMANDS), None)


def options_of(command):
    return {option['name'] for option in COMMANDS[command]['options']}


def headings(manual):
    """Each command that has an entry, with its own part of the heading and the paragraph."""
    for line, paragraph in re.findall(r'^(\*[a-z].*)\n((?:\t.*\n|\n(?=\t))+)', manual, re.M):
        for part in re.split(r', (?=\*[a-z])', line):
            words = part.replace('*', '').replace('_', '')
            if command_of(words) is not None:
                yield command_of(words), words, paragraph.replace('*', '')


def unknown_options(text):
    """Of each “motcua COMMAND … --option” the options that the command has not."""
    for words in re.findall(r'\bmotcua ([a-z][^`”\n]*)', text.replace('*', '')):
        for piece in words.split('motcua '):
            command = command_of(re.sub(r'[^a-z0-9 ].*', '', piece))
            for option in re.findall(r'(?<![\w-])--([a-z][a-z-]*)', piece) if command else ():
                if option not in options_of(command) | GLOBAL:
                    yield f'{command} --{option}'


@test('every option that a document names of a command is an option of it')
def documents():
    for pattern in ('README*.md', 'CONTRIBUTING.md', 'docs/*.md', 'docs/vi/*.md', 'docs/*.scd'):
        for path in sorted(glob.glob(os.path.join(SOURCE, pattern))):
            same(list(unknown_options(read(path).replace('\\', ''))), [], f'options in {path}')
    same(list(unknown_options('motcua backup --of x # motcua doctor --to')), ['backup --of', 'doctor --to'], 'planted')


@test('the manual has every option of every command, and no other')
def options():
    told = {}
    for command, heading, paragraph in headings(MANUAL):
        named = set(re.findall(r'(?<![\w-])--([a-z][a-z-]*)', heading))
        same(sorted(named - options_of(command)), [], f'options of {command} that it has not')
        named |= set(re.findall(r'(?<![\w-])--([a-z][a-z-]*)', paragraph)) | ({'output'} if '-o ' in heading else set())
        told[command] = told.get(command, set()) | named
    same(sorted(COMMANDS.keys() - told.keys()), [], 'commands without an entry')
    holds('*--request -*' in MANUAL, 'the manual says nothing of --request')
    missing = {command: sorted(options_of(command) - OF_THE_CROWD - OF_EVERY_ACT - told[command]) for command in told}
    same({command: names for command, names in missing.items() if names}, {}, 'options that the manual lacks')


def roles_in_words(words):
    everybody = set(COMMANDS['help']['roles'])
    if words.startswith('all but '):
        return everybody - set(words[len('all but '):].split(', '))
    named = {re.sub(', always masked$', '', word.strip()) for word in re.split('[,;] (?!always)', words)}
    return everybody if named == {'everybody'} else named


def commands_in_words(words):
    """The commands of a row: by their names, or by what they list."""
    noun = ''
    for word in (w.strip() for w in re.split('[,;] ', words)):
        name = word.replace('*', '')
        if word.startswith('*') and not word.startswith('*-'):
            name = name if name in COMMANDS else f'{noun} {name}'
            noun = name.split(' ')[0]
            yield name
        elif word in GROUPS:
            yield GROUPS[word]
        elif word == 'every *import*':
            yield from (command for command in COMMANDS if 'import' in command.split())


@test('who may do what: the table of the manual says what the program says')
def roles():
    table = re.search(r'^\[\[ \*Command\*\n((?:.+\n)+)', MANUAL, re.M).group(1)
    rows = re.findall(r'^\|  (.+)\n:- (.+)$', table, re.M)
    holds(len(rows) > 6, f'the table has {len(rows)} rows')
    for words, who in rows:
        given = [name for name in commands_in_words(words)]
        for name in given:
            same(sorted(COMMANDS[name]['roles']), sorted(roles_in_words(who)), f'{name} of “{words}”')
        holds(given or 'paper' in words, f'no command is named: {words}')


@test('the exit statuses of the manual are those of the program')
def statuses():
    listed = re.search(r'^# EXIT STATUS\n(.*?)^# ', MANUAL, re.M | re.S).group(1)
    told = re.findall(r'^\*(\d+)\*$', listed, re.M)
    known = set(re.findall(r'X\([A-Z_]+, "[a-z-]+", (\d+), [A-Z]+\)', read('include/motcua/status.h')))
    same(told, sorted(known, key=int), 'exit statuses')


@test('a report of the day is described with the keys that it has, and no other')
def daily():
    office = Office()
    told = re.search(r'JSON: _([^_]*(?:_[^_.]+)*)_\.', entry('report daily')).group(1).split()
    same(told, list(office.one('report', 'daily')), 'keys')


@test('the kiosk is said to give numbers, and nothing that it does not do')
def kiosk():
    office = Office()
    same('dossier' in entry('kiosk'), False, entry('kiosk'))
    for lang, word in (('en', 'dossier'), ('vi', 'hồ sơ')):
        said = office.run('--lang', lang, 'help', 'kiosk').out
        same(word in said, False, said)


main()

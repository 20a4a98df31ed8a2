"""A practice office in a temporary folder, the real program on it, and TAP.

A test file registers functions with @test('what holds') and ends with main().
Each office is a folder of its own; one that is made like another of the file is
a copy of what that one was at first.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

TIMEOUT_S = 60
MORNING = '2026-11-23'  # a Monday, an ordinary working day

_tests = []
_folders = []
_made = {}  # by the arguments of init: the folder as init left it


def test(name):
    def register(function):
        _tests.append((name, function))
        return function
    return register


class Skipped(Exception):
    """A case that cannot be shown on this machine, and why."""


def same(got, expected, what=''):
    if got != expected:
        raise AssertionError(f'{what or "value"}: got {got!r}, expected {expected!r}')


def holds(condition, what):
    if not condition:
        raise AssertionError(what)


class Answer:
    """What one run of the program came to."""

    def __init__(self, arguments, status, out, err):
        self.arguments, self.status, self.out, self.err = arguments, status, out, err

    def __str__(self):
        return f'motcua {" ".join(map(str, self.arguments))!s} → {self.status}\n{self.out}{self.err}'

    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]

    def row(self):
        rows = self.rows()
        same(len(rows), 1, f'rows of {self}')
        return rows[0]


def environment(**more):
    env = {k: v for k, v in os.environ.items() if not k.startswith(('MOTCUA', 'LC_', 'LANG'))}
    env.update(LC_ALL='C.UTF-8', TZ='UTC', HOME=folder())
    env.update({k: v for k, v in more.items() if v is not None})
    for key in [k for k, v in more.items() if v is None]:
        env.pop(key, None)
    return env


def folder():
    path = tempfile.mkdtemp(prefix='mc-cmd-')
    _folders.append(path)
    return path


def write(name, text):
    """A file of this name and text in a folder of its own; its path."""
    path = os.path.join(folder(), name)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def program():
    return os.path.abspath(sys.argv[1])


def motcua(*arguments, stdin=b'', env=None, expect=0, **more):
    """Runs the program; a status other than `expect` (None: any) fails the test."""
    run = subprocess.run([program(), *map(os.fsencode, map(str, arguments))], input=stdin, capture_output=True,
                         timeout=TIMEOUT_S, env=env or environment(), **more)
    answer = Answer(arguments, run.returncode, run.stdout.decode('utf-8'), run.stderr.decode('utf-8', 'replace'))
    if expect is not None:
        same(answer.status, expect, f'exit status of {answer}')
    return answer


class Office:
    def __init__(self, *init, path=None, practice=True, make=True):
        self.path = path or os.path.join(folder(), 'office')
        self.env = environment()
        if not make:  # it is there
            return
        made = _made.get((practice, init))
        if made and not path:
            shutil.copytree(made, self.path)
            return
        self.run('init', '--practice' if practice else '--sample', *init)
        _made[practice, init] = shutil.copytree(self.path, os.path.join(folder(), 'made'))

    def run(self, *arguments, at=None, **options):
        clock = ['--at', f'{MORNING}T{at}' if len(at) <= 8 else at] if at else []
        return motcua('--office', self.path, *clock, *arguments, env=options.pop('env', self.env), **options)

    def json(self, *arguments, **options):
        return self.run('--json', *arguments, **options)

    def one(self, *arguments, **options):
        return self.json(*arguments, **options).row()

    def refuse(self, status, *arguments, says='', **options):
        """A run that must fail with one sentence on stderr and nothing on stdout."""
        answer = self.run('--lang', 'en', *arguments, expect=status, **options)
        same(answer.out, '', f'stdout of {answer}')
        holds(answer.err.startswith('motcua: '), f'no sentence: {answer}')
        holds(says in answer.err, f'“{says}” is not said: {answer}')
        return answer

    def accept(self, *more, at='08:10', procedure='2.000815', owner='Đặng Thị Ngọc Ánh', **options):
        return self.one('dossier', 'accept', '--procedure', procedure, '--owner', owner, *more, at=at, **options)


def main():
    print(f'1..{len(_tests)}')
    failed = 0
    for number, (name, function) in enumerate(_tests, 1):
        try:
            function()
            print(f'ok {number} - {name}', flush=True)
        except Skipped as skipped:
            print(f'ok {number} - {name} # SKIP {skipped}', flush=True)
        except Exception:  # pylint: disable=broad-except
            failed += 1
            print(f'not ok {number} - {name}')
            print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()[-12:]), flush=True)
    for path in _folders:
        shutil.rmtree(path, ignore_errors=True)
    sys.exit(1 if failed else 0)

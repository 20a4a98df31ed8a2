#!/usr/bin/env python3
"""count-tests.py BUILD-FOLDER: what the last `meson test` there came to.

Counts single tests: each line of a TAP program, else the program. Names what
failed and what was skipped with its reason, and closes with the line
`N passed, N failed, N skipped`. Exit status 1 when something failed, or when
nothing was tested; with CI=true also when something was skipped.
"""
import json
import os
import re
import subprocess
import sys

TAP_LINE = re.compile(r'(not )?ok\b\s*(\d*)\s*(?:- ?)?(.*)$')
SKIP = re.compile(r'#\s*skip\S*\s*(.*)$', re.IGNORECASE)
EMPTY_PLAN = re.compile(r'1\.\.0\b')
GNU_SKIP = 77


def last_line(text):
    lines = [line for line in (text or '').splitlines() if line.strip()]
    return lines[-1].strip() if lines else 'no reason given'


def count_tap(run):
    """(passed, failures, skips) of one TAP program; the lists hold (what, why)."""
    passed, failures, skips = 0, [], []
    for line in (run.get('stdout') or '').splitlines():
        if EMPTY_PLAN.match(line):
            reason = SKIP.search(line)
            skips.append((run['name'], reason.group(1) if reason else last_line(run.get('stderr'))))
        found = TAP_LINE.match(line)
        if not found:
            continue
        bad, number, name = found.groups()
        reason = SKIP.search(name)
        if bad:
            failures.append((f'{run["name"]}: {name or number}', ''))
        elif reason:
            skips.append((f'{run["name"]}: {SKIP.sub("", name).strip() or number}', reason.group(1)))
        else:
            passed += 1
    return passed, failures, skips


def count(run, is_tap):
    passed, failures, skips = count_tap(run) if is_tap else (0, [], [])
    if run.get('returncode') == GNU_SKIP and not failures:
        return passed, [], [(run['name'], last_line(run.get('stderr')))]
    bad = run['result'] not in ('OK', 'SKIP', 'EXPECTEDFAIL')
    if bad and not failures:
        # Killed, timed out, unclean exit, broken plan: the program failed as a whole.
        failures.append((run['name'], f'{run["result"]}, exit status {run.get("returncode")}'))
    if not is_tap and run['result'] == 'SKIP':
        skips.append((run['name'], last_line(run.get('stderr'))))
    elif not is_tap and not bad:
        passed += 1
    return passed, failures, skips


def main():
    folder = sys.argv[1]
    listed = json.loads(subprocess.run(['meson', 'introspect', '--tests', folder],
                                       check=True, capture_output=True).stdout)
    tap = {test['name'] for test in listed if test['protocol'] == 'tap'}
    log = os.path.join(folder, 'meson-logs', 'testlog.json')
    passed, failures, skips = 0, [], []
    with open(log, encoding='utf-8') as lines:
        for line in lines:
            run = json.loads(line)
            name = run['name'].split(' / ')[-1]
            p, f, s = count({**run, 'name': name}, name in tap)
            passed, failures, skips = passed + p, failures + f, skips + s
    print()
    for what, why in skips:
        print(f'SKIPPED {what}: {why}')
    for what, why in failures:
        print(f'FAILED  {what}{": " + why if why else ""}')
    if failures:
        print(f'What they said: {os.path.join(folder, "meson-logs", "testlog.txt")}')
    strict = os.environ.get('CI') == 'true'
    if strict and skips:
        print('CI=true: a skipped test counts as a failed check.')
    print(f'{passed} passed, {len(failures)} failed, {len(skips)} skipped')
    return 1 if failures or not passed or (strict and skips) else 0


if __name__ == '__main__':
    sys.exit(main())

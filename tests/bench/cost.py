#!/usr/bin/env python3
"""Instructions of an act and of a glance, counted by callgrind: noise does not touch them.

Each is done 20 and then 60 times; the difference is 40 of them, without opening and warming up.
"next" is the call and the end of it, two acts.

cost.py BENCH_COST [BENCH_COST_OF_ANOTHER_BUILD]: with two, their ratio stands beside.
"""
import re
import subprocess
import sys
import tempfile

DEEDS = {'issue': 'mc_store_act', 'next': 'mc_store_act', 'accept': 'mc_store_act', 'hall': 'mc_store_hall'}


def count(program, deed, times):
    with tempfile.NamedTemporaryFile() as out:
        run = subprocess.run(
            ['valgrind', '--tool=callgrind', '--callgrind-out-file=' + out.name, '--collect-atstart=no',
             '--toggle-collect=' + DEEDS[deed], program, deed, str(times)], capture_output=True, text=True)
    found = re.search(r'Collected : (\d+)', run.stderr)
    if run.returncode or not found:
        sys.exit(run.stderr)
    return int(found.group(1))


def cost(program, deed):
    return (count(program, deed, 60) - count(program, deed, 20)) // 40


for deed in DEEDS:
    costs = [cost(program, deed) for program in sys.argv[1:]]
    ratio = ' %6.3f' % (costs[0] / costs[1]) if len(costs) > 1 else ''
    print('%-8s' % deed + ''.join(' %9d' % c for c in costs) + ratio, flush=True)

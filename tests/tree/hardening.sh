#!/bin/sh
# hardening.sh fortified|sanitized BINARY…: each binary is hardened (TAP).
#
# Position independent, read-only relocations bound at start, no executable stack, stack
# protector, CET on x86-64; in a build without sanitizers also fortified calls.
set -eu
build=$1
shift
if ! command -v readelf >/dev/null; then
    echo '1..0 # SKIP readelf (binutils) is not installed'
    exit 0
fi

lacks() {
    case $(readelf -hW "$1") in *'DYN ('*) ;; *) echo 'is not position independent' ;; esac
    case $(readelf -lW "$1") in *GNU_RELRO*) ;; *) echo 'has no read-only relocations' ;; esac
    readelf -lW "$1" | grep GNU_STACK | grep -q 'RWE' && echo 'has an executable stack'
    readelf -dW "$1" | grep -qE 'BIND_NOW|FLAGS_1.*NOW' || echo 'binds its symbols lazily'
    symbols=$(readelf -sW "$1")
    case $symbols in *__stack_chk_fail*) ;; *) echo 'has no stack protector' ;; esac
    # By the code: Debian's own start files carry no mark, so the linker drops the note of the whole.
    if readelf -hW "$1" | grep -q X86-64; then
        objdump -d --disassemble=main "$1" | grep -q endbr64 || echo 'has no control-flow protection'
    fi
    if [ "$build" = fortified ]; then
        case $symbols in *__snprintf_chk* | *__memcpy_chk* | *__vsnprintf_chk*) ;; *) echo 'has no fortified calls' ;; esac
    fi
    true
}

# Without any of it: the test finds that.
self_test() {
    scratch=$(mktemp -d)
    echo 'int main(void) { return 0; }' >"$scratch/a.c"
    if ${CC:-cc} -no-pie -fno-stack-protector -fcf-protection=none -Wl,-z,norelro -Wl,-z,lazy \
        -o "$scratch/a" "$scratch/a.c" 2>/dev/null; then
        [ "$(lacks "$scratch/a" | wc -l)" -ge 4 ] || echo "found only: $(lacks "$scratch/a" | tr '\n' ';')"
    fi
    rm -rf "$scratch"
}

number=0
verdict() {
    number=$((number + 1))
    if [ -z "$2" ]; then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        printf '%s\n' "$2" | sed 's/^/# /'
    fi
}
for binary; do
    verdict "$(basename "$binary") is hardened" "$(lacks "$binary")"
done
verdict 'an unhardened binary is found' "$(self_test)"
echo "1..$number"

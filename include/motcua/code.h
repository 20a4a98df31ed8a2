/*
 * Names of things that people read out, type and scan: ticket labels, dossier
 * codes, look-up PINs and the QR text of a slip. Labels and codes are the same
 * in either case. All calls are pure.
 */
#ifndef MOTCUA_CODE_H
#define MOTCUA_CODE_H

#include <motcua/date.h>
#include <motcua/status.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Ticket label: the letter of the line and a number of at least three digits,
 * "A001", "A999", "A1000" (widened, never wrapped). Parsing takes "a7" as A007.
 */
#define MC_TICKET_NUMBER_MAX 999999
#define MC_TICKET_LABEL_SIZE 16

struct mc_ticket_label {
	char line; /* A–Z */
	int number;
};

void mc_ticket_label_format(struct mc_ticket_label label, char out[MC_TICKET_LABEL_SIZE]);
MC_CHECKED enum mc_status mc_ticket_label_parse(
	const char *text, struct mc_ticket_label *ret_label, struct mc_error *err);

/*
 * Dossier codes (Thông tư 01/2018/TT-VPCP Điều 19): unit code, day of acceptance,
 * serial of the day. The pattern is a setting of the office: {agency}, {yymmdd}
 * and {seq:N} (N digits at least, widened beyond), each but {agency} exactly
 * once, between letters, digits and . _ - /. The serial must not run into
 * another digit behind it.
 */
#define MC_CODE_PATTERN_DEFAULT "{agency}-{yymmdd}-{seq:4}"
#define MC_CODE_MAX_CHARS 40
#define MC_CODE_SIZE 164 /* 40 characters of up to four bytes and a NUL */
#define MC_SERIAL_MAX 999999999

/* MC_INVALID says what the pattern lacks or what is wrong in it. */
MC_CHECKED enum mc_status mc_code_pattern_check(const char *pattern, struct mc_error *err);

/* MC_INVALID: bad pattern, a day outside 2000–2099, a serial below 1, longer than 40 characters. */
MC_CHECKED enum mc_status mc_code_format(const char *pattern, const char *agency, mc_day day,
	int32_t serial, char out[MC_CODE_SIZE], struct mc_error *err);

/*
 * Takes any code in at the door, ours or another system's: clean text of 1–40
 * printable characters, kept as it is. MC_INVALID.
 */
MC_CHECKED enum mc_status mc_code_clean(
	const char *text, size_t len, char out[MC_CODE_SIZE], struct mc_error *err);

/*
 * The one rule by which codes are compared, of whatever kind: dossier codes, receipt numbers,
 * procedures, short names of staff, desks and printers. Capitals and small letters are
 * the same; the spelling stays. Codes with the same key are one code.
 */
void mc_code_key(const char *code, char out[MC_CODE_SIZE]);
bool mc_code_same(const char *a, const char *b);

/* The code without the office's own agency part in front: "261123-0012". Points into `code`. */
const char *mc_code_short(const char *agency, const char *code);

/*
 * Look-up PIN: six digits, each of the million equally likely. `random` holds
 * bytes from a secure source; the first suitable four are used. False when none
 * was (1 in 4000 per four bytes): hand in fresh ones.
 */
#define MC_PIN_SIZE 7
#define MC_PIN_RANDOM_BYTES 32
MC_CHECKED bool mc_pin_make(const uint8_t *random, size_t len, char out[MC_PIN_SIZE]);
bool mc_pin_valid(const char *text);

/* Compares in a time that does not depend on where they differ. */
bool mc_pin_same(const char *pin, const char *typed);

/*
 * The QR text of a slip: "TTHC1|<code>|<pin>". No personal data. Parsing takes
 * the blanks and line ends that scanners add. MC_INVALID.
 */
#define MC_SLIP_QR_SIZE (MC_CODE_SIZE + 16)
MC_CHECKED enum mc_status mc_slip_qr_format(
	const char *code, const char *pin, char out[MC_SLIP_QR_SIZE], struct mc_error *err);
MC_CHECKED enum mc_status mc_slip_qr_parse(const char *text, char ret_code[MC_CODE_SIZE],
	char ret_pin[MC_PIN_SIZE], struct mc_error *err);

#endif

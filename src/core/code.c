/*
 * Ticket labels, dossier codes, PINs and the QR text of a slip. The pattern of
 * dossier codes is split into pieces, which are checked and then written.
 */
#include "base/str.h"
#include <motcua/code.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

static bool is_digit(char c) {
	return c >= '0' && c <= '9';
}

static char upper(char c) {
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* Whether `text` begins with the `len` bytes of `start`, in either case. */
static bool begins_with(const char *text, const char *start, size_t len) {
	for (size_t i = 0; i < len; i++) {
		if (upper(text[i]) != upper(start[i])) {
			return false;
		}
	}
	return true;
}

/* The value of exactly `count` digits (at most nine). */
static bool read_number(const char *text, size_t count, int32_t *ret_value) {
	int32_t value = 0;

	for (size_t i = 0; i < count; i++) {
		if (!is_digit(text[i])) {
			return false;
		}
		value = value * 10 + (text[i] - '0');
	}
	*ret_value = value;
	return true;
}

/* Ticket labels. */

void mc_ticket_label_format(struct mc_ticket_label label, char out[MC_TICKET_LABEL_SIZE]) {
	snprintf(out, MC_TICKET_LABEL_SIZE, "%c%03d", label.line, label.number);
}

enum mc_status mc_ticket_label_parse(
	const char *text, struct mc_ticket_label *ret_label, struct mc_error *err) {
	char line = upper(text[0]);
	size_t digits = line != '\0' ? strspn(text + 1, "0123456789") : 0;
	int32_t number;

	if (line < 'A' || line > 'Z' || digits < 1 || digits > 6 || text[1 + digits] != '\0' ||
		!read_number(text + 1, digits, &number) || number < 1) {
		return mc_fail(err, MC_INVALID,
			N_("“%s” is not a ticket number: write the letter of the line and the "
			   "number, as A001."),
			text);
	}
	*ret_label = (struct mc_ticket_label){ .line = line, .number = number };
	return MC_OK;
}

/* Patterns of dossier codes. */

enum piece_kind { PIECE_TEXT, PIECE_AGENCY, PIECE_DAY, PIECE_SERIAL };

struct piece {
	enum piece_kind kind;
	const char *text; /* PIECE_TEXT: into the pattern, `len` bytes */
	size_t len;
	int width; /* PIECE_SERIAL: digits at least */
};

#define PIECES_MAX 8 /* three variable ones with text around and between */

struct pattern {
	int count;
	struct piece piece[PIECES_MAX];
	unsigned kinds; /* set of enum piece_kind */
};

static bool is_code_text(char c) {
	return is_digit(c) || (upper(c) >= 'A' && upper(c) <= 'Z') ||
	       (c != '\0' && strchr("._-/", c) != NULL);
}

static size_t code_text_length(const char *text) {
	size_t len = 0;

	while (is_code_text(text[len])) {
		len++;
	}
	return len;
}

/* One piece at *at, which then stands behind it. */
static bool take_piece(const char **at, struct piece *ret_piece) {
	static const char agency[] = "{agency}";
	static const char day[] = "{yymmdd}";
	static const char serial[] = "{seq:";
	const char *text = *at;

	if (strncmp(text, agency, strlen(agency)) == 0) {
		*ret_piece = (struct piece){ .kind = PIECE_AGENCY };
		*at += strlen(agency);
	} else if (strncmp(text, day, strlen(day)) == 0) {
		*ret_piece = (struct piece){ .kind = PIECE_DAY };
		*at += strlen(day);
	} else if (strncmp(text, serial, strlen(serial)) == 0) {
		text += strlen(serial);
		if (text[0] < '1' || text[0] > '9' || text[1] != '}') {
			return false;
		}
		*ret_piece = (struct piece){ .kind = PIECE_SERIAL, .width = text[0] - '0' };
		*at = text + 2;
	} else {
		size_t len = code_text_length(text);

		*ret_piece = (struct piece){ .kind = PIECE_TEXT, .text = text, .len = len };
		*at += len;
		return len > 0;
	}
	return true;
}

/* The serial has no fixed width: what follows must show where it ends. */
static bool serial_has_end(const struct pattern *pattern) {
	for (int i = 0; i + 1 < pattern->count; i++) {
		const struct piece *next = &pattern->piece[i + 1];

		if (pattern->piece[i].kind == PIECE_SERIAL &&
			(next->kind != PIECE_TEXT || is_digit(next->text[0]))) {
			return false;
		}
	}
	return true;
}

static enum mc_status read_pattern(
	const char *text, struct pattern *ret_pattern, struct mc_error *err) {
	struct pattern pattern = { 0 };
	const char *at = text;

	while (*at != '\0') {
		struct piece piece;

		if (pattern.count == PIECES_MAX || !take_piece(&at, &piece)) {
			return mc_fail(err, MC_INVALID,
				N_("The code pattern is not understood from “%s” on: use {agency}, "
				   "{yymmdd}, {seq:4}, letters, digits and . _ - /."),
				at);
		}
		if (piece.kind != PIECE_TEXT && (pattern.kinds & 1u << piece.kind) != 0) {
			return mc_fail(err, MC_INVALID,
				N_("The code pattern “%s” names the same part twice."), text);
		}
		pattern.kinds |= 1u << piece.kind;
		pattern.piece[pattern.count++] = piece;
	}
	if ((pattern.kinds & 1u << PIECE_DAY) == 0 || (pattern.kinds & 1u << PIECE_SERIAL) == 0) {
		return mc_fail(err, MC_INVALID,
			N_("The code pattern “%s” needs both {yymmdd} and {seq:4}, or codes would "
			   "repeat."),
			text);
	}
	if (!serial_has_end(&pattern)) {
		return mc_fail(err, MC_INVALID,
			N_("In the code pattern “%s” the serial must be last or followed by a "
			   "letter or one of . _ - /."),
			text);
	}
	*ret_pattern = pattern;
	return MC_OK;
}

enum mc_status mc_code_pattern_check(const char *text, struct mc_error *err) {
	struct pattern pattern;

	return read_pattern(text, &pattern, err);
}

/* Dossier codes. */

static void write_pieces(const struct pattern *pattern, const char *agency, struct mc_civil day,
	int32_t serial, struct mc_str *out) {
	for (int i = 0; i < pattern->count; i++) {
		const struct piece *piece = &pattern->piece[i];

		switch (piece->kind) {
		case PIECE_TEXT: mc_str_add_bytes(out, piece->text, piece->len); break;
		case PIECE_AGENCY: mc_str_add(out, agency); break;
		case PIECE_DAY:
			mc_str_addf(out, "%02d%02d%02d", day.year % 100, day.month, day.day);
			break;
		case PIECE_SERIAL: mc_str_addf(out, "%0*ld", piece->width, (long)serial); break;
		}
	}
}

enum mc_status mc_code_format(const char *pattern_text, const char *agency, mc_day day,
	int32_t serial, char out[MC_CODE_SIZE], struct mc_error *err) {
	struct pattern pattern;
	struct mc_civil civil = mc_day_civil(day);
	struct mc_str code;
	enum mc_status status = read_pattern(pattern_text, &pattern, err);

	if (status != MC_OK) {
		return status;
	}
	if ((pattern.kinds & 1u << PIECE_AGENCY) != 0 &&
		(agency[0] == '\0' || agency[code_text_length(agency)] != '\0')) {
		return mc_fail(err, MC_INVALID,
			N_("The agency code “%s” cannot stand in a dossier code: use letters, "
			   "digits and . _ - /."),
			agency);
	}
	if (civil.year < 2000 || civil.year > 2099) {
		return mc_fail(err, MC_INVALID,
			N_("A dossier code can name the years 2000 to 2099, not %d."), civil.year);
	}
	if (serial < 1 || serial > MC_SERIAL_MAX) {
		return mc_fail(err, MC_INVALID, N_("A dossier cannot have the serial number %d."),
			(int)serial);
	}
	mc_str_init(&code);
	write_pieces(&pattern, agency, civil, serial, &code);
	if (code.len > MC_CODE_MAX_CHARS) {
		status = mc_fail(err, MC_INVALID,
			N_("The dossier code %s is longer than %d characters: shorten the "
			   "pattern."),
			mc_str_text(&code), MC_CODE_MAX_CHARS);
	} else {
		mc_copy(out, MC_CODE_SIZE, mc_str_text(&code));
	}
	mc_str_finish(&code);
	return status;
}

enum mc_status mc_code_clean(
	const char *text, size_t len, char out[MC_CODE_SIZE], struct mc_error *err) {
	char code[MC_CODE_SIZE];
	enum mc_status status = mc_text_clean(text, len, MC_CODE_MAX_CHARS, code, sizeof code, err);

	if (status == MC_OK && code[0] == '\0') {
		return mc_fail(err, MC_INVALID, N_("The dossier code is empty."));
	}
	if (status == MC_OK) {
		mc_copy(out, MC_CODE_SIZE, code);
	}
	return status;
}

void mc_code_key(const char *code, char out[MC_CODE_SIZE]) {
	mc_text_upper(code, out, MC_CODE_SIZE);
}

bool mc_code_same(const char *a, const char *b) {
	char key_a[MC_CODE_SIZE], key_b[MC_CODE_SIZE];

	mc_code_key(a, key_a);
	mc_code_key(b, key_b);
	return strcmp(key_a, key_b) == 0;
}

const char *mc_code_short(const char *agency, const char *code) {
	size_t len = strlen(agency);

	if (len > 0 && begins_with(code, agency, len) && code[len] != '\0' &&
		strchr("._-/", code[len]) != NULL && code[len + 1] != '\0') {
		return code + len + 1;
	}
	return code;
}

/* PINs. */

bool mc_pin_make(const uint8_t *random, size_t len, char out[MC_PIN_SIZE]) {
	const uint32_t pins = 1000000;
	const uint32_t fair = UINT32_MAX / pins * pins; /* above it some PINs would be likelier */

	for (size_t i = 0; i + 4 <= len; i += 4) {
		uint32_t value = (uint32_t)random[i] << 24 | (uint32_t)random[i + 1] << 16 |
				 (uint32_t)random[i + 2] << 8 | random[i + 3];

		if (value < fair) {
			snprintf(out, MC_PIN_SIZE, "%06u", (unsigned)(value % pins));
			return true;
		}
	}
	return false;
}

bool mc_pin_valid(const char *text) {
	int32_t value;

	return read_number(text, MC_PIN_SIZE - 1, &value) && text[MC_PIN_SIZE - 1] == '\0';
}

bool mc_pin_same(const char *pin, const char *typed) {
	unsigned differ = 0;

	if (!mc_pin_valid(pin) || !mc_pin_valid(typed)) {
		return false;
	}
	for (int i = 0; i < MC_PIN_SIZE - 1; i++) {
		differ |= (unsigned)(pin[i] ^ typed[i]);
	}
	return differ == 0;
}

/* Slips. */

#define SLIP_MARK "TTHC1|"

enum mc_status mc_slip_qr_format(
	const char *code, const char *pin, char out[MC_SLIP_QR_SIZE], struct mc_error *err) {
	char clean[MC_CODE_SIZE];
	enum mc_status status = mc_code_clean(code, strlen(code), clean, err);

	if (status != MC_OK) {
		return status;
	}
	if (!mc_pin_valid(pin)) {
		return mc_fail(err, MC_INVALID, N_("A look-up PIN has six digits."));
	}
	snprintf(out, MC_SLIP_QR_SIZE, SLIP_MARK "%s|%s", clean, pin);
	return MC_OK;
}

enum mc_status mc_slip_qr_parse(const char *text, char ret_code[MC_CODE_SIZE],
	char ret_pin[MC_PIN_SIZE], struct mc_error *err) {
	char clean[MC_SLIP_QR_SIZE];
	const char *code = clean + strlen(SLIP_MARK);
	char *pin;
	enum mc_status status =
		mc_text_clean(text, strlen(text), MC_SLIP_QR_SIZE - 1, clean, sizeof clean, err);

	if (status != MC_OK) {
		return status;
	}
	pin = strrchr(clean, '|');
	if (!begins_with(clean, SLIP_MARK, strlen(SLIP_MARK)) || pin < code ||
		!mc_pin_valid(pin + 1)) {
		return mc_fail(err, MC_INVALID,
			N_("This QR code is not the one of a slip from this office."));
	}
	*pin = '\0'; /* the last bar: a foreign code may hold bars */
	status = mc_code_clean(code, strlen(code), ret_code, err);
	if (status == MC_OK) {
		mc_copy(ret_pin, MC_PIN_SIZE, pin + 1);
	}
	return status;
}

/* Fields of CSV, as a spreadsheet takes them for text. */
#include "base/csv/record.h"
#include <string.h>

/*
 * Whether a spreadsheet would take the text for a formula and run it: what begins with one
 * of these, also in its wide form. An apostrophe before it stays, and one more is put there.
 */
static bool is_formula(const char *text) {
	static const char *const starts[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－",
		"＠" };

	while (*text == '\'') {
		text++;
	}
	for (size_t i = 0; i < MC_COUNT(starts); i++) {
		if (strncmp(text, starts[i], strlen(starts[i])) == 0) {
			return true;
		}
	}
	return false;
}

const char *mc_csv_plain(const char *field) {
	return field[0] == '\'' && is_formula(field) ? field + 1 : field;
}

void mc_csv_write_field(struct mc_str *out, const char *text) {
	bool formula = is_formula(text);
	/* At the start of a file a byte-order mark would be taken for the file's own. */
	bool must = strpbrk(text, ",\"\r\n") != NULL ||
		    strncmp(text, MC_CSV_MARK, strlen(MC_CSV_MARK)) == 0;

	if (!must) {
		mc_str_addf(out, "%s%s", formula ? "'" : "", text);
		return;
	}
	mc_str_addf(out, "\"%s", formula ? "'" : "");
	for (; *text != '\0'; text++) {
		if (*text == '"') {
			mc_str_add_char(out, '"');
		}
		mc_str_add_char(out, *text);
	}
	mc_str_add_char(out, '"');
}

/* The symbols as tables; see codes.h. */
#include "paper/codes.h"
#include <string.h>

enum { CODE_C = 99, CODE_B = 100, START_B = 104, START_C = 105, STOP = 106 };

/* Widths of bar, space, bar … of each symbol value: eleven modules, the stop thirteen. */
static const char *const patterns[] = { "212222", "222122", "222221", "121223", "121322", "131222",
	"122213", "122312", "132212", "221213", "221312", "231212", "112232", "122132", "122231",
	"113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131",
	"311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
	"111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311",
	"112133", "112331", "132131", "113123", "113321", "133121", "313121", "211331", "231131",
	"213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
	"314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221",
	"112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114", "413111",
	"241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212",
	"421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",
	"114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214",
	"211232", "2331112" };

struct symbols {
	int value[2 * MC_CODE128_MAX + 4];
	int count;
};

static bool is_digit(char c) {
	return c >= '0' && c <= '9';
}

static int digits_at(const char *text) {
	int n = 0;
	while (is_digit(text[n])) {
		n++;
	}
	return n;
}

static void add(struct symbols *symbols, int value) {
	symbols->value[symbols->count++] = value;
}

/* Start, data with changes of set, check symbol, stop. */
static void encode(const char *text, struct symbols *symbols) {
	bool pairs = digits_at(text) >= 4;
	add(symbols, pairs ? START_C : START_B);
	while (*text != '\0') {
		int digits = digits_at(text);
		if (pairs && digits >= 2) {
			add(symbols, (text[0] - '0') * 10 + text[1] - '0');
			text += 2;
		} else if (pairs) {
			add(symbols, CODE_B);
			pairs = false;
		} else if (digits >= 4 && digits % 2 == 0) {
			add(symbols, CODE_C);
			pairs = true;
		} else {
			add(symbols, *text++ - ' ');
		}
	}
	int check = symbols->value[0];
	for (int i = 1; i < symbols->count; i++) {
		check += i * symbols->value[i];
	}
	add(symbols, check % 103);
	add(symbols, STOP);
}

/* Writes the bars into cells (NULL: only counts) and returns the modules. */
static int draw(const struct symbols *symbols, unsigned char *cells) {
	int x = 0;
	for (int i = 0; i < symbols->count; i++) {
		bool dark = true;
		for (const char *w = patterns[symbols->value[i]]; *w != '\0'; w++) {
			for (int n = *w - '0'; n > 0; n--, x++) {
				if (cells != NULL) {
					cells[x] = dark;
				}
			}
			dark = !dark;
		}
	}
	return x;
}

static bool is_plain(const char *text) {
	while (*text >= ' ' && *text <= '~') {
		text++;
	}
	return *text == '\0';
}

/* ---- what they can hold ---- */

/* Bytes of the largest QR, by level of error correction (ISO/IEC 18004, table 7). */
static size_t qr_most(char level) {
	switch (level) {
	case 'l': return 2953;
	case 'q': return 1663;
	case 'h': return 1273;
	default: return 2331;
	}
}

enum mc_code_fault mc_code_check(const struct mc_page_code *code) {
	size_t len = strlen(code->text);
	if (code->symbol == MC_PAGE_QR) {
		return len <= qr_most(code->level) ? MC_CODE_FINE : MC_CODE_LONG;
	}
	if (!is_plain(code->text)) {
		return MC_CODE_LETTERS;
	}
	if (len > MC_CODE128_MAX) {
		return MC_CODE_LONG;
	}
	struct symbols symbols = { .count = 0 };
	encode(code->text, &symbols);
	int width = draw(&symbols, NULL) + 2 * MC_CODE128_QUIET;
	return width <= code->width * MC_DOTS_PER_COLUMN ? MC_CODE_FINE : MC_CODE_WIDE;
}

/* ---- the bars ---- */

enum mc_status mc_code128_make(const char *text, struct mc_arena *arena,
	struct mc_code128 *ret_code, struct mc_error *err) {
	size_t len = strlen(text);
	if (len == 0 || len > MC_CODE128_MAX) {
		return mc_fail(err, MC_INVALID,
			N_("A bar code holds 1 to %d letters; this one would have %zu."),
			MC_CODE128_MAX, len);
	}
	if (!is_plain(text)) {
		return mc_fail(err, MC_INVALID,
			N_("A bar code holds only letters without marks, digits and signs; “%s” "
			   "has others."),
			text);
	}
	struct symbols symbols = { .count = 0 };
	encode(text, &symbols);
	int width = draw(&symbols, NULL);
	unsigned char *cells = mc_arena_alloc(arena, (size_t)width);
	draw(&symbols, cells);
	*ret_code = (struct mc_code128){ .width = width, .cells = cells };
	return MC_OK;
}

/* How far words are from each other: letters put in, left out, changed, or exchanged with the next. */
#include "core/nearest.h"
#include <stdbool.h>
#include <string.h>

#define WORD_MAX 64

int mc_word_distance(const char *a, const char *b) {
	int row[3][WORD_MAX];
	int len_a = (int)strlen(a), len_b = (int)strlen(b);
	if (len_a >= WORD_MAX || len_b >= WORD_MAX) {
		return MC_WORD_FAR;
	}
	int *before = row[0], *last = row[1], *now = row[2];
	for (int j = 0; j <= len_b; j++) {
		last[j] = j;
	}
	for (int i = 1; i <= len_a; i++) {
		now[0] = i;
		for (int j = 1; j <= len_b; j++) {
			int best = last[j - 1] + (a[i - 1] != b[j - 1]);
			best = last[j] + 1 < best ? last[j] + 1 : best;
			best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
			bool swapped =
				i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
			if (swapped && before[j - 2] + 1 < best) {
				best = before[j - 2] + 1;
			}
			now[j] = best;
		}
		int *free_row = before;
		before = last;
		last = now;
		now = free_row;
	}
	return last[len_b];
}

/* Digits lost at the end, as a spreadsheet loses zeros: "1.0012" for "1.001200". */
static bool is_beginning(const char *typed, const char *code) {
	size_t len = strlen(typed);

	return len >= 5 && strncmp(typed, code, len) == 0 && strlen(code) - len <= 2;
}

int mc_code_distance(const char *typed, const char *code) {
	int far = mc_word_distance(typed, code);

	return is_beginning(typed, code) && far > 1 ? 1 : far;
}

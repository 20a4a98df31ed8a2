/*
 * Any bytes as text: what is accepted is valid, within its limits, clean once
 * and for all, and can be measured, cut, folded and compared.
 */
#include <assert.h>
#include <motcua/text.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_clean(const char *text) {
	char again[301];
	char *folded = malloc(3 * strlen(text) + 1);
	size_t len = strlen(text);
	size_t cut = mc_text_cut(text, 20);

	assert(mc_utf8_valid(text, len, NULL) && mc_utf8_count(text) <= 100);
	assert(mc_text_clean(text, len, 100, again, sizeof again, NULL) == MC_OK);
	assert(strcmp(text, again) == 0);
	assert(cut <= len && mc_utf8_valid(text, cut, NULL));
	assert(cut == len || mc_text_width(text) > 20);
	assert(mc_text_fold(text, folded, 3 * len + 1) <= 3 * len);
	assert(mc_utf8_valid(folded, strlen(folded), NULL));
	for (size_t pos = len; pos > 0;) {
		size_t before = mc_utf8_prev(text, pos);

		assert(before < pos);
		pos = before;
	}
	free(folded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	char clean[301] = "unchanged";
	struct mc_error err;

	if (mc_text_clean((const char *)data, size, 100, clean, sizeof clean, &err) == MC_OK) {
		check_clean(clean);
	} else {
		assert(err.status == MC_INVALID && strcmp(clean, "unchanged") == 0);
	}
	return 0;
}

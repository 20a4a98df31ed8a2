/* Names and codes as they are shown: both languages in JSON, one for people. */
#include "show/show.h"

void mc_show_name(struct mc_out *out, const char *title, const char *vi, const char *en) {
	mc_row_text(out, "name_vi", NULL, vi);
	mc_row_text(out, "name_en", NULL, en);
	mc_row_text(out, NULL, title, mc_word_name(out->lang, vi, en));
}

void mc_show_codes(struct mc_out *out, const char *key, const char *title, const char *codes,
	mc_word_fn *word) {
	struct mc_str words;
	mc_str_init(&words);
	mc_words_list(out->lang, word, codes, &words);
	mc_row_text(out, key, NULL, codes);
	mc_row_text(out, NULL, title, mc_str_text(&words));
	mc_str_finish(&words);
}

/* "closed-hours" of CLOSED_HOURS. */
static void put_warning(struct mc_json_out *json, const char *constant) {
	char name[64];
	mc_copy(name, sizeof name, constant);
	for (char *c = name; *c != '\0'; c++) {
		*c = *c == '_' ? '-' : (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
	}
	mc_json_text(json, NULL, name);
}

void mc_show_warnings(struct mc_out *out, unsigned warnings) {
#define X(name, text) #name,
	static const char *const names[] = { MC_WARNING_LIST(X) };
#undef X
	if (!out->as_json) {
		return;
	}
	mc_json_open_array(&out->json, "warnings");
	for (int i = 0; i < MC_WARNING_COUNT; i++) {
		if (warnings & (1u << i)) {
			put_warning(&out->json, names[i]);
		}
	}
	mc_json_close_array(&out->json);
}

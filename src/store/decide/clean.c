/* Cleaning the texts of a request. */
#include "store/decide/clean.h"
#include <motcua/text.h>
#include <string.h>

enum mc_status mc_clean(struct mc_tx *tx, const char *field, const char *text, size_t max_chars,
	const char **ret_text, struct mc_error *err) {
	if (!text || !*text) {
		*ret_text = "";
		return MC_OK;
	}
	size_t size = 4 * max_chars + 1;
	char *out = mc_arena_alloc(tx->arena, size);
	enum mc_status status = mc_text_clean(text, strlen(text), max_chars, out, size, err);
	if (status != MC_OK) {
		return mc_fail_at(err, field, status);
	}
	mc_text_mend_accents(out);
	*ret_text = out;
	return MC_OK;
}

/* An office's broken layout must not stop its papers: the built-in one stands in. */
#include "print/compose.h"
#include "base/file.h"
#include <string.h>

/* The office's own copy. MC_NOT_FOUND: there is none. */
static enum mc_status own_layout(const char *path, struct mc_arena *arena,
	struct mc_layout *ret_layout, struct mc_error *err) {
	struct mc_str bytes;
	mc_str_init(&bytes);
	enum mc_status status = mc_file_read(path, MC_LAYOUT_MAX_BYTES, &bytes, err);
	if (status == MC_OK) {
		status = mc_layout_parse(
			mc_str_text(&bytes), bytes.len, path, arena, ret_layout, err);
	}
	mc_str_finish(&bytes);
	return status;
}

/* By the office's own layout. False: it has none, or *ret_trouble says what is wrong with it. */
static bool lay_out_own(const char *path, const struct mc_record *record, int columns,
	struct mc_arena *arena, struct mc_page *ret_page, struct mc_error *ret_trouble) {
	struct mc_layout layout;
	enum mc_status status = own_layout(path, arena, &layout, ret_trouble);
	if (status == MC_OK) {
		mc_layout_fill(&layout, record, columns, arena, ret_page);
		if (!mc_page_is_bare(ret_page)) {
			return true;
		}
		(void)mc_fail(ret_trouble, MC_INVALID,
			N_("%s shows nothing of this paper; the built-in layout is used."), path);
	}
	ret_trouble->status = status == MC_NOT_FOUND ? MC_OK : MC_PARTIAL;
	return false;
}

enum mc_status mc_compose_record(const char *record_json, int columns, const char *folder,
	struct mc_arena *arena, struct mc_page *ret_page, struct mc_error *err) {
	struct mc_record record;
	struct mc_error trouble = { .status = MC_OK };
	enum mc_status status =
		mc_record_from_json(record_json, strlen(record_json), arena, &record, err);
	if (status != MC_OK) {
		return status;
	}
	const struct mc_paper *paper = mc_paper_find(record.form);
	const struct mc_paper_layout *built_in = paper ? mc_paper_layout(paper, columns) : NULL;
	if (built_in == NULL) {
		return mc_fail(err, MC_NOT_FOUND,
			N_("There is no paper %s for %d columns: see “motcua paper list”."),
			record.form, columns);
	}
	if (folder != NULL && lay_out_own(mc_arena_printf(arena, "%s/%s", folder, built_in->file),
				      &record, columns, arena, ret_page, &trouble)) {
		return MC_OK;
	}
	struct mc_layout layout;
	status = mc_layout_parse((const char *)built_in->bytes, *built_in->size, built_in->file,
		arena, &layout, err);
	if (status == MC_OK) {
		mc_layout_fill(&layout, &record, columns, arena, ret_page);
		struct mc_error *kept = trouble.status != MC_OK ? mc_page_trouble(ret_page) : NULL;
		if (kept != NULL) {
			*kept = trouble;
		}
	}
	return status;
}

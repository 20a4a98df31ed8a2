/* An office's broken layout must not stop its papers: the built-in one stands in. */
#include "print/compose.h"
#include "base/file.h"
#include <string.h>

/* The office's own copy. False: there is none, or it is no good (then *ret_trouble says why). */
static bool own_layout(const char *folder, const char *file, struct mc_arena *arena,
	struct mc_layout *ret_layout, struct mc_error *ret_trouble) {
	struct mc_str bytes;
	mc_str_init(&bytes);
	const char *path = mc_arena_printf(arena, "%s/%s", folder, file);
	struct mc_error err = { .status = MC_OK };
	enum mc_status status = mc_file_read(path, MC_LAYOUT_MAX_BYTES, &bytes, &err);
	if (status == MC_OK) {
		status = mc_layout_parse(
			mc_str_text(&bytes), bytes.len, path, arena, ret_layout, &err);
	}
	if (status != MC_OK && status != MC_NOT_FOUND) {
		*ret_trouble = err;
	}
	mc_str_finish(&bytes);
	return status == MC_OK;
}

enum mc_status mc_compose_record(const char *record_json, int columns, const char *folder,
	struct mc_arena *arena, struct mc_page *ret_page, struct mc_error *ret_trouble,
	struct mc_error *err) {
	*ret_trouble = (struct mc_error){ .status = MC_OK };
	struct mc_record record;
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
	struct mc_layout layout;
	if (folder == NULL || !own_layout(folder, built_in->file, arena, &layout, ret_trouble)) {
		status = mc_layout_parse((const char *)built_in->bytes, *built_in->size,
			built_in->file, arena, &layout, err);
	}
	if (status == MC_OK) {
		mc_layout_fill(&layout, &record, columns, arena, ret_page);
	}
	return status;
}

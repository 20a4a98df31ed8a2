#include "lay_out.h"
#include "base/str.h"
#include "cmocka_all.h"
#include "paper/as_text.h"
#include <motcua/text.h>
#include <string.h>

static const char *page_text(struct mc_arena *arena, const struct mc_layout *layout,
	const struct mc_record *record, int columns) {
	struct mc_page page;
	struct mc_str out;
	mc_layout_fill(layout, record, columns, arena, &page);
	assert_null(mc_page_fault(&page));
	mc_str_init(&out);
	mc_page_as_text(&page, &out);
	const char *text = mc_arena_text(arena, mc_str_text(&out));
	mc_str_finish(&out);
	assert_null(text_fault(arena, text, columns));
	return text;
}

const char *lay_out(
	struct mc_arena *arena, const char *source, const struct mc_record *record, int columns) {
	struct mc_layout layout;
	struct mc_error err;
	assert_int_equal(
		mc_layout_parse(source, strlen(source), "test.receipt", arena, &layout, &err),
		MC_OK);
	return page_text(arena, &layout, record, columns);
}

const char *lay_out_paper(struct mc_arena *arena, const struct mc_record *record, int columns) {
	const struct mc_paper *paper = mc_paper_find(record->form);
	struct mc_layout layout;
	assert_non_null(paper);
	const struct mc_paper_layout *built_in = mc_paper_layout(paper, columns);
	assert_non_null(built_in);
	assert_int_equal(mc_layout_parse((const char *)built_in->bytes, *built_in->size,
				 built_in->file, arena, &layout, NULL),
		MC_OK);
	mc_layout_check_variables(&layout, paper);
	assert_int_equal(layout.warnings_found, 0);
	return page_text(arena, &layout, record, columns);
}

const char *text_fault(struct mc_arena *arena, const char *text, int columns) {
	while (*text != '\0') {
		const char *end = strchr(text, '\n');
		if (end == NULL) {
			return "the last line does not end";
		}
		if (end > text && end[-1] == ' ') {
			return "a line ends in a blank";
		}
		if (mc_text_width(mc_arena_bytes(arena, text, (size_t)(end - text))) > columns) {
			return "a line is wider than the page";
		}
		text = end + 1;
	}
	return NULL;
}

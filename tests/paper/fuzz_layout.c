/*
 * Any bytes as a layout: the parser refuses with a line, or the page keeps its
 * promises at every width. A broken promise ends the process.
 */
#include "base/str.h"
#include "paper/as_text.h"
#include "paper/layout/layout.h"
#include <motcua/text.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand(bool holds, const char *promise) {
	if (!holds) {
		fprintf(stderr, "broken: %s\n", promise);
		abort();
	}
}

static void check_text(char *text, int columns) {
	char *rest = NULL;
	for (char *line = strtok_r(text, "\n", &rest); line != NULL;
		line = strtok_r(NULL, "\n", &rest)) {
		demand(mc_text_width(line) <= columns, "no line is wider than the page");
	}
}

static void check_page(const struct mc_layout *layout, const struct mc_record *record, int columns,
	struct mc_arena *arena) {
	struct mc_page page;
	struct mc_str out;
	mc_layout_fill(layout, record, columns, arena, &page);
	const char *fault = mc_page_fault(&page);
	demand(fault == NULL, fault != NULL ? fault : "");
	mc_str_init(&out);
	mc_page_as_text(&page, &out);
	demand(mc_utf8_valid(mc_str_text(&out), out.len, NULL), "the text is UTF-8");
	if (out.len > 0) {
		check_text(out.data, columns);
	}
	mc_str_finish(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	static const int widths[] = { MC_PAGE_MIN_COLUMNS, MC_PAGE_58MM, MC_PAGE_80MM,
		MC_PAGE_FORM };
	struct mc_arena arena;
	struct mc_layout layout;
	struct mc_record record;
	struct mc_error err = { 0 };
	mc_arena_init(&arena);
	enum mc_status status =
		mc_layout_parse((const char *)data, size, "fuzz", &arena, &layout, &err);
	if (status == MC_OK) {
		mc_layout_check_variables(&layout, mc_paper_find("slip"));
		mc_paper_example(mc_paper_find("slip"), &arena, &record);
		for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
			check_page(&layout, &record, widths[i], &arena);
		}
	} else {
		demand(status == MC_INVALID && err.format != NULL, "a refusal says why");
	}
	mc_arena_finish(&arena);
	return 0;
}

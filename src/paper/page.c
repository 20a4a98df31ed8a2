/* The page model holds no rule but those that mc_page_fault() states. */
#include "paper/page.h"
#include "paper/codes.h"
#include <assert.h>
#include <motcua/text.h>
#include <string.h>

void mc_page_init(struct mc_page *page, struct mc_arena *arena, int columns) {
	assert(columns >= MC_PAGE_MIN_COLUMNS && columns <= MC_PAGE_MAX_COLUMNS);
	*page = (struct mc_page){ .arena = arena, .columns = columns };
}

struct mc_page_block *mc_page_add(struct mc_page *page, enum mc_page_kind kind) {
	struct mc_page_block *block =
		MC_ARENA_NEXT(page->arena, page->blocks, page->count, page->cap);
	*block = (struct mc_page_block){ .kind = kind };
	return block;
}

struct mc_error *mc_page_trouble(struct mc_page *page) {
	if (page->trouble_count == MC_PAGE_MAX_TROUBLES) {
		return NULL;
	}
	struct mc_error *trouble =
		MC_ARENA_NEXT(page->arena, page->troubles, page->trouble_count, page->trouble_cap);
	*trouble = (struct mc_error){ .status = MC_PARTIAL };
	return trouble;
}

static bool row_is_bare(const struct mc_page_row *row) {
	for (size_t i = 0; i < row->cell_count; i++) {
		for (size_t r = 0; r < row->cells[i].run_count; r++) {
			const char *text = row->cells[i].runs[r].text;
			if (text[strspn(text, " \n")] != '\0') {
				return false;
			}
		}
	}
	return true;
}

bool mc_page_is_bare(const struct mc_page *page) {
	for (size_t i = 0; i < page->count; i++) {
		const struct mc_page_block *block = &page->blocks[i];
		if (block->kind == MC_PAGE_CODE ||
			(block->kind == MC_PAGE_ROW && !row_is_bare(&block->row))) {
			return false;
		}
	}
	return true;
}

static const char *text_fault(const char *text) {
	if (text == NULL) {
		return "a text is missing";
	}
	if (!mc_utf8_valid(text, strlen(text), NULL)) {
		return "a text is not UTF-8";
	}
	for (const unsigned char *byte = (const unsigned char *)text; *byte != '\0'; byte++) {
		if ((*byte < 0x20 && *byte != '\n') || *byte == 0x7f) {
			return "a text holds a control character";
		}
	}
	return NULL;
}

static const char *run_fault(const struct mc_page_run *run) {
	if (run->wide < 1 || run->wide > MC_PAGE_MAX_SCALE || run->high < 1 ||
		run->high > MC_PAGE_MAX_SCALE) {
		return "a run is too small or too large";
	}
	return text_fault(run->text);
}

static const char *row_fault(const struct mc_page_row *row, int columns) {
	if (row->cell_count < 1 || row->cell_count > MC_PAGE_MAX_CELLS) {
		return "a row has no cell or too many";
	}
	if (row->shrink && row->cell_count != 1) {
		return "a row of several cells shrinks";
	}
	int frame = row->framed ? 1 : 0;
	int free_from = frame; /* the first column that the next cell may use */
	for (size_t i = 0; i < row->cell_count; i++) {
		const struct mc_page_cell *cell = &row->cells[i];
		if (cell->width < 1 || cell->start < free_from ||
			cell->start + cell->width + frame > columns) {
			return "a cell is empty, overlaps or leaves the page";
		}
		free_from = cell->start + cell->width + frame;
		for (size_t r = 0; r < cell->run_count; r++) {
			const char *fault = run_fault(&cell->runs[r]);
			if (fault != NULL) {
				return fault;
			}
		}
	}
	return NULL;
}

static const char *extent_fault(int start, int width, int columns) {
	return start < 0 || width < 1 || start + width > columns ? "a block leaves the page" : NULL;
}

static const char *code_fault(const struct mc_page_code *code, int columns) {
	bool qr = code->symbol == MC_PAGE_QR;
	if (code->module < (qr ? 3 : 2) || code->module > (qr ? 8 : 4)) {
		return "a code's modules are too small or too large";
	}
	if (qr && (code->level == '\0' || strchr("lmqh", code->level) == NULL)) {
		return "a QR has no such error correction";
	}
	if (!qr && (code->height < 24 || code->height > 240)) {
		return "a bar code is too low or too high";
	}
	if (code->text == NULL || code->text[0] == '\0') {
		return "a code is empty";
	}
	const char *fault = text_fault(code->text);
	if (fault == NULL && mc_code_check(code) != MC_CODE_FINE) {
		fault = "a code cannot hold its text";
	}
	return fault != NULL ? fault : extent_fault(code->start, code->width, columns);
}

const char *mc_page_fault(const struct mc_page *page) {
	if (page->columns < MC_PAGE_MIN_COLUMNS || page->columns > MC_PAGE_MAX_COLUMNS) {
		return "the page is too narrow or too wide";
	}
	for (size_t i = 0; i < page->count; i++) {
		const struct mc_page_block *block = &page->blocks[i];
		const char *fault = NULL;
		switch (block->kind) {
		case MC_PAGE_ROW: fault = row_fault(&block->row, page->columns); break;
		case MC_PAGE_RULE:
			fault = extent_fault(block->rule.start, block->rule.width, page->columns);
			break;
		case MC_PAGE_CODE: fault = code_fault(&block->code, page->columns); break;
		case MC_PAGE_BLANK:
		case MC_PAGE_CUT: break;
		}
		if (fault != NULL) {
			return fault;
		}
	}
	return NULL;
}

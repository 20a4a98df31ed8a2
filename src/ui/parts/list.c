#include "ui/parts/list.h"
#include <stdio.h>

void mc_list_count(struct mc_list *list, size_t count, bool more) {
	list->count = count;
	list->more = more;
	list->number = 0;
	if (list->chosen >= count) {
		list->chosen = count > 0 ? count - 1 : 0;
	}
}

/* A digit more of a row's number; a number beyond the list starts anew with the digit. */
static void type_number(struct mc_list *list, size_t digit) {
	size_t number = list->number * 10 + digit;

	if (number > list->count) {
		number = digit;
	}
	list->number = number <= list->count ? number : 0;
	if (list->number > 0) {
		list->chosen = list->number - 1;
	}
}

bool mc_list_key(struct mc_list *list, int32_t key, size_t page, bool numbers) {
	size_t last = list->count > 0 ? list->count - 1 : 0;

	if (numbers && key >= '0' && key <= '9') {
		type_number(list, (size_t)(key - '0'));
		return true;
	}
	switch (key) {
	case MC_KEY_UP: list->chosen -= list->chosen > 0; break;
	case MC_KEY_DOWN: list->chosen += list->chosen < last; break;
	case MC_KEY_PAGE_UP: list->chosen -= list->chosen < page ? list->chosen : page; break;
	case MC_KEY_PAGE_DOWN:
		list->chosen = last - list->chosen < page ? last : list->chosen + page;
		break;
	case MC_KEY_HOME: list->chosen = 0; break;
	case MC_KEY_END: list->chosen = last; break;
	default: return false;
	}
	list->number = 0;
	return true;
}

void mc_list_view(const struct mc_list *list, struct mc_frame *frame, int row, int column, int rows,
	int columns, bool focused, bool numbers, mc_list_row_fn *draw, const void *data) {
	size_t shown = rows > 0 ? (size_t)rows : 1;
	size_t first = list->chosen / shown * shown;
	int indent = 2 + (numbers ? 4 : 0);

	for (size_t i = first; i < list->count && i < first + shown; i++) {
		bool chosen = focused && i == list->chosen;
		enum mc_style style = chosen ? MC_STYLE_FOCUS : MC_STYLE_TEXT;
		int at = row + (int)(i - first);

		mc_frame_fill(frame, at, column, 1, columns, style);
		if (numbers) {
			mc_frame_textf(frame, at, column + 2, 3, style, "%2zu.", i + 1);
		}
		draw(data, i, frame, at, column + indent, columns - indent, style);
		if (chosen) {
			mc_frame_text(frame, at, column, 1, style, ">");
			mc_frame_cursor(frame, at, column + 1); /* a block would cover the mark */
		}
	}
	if (list->count > shown || list->more) {
		char place[48];
		size_t until = first + shown < list->count ? first + shown : list->count;

		snprintf(place, sizeof place, " %zu-%zu/%zu%s ", first + 1, until, list->count,
			list->more ? "+" : "");
		mc_frame_right(frame, row + rows, column, columns, MC_STYLE_MUTED, place);
	}
}

#include "ui/parts/printing.h"
#include "ui/shell.h"
#include <string.h>

static bool no_printer_at_all(const struct mc_hall *hall) {
	for (size_t i = 0; i < hall->way_count; i++) {
		if (hall->ways[i].state != MC_PRINTER_NONE) {
			return false;
		}
	}
	return true;
}

/* A kind of paper that has no printer and is not waited for may be one that the office never prints. */
static bool is_trouble(const struct mc_hall *hall, const struct mc_paper_way *way, mc_time now) {
	enum mc_printer_state state = mc_paper_way_state(way, now);

	return !mc_printer_state_row(state)->ready &&
	       (state != MC_PRINTER_NONE || way->waiting > 0 || no_printer_at_all(hall));
}

struct mc_printing mc_printing_of(const struct mc_hall *hall, const char *form, mc_time now) {
	for (size_t i = 0; hall != NULL && i < hall->way_count; i++) {
		const struct mc_paper_way *way = &hall->ways[i];

		if (strcmp(way->form, form) == 0) {
			const struct mc_printer_state_row *row =
				mc_printer_state_row(mc_paper_way_state(way, now));

			return (struct mc_printing){ !row->ready, row->brief, way->waiting };
		}
	}
	return (struct mc_printing){ .brief = "" };
}

bool mc_printing_comes(const struct mc_hall *hall, const char *form, mc_time now, bool before) {
	struct mc_printing printing = mc_printing_of(hall, form, now);

	return !printing.trouble || (printing.waiting == 0 && before);
}

void mc_printing_say(struct mc_notice *notice, const struct mc_screen_context *context,
	const struct mc_hall *hall, const char *form, const char *sent, const char *waits,
	const char *about) {
	struct mc_printing printing = mc_printing_of(hall, form, context->now);

	mc_notice_say(notice, printing.trouble ? MC_STYLE_WARN : MC_STYLE_GOOD,
		printing.trouble ? waits : sent, about, mc_tr(context->lang, printing.brief), NULL);
}

const struct mc_paper_way *mc_printing_next(
	const struct mc_hall *hall, mc_time now, size_t *place, int *ret_waiting) {
	for (; *place < hall->way_count; (*place)++) {
		const struct mc_paper_way *way = &hall->ways[*place];
		size_t first = *place;
		int waiting = 0;

		for (size_t i = hall->way_count; i-- > 0;) {
			const struct mc_paper_way *other = &hall->ways[i];

			if (strcmp(other->printer, way->printer) == 0 &&
				is_trouble(hall, other, now)) {
				waiting += other->waiting;
				first = i;
			}
		}
		if (first == *place && is_trouble(hall, way, now)) {
			(*place)++;
			*ret_waiting = waiting;
			return way;
		}
	}
	return NULL;
}

struct mc_printing mc_printing_all(const struct mc_hall *hall, mc_time now) {
	struct mc_printing all = { .brief = "" };
	const struct mc_paper_way *way;
	size_t place = 0;
	int most = -1;
	int waiting;

	while ((way = mc_printing_next(hall, now, &place, &waiting)) != NULL) {
		all.trouble = true;
		all.waiting += waiting;
		if (waiting > most) {
			all.brief = mc_printer_state_row(mc_paper_way_state(way, now))->brief;
			most = waiting;
		}
	}
	for (size_t i = 0; !all.trouble && i < hall->way_count; i++) {
		all.waiting += hall->ways[i].waiting;
	}
	return all;
}

int mc_printing_wake_ms(const struct mc_hall *hall, mc_time now) {
	int wake = -1;

	for (size_t i = 0; hall != NULL && i < hall->way_count; i++) {
		wake = mc_sooner_ms(wake, mc_paper_way_wake_ms(&hall->ways[i], now));
	}
	return wake;
}

/* The rules of order.c, asked again and again with those called taken away. */
#include "core/queue/sequence.h"
#include <assert.h>

enum mc_lane mc_lane_of(const struct mc_ticket *ticket) {
	if (ticket->appointment_at != 0) {
		return MC_LANE_APPOINTMENT;
	}
	return ticket->priority != MC_PRIORITY_NONE ? MC_LANE_PRIORITY : MC_LANE_NORMAL;
}

/* How far each lane of a line has been called. */
struct progress {
	size_t called[MC_LANE_COUNT];
};

static const struct mc_ticket *first_left(
	const struct mc_line_lanes *line, const struct progress *progress, enum mc_lane lane) {
	size_t called = progress->called[lane];

	return called < line->count[lane] ? &line->lane[lane][called] : NULL;
}

static void show_heads(const struct mc_line_lanes *line, const struct progress *progress,
	struct mc_line_head *head) {
	head->normal = first_left(line, progress, MC_LANE_NORMAL);
	head->priority = first_left(line, progress, MC_LANE_PRIORITY);
	head->appointment = first_left(line, progress, MC_LANE_APPOINTMENT);
}

/* Takes the chosen ticket away, and keeps the ratio as a call does. */
static void take_away(const struct mc_line_lanes *lines, struct progress *progress,
	struct mc_line_head *heads, size_t count, const struct mc_choice *choice) {
	enum mc_lane lane = mc_lane_of(choice->ticket);

	for (size_t i = 0; i < count; i++) {
		if (first_left(&lines[i], &progress[i], lane) != choice->ticket) {
			continue;
		}
		progress[i].called[lane]++;
		if (choice->counts) {
			heads[i].priority_run =
				lane == MC_LANE_PRIORITY ? heads[i].priority_run + 1 : 0;
		}
		show_heads(&lines[i], &progress[i], &heads[i]);
		return;
	}
}

size_t mc_sequence(const struct mc_line_lanes *lines, size_t count, mc_time now,
	struct mc_choice *ret_choices, size_t most) {
	struct progress progress[MC_LINES_MAX] = { 0 };
	struct mc_line_head heads[MC_LINES_MAX];
	size_t calls = 0;

	assert(count <= MC_LINES_MAX);
	for (size_t i = 0; i < count; i++) {
		heads[i] = lines[i].head;
		show_heads(&lines[i], &progress[i], &heads[i]);
	}
	while (calls < most && mc_order_choose(heads, count, now, &ret_choices[calls])) {
		take_away(lines, progress, heads, count, &ret_choices[calls]);
		calls++;
	}
	return calls;
}

/* ---- by counts alone ---- */

static int smaller(int a, int b) {
	return a < b ? a : b;
}

/* Priority calls that the ratio still allows before the next normal one. */
static int run_left(const struct mc_line_load *load) {
	int left = load->priority_ratio - load->priority_run;

	return left > 0 ? left : 0;
}

/* Of a line's own priority tickets, those before the normal one behind all others. */
static int priority_before_normal(const struct mc_line_load *load) {
	return smaller(load->waiting[MC_LANE_PRIORITY],
		run_left(load) + load->waiting[MC_LANE_NORMAL] * load->priority_ratio);
}

/* Of a line's own normal tickets, those before the priority one behind all others. */
static int normal_before_priority(const struct mc_line_load *load) {
	int beyond = load->waiting[MC_LANE_PRIORITY] + 1 - run_left(load);

	return beyond <= 0 ? 0
			   : smaller(load->waiting[MC_LANE_NORMAL],
				     (beyond + load->priority_ratio - 1) / load->priority_ratio);
}

int mc_sequence_ahead(const struct mc_line_load *loads, size_t count, size_t own, enum mc_lane lane,
	bool due, int earlier) {
	int ahead = lane == MC_LANE_APPOINTMENT ? earlier : 0;

	for (size_t i = 0; i < count; i++) {
		const struct mc_line_load *load = &loads[i];
		int normal = load->waiting[MC_LANE_NORMAL];
		int priority = load->waiting[MC_LANE_PRIORITY];

		if (lane == MC_LANE_APPOINTMENT) {
			ahead += due ? 0 : normal + priority;
			continue;
		}
		if (lane == MC_LANE_PRIORITY) {
			normal = i == own ? normal_before_priority(load) : 0;
		} else if (i == own) {
			priority = priority_before_normal(load);
		}
		ahead += load->sooner + normal + priority;
	}
	return ahead;
}

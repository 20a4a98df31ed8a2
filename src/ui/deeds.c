#include "ui/deeds.h"
#include "base/str.h"
#include <string.h>

void mc_deeds_note(struct mc_deeds *deeds, const struct mc_screen_context *context,
	const struct mc_outcome *outcome, const char *about, const char *stays) {
	struct mc_deed *deed;

	if (deeds->count == MC_DEEDS_MAX) {
		mc_deeds_drop(deeds, deeds->deed[0].event);
	}
	deed = &deeds->deed[deeds->count++];
	*deed = (struct mc_deed){ .event = outcome->event, .at = outcome->at, .stays = stays };
	mc_copy(deed->staff, sizeof deed->staff, context->who.staff);
	mc_copy(deed->about, sizeof deed->about, about);
}

/* As the store counts: to the last millisecond of the minute, before as well as after. */
static bool in_time(const struct mc_deed *deed, mc_time now) {
	return now - deed->at <= MC_TAKE_BACK_MS && now - deed->at >= -MC_TAKE_BACK_MS;
}

const struct mc_deed *mc_deeds_last(
	const struct mc_deeds *deeds, const struct mc_screen_context *context, const char *about) {
	for (int i = deeds->count; i-- > 0;) {
		const struct mc_deed *deed = &deeds->deed[i];

		if (about == NULL || strcmp(deed->about, about) == 0) {
			return in_time(deed, context->now) &&
					       mc_same(deed->staff, context->who.staff)
				       ? deed
				       : NULL;
		}
	}
	return NULL;
}

bool mc_deeds_any(
	const struct mc_deeds *deeds, const struct mc_screen_context *context, const char *about) {
	const struct mc_deed *last = mc_deeds_last(deeds, context, about);

	return last != NULL && last->stays == NULL;
}

void mc_deeds_drop(struct mc_deeds *deeds, int64_t event) {
	for (int i = 0; i < deeds->count; i++) {
		if (deeds->deed[i].event == event) {
			deeds->count--;
			memmove(&deeds->deed[i], &deeds->deed[i + 1],
				(size_t)(deeds->count - i) * sizeof *deeds->deed);
			return;
		}
	}
}

void mc_deeds_forget(struct mc_deeds *deeds, const char *about) {
	for (int i = deeds->count; i-- > 0;) {
		if (strcmp(deeds->deed[i].about, about) == 0) {
			mc_deeds_drop(deeds, deeds->deed[i].event);
		}
	}
}

int mc_deeds_wake_ms(const struct mc_deeds *deeds, const struct mc_screen_context *context) {
	int64_t wake = -1;

	for (int i = 0; i < deeds->count; i++) {
		int64_t left = deeds->deed[i].at + MC_TAKE_BACK_MS + 1 - context->now;

		if (left > 0 && left <= 2 * MC_TAKE_BACK_MS && (wake < 0 || left < wake)) {
			wake = left;
		}
	}
	return (int)wake;
}

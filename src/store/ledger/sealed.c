#include "store/ledger/sealed.h"
#include "store/inside.h"
#include <string.h>

static mc_time distance(mc_time a, mc_time b) {
	return a > b ? a - b : b - a;
}

/* Whether a signature of the body fits the key in force. */
static bool is_signed(
	const struct mc_sealing *sealing, const char *hex, const void *text, size_t size) {
	uint8_t signature[MC_SIGNATURE_SIZE];
	return sealing->has_key && mc_unhex(hex, signature, sizeof signature) &&
	       mc_sign_verify(text, size, sealing->public_key, signature);
}

static void take_key(struct mc_sealing *sealing, const char *hex) {
	sealing->has_key = mc_unhex(hex, sealing->public_key, MC_PUBLIC_KEY_SIZE);
}

static void complain(const struct mc_sealing *sealing, const struct mc_event *event) {
	MC_NOTE(sealing->notes, MC_FINDING_DAMAGE, N_("The seal of event %lld does not fit."),
		(long long)event->id);
}

static void seal(struct mc_sealing *sealing, const struct mc_event *event,
	const struct mc_event_ledger_sealed *e, const struct mc_tail *before) {
	uint8_t text[MC_SEAL_TEXT_SIZE];
	mc_seal_text(before, text);
	if (e->through != before->id || !is_signed(sealing, e->signature, text, sizeof text)) {
		complain(sealing, event);
		return;
	}
	/* One act that could not reach the key is made good by the next, within the hour. */
	if (sealing->overdue && !sealing->late_from &&
		distance(event->recorded_at, sealing->overdue_at) >= MC_SEAL_EVERY_MS) {
		sealing->late_from = sealing->overdue;
		sealing->late_to = before->id;
	}
	sealing->seals++;
	sealing->overdue = 0;
	sealing->sealed_at = event->recorded_at;
}

/* The old key signs for the new one where it is at hand; where it is not, that is said for ever. */
static void renew(struct mc_sealing *sealing, const struct mc_event *event,
	const struct mc_event_office_key *e, const struct mc_tail *before) {
	uint8_t text[MC_SEAL_TEXT_SIZE + MC_PUBLIC_KEY_SIZE];
	mc_seal_text(before, text);
	if (!mc_unhex(e->public_key, text + MC_SEAL_TEXT_SIZE, MC_PUBLIC_KEY_SIZE)) {
		complain(sealing, event);
	} else if (!*e->signature) {
		MC_NOTE(sealing->notes, MC_FINDING_REMARK,
			N_("Event %lld gave the office a new key without the old one: seals before "
			   "it hold by the old key, what was not sealed then holds by this one."),
			(long long)event->id);
	} else if (!is_signed(sealing, e->signature, text, sizeof text)) {
		complain(sealing, event);
	}
	take_key(sealing, e->public_key);
	sealing->overdue = sealing->late_from = 0;
	sealing->sealed_at = event->recorded_at;
}

void mc_sealing_event(struct mc_sealing *sealing, const struct mc_event *event,
	const struct mc_event_read *read, const struct mc_tail *before) {
	if (read->id == MC_EVENT_OFFICE_FOUNDED) {
		const struct mc_event_office_founded *e = read->is;
		take_key(sealing, e->public_key);
		sealing->sealed_at = event->recorded_at;
	} else if (read->id == MC_EVENT_OFFICE_KEY) {
		renew(sealing, event, read->is, before);
	} else if (read->id == MC_EVENT_LEDGER_SEALED) {
		seal(sealing, event, read->is, before);
	} else if (!sealing->overdue &&
		   distance(event->recorded_at, sealing->sealed_at) >= MC_SEAL_EVERY_MS) {
		sealing->overdue = event->id;
		sealing->overdue_at = event->recorded_at;
	}
}

void mc_sealing_end(struct mc_sealing *sealing) {
	if (sealing->seals == 0) {
		MC_NOTE(sealing->notes, MC_FINDING_UNSEALED,
			N_("The ledger has no seal: any of it may have been changed unnoticed."));
		return;
	}
	if (sealing->late_from) {
		MC_NOTE(sealing->notes, MC_FINDING_UNSEALED,
			N_("Events %lld to %lld were sealed too late: a seal is due every hour of "
			   "work."),
			(long long)sealing->late_from, (long long)sealing->late_to);
	}
	if (sealing->overdue) {
		MC_NOTE(sealing->notes, MC_FINDING_UNSEALED,
			N_("Nothing is sealed from event %lld on: a seal is due every hour of "
			   "work."),
			(long long)sealing->overdue);
	}
}

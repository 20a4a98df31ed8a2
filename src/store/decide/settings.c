/* The settings of an office that `office set` takes, and how each value is checked. */
#include "base/clock.h"
#include "core/person.h"
#include "core/time/calendar.h"
#include "store/inside.h"
#include <motcua/code.h>
#include <stdlib.h>
#include <string.h>

static enum mc_status check_text(const char *value, struct mc_error *err) {
	(void)value;
	(void)err;
	return MC_OK;
}

static enum mc_status check_office_name(const char *value, struct mc_error *err) {
	return *value ? MC_OK
		      : mc_fail(err, MC_INVALID,
				N_("An office has a name: it stands on every paper."));
}

static enum mc_status check_phone(const char *value, struct mc_error *err) {
	char phone[MC_PHONE_SIZE];
	return *value ? mc_phone_parse(value, phone, err) : MC_OK;
}

static enum mc_status check_week(const char *value, struct mc_error *err) {
	struct mc_hours week[7];
	return mc_week_parse(value, week, err);
}

static enum mc_status check_minute(const char *value, struct mc_error *err) {
	int minute;
	return mc_minute_parse(value, &minute, err);
}

static enum mc_status check_days(const char *value, struct mc_error *err) {
	char *end;
	long days = strtol(value, &end, 10);
	if (end == value || *end || days < 0 || days > 30) {
		return mc_fail(
			err, MC_INVALID, N_("“%s” is not a number of days from 0 to 30."), value);
	}
	return MC_OK;
}

static enum mc_status check_policy(const char *value, struct mc_error *err) {
	if (!mc_same(value, "resume") && !mc_same(value, "restart")) {
		return mc_fail(err, MC_INVALID, N_("“%s” is neither resume nor restart."), value);
	}
	return MC_OK;
}

static enum mc_status check_agency(const char *value, struct mc_error *err) {
	char code[MC_CODE_SIZE];
	return mc_code_format(
		MC_CODE_PATTERN_DEFAULT, value, mc_day_of_civil(2026, 1, 1), 1, code, err);
}

/* What is kept is made by mc_store_leave_pin(): a PIN in clear is in no act, and so in no ledger. */
static enum mc_status check_leave_pin(const char *value, struct mc_error *err) {
	return !*value || mc_is_pin_hash(value) ? MC_OK
						: mc_fail(err, MC_INVALID,
							  N_("The leave-PIN is read from the "
							     "keyboard or stdin, never from the "
							     "command line: leave the value out."));
}

enum mc_status mc_store_leave_pin(
	const char *pin, char out[MC_LEAVE_PIN_SIZE], struct mc_error *err) {
	size_t len = strlen(pin);
	if (len < MC_LEAVE_PIN_MIN || len > MC_LEAVE_PIN_MAX || strspn(pin, "0123456789") != len) {
		return mc_fail(err, MC_INVALID, N_("A leave-PIN has %d to %d digits."),
			MC_LEAVE_PIN_MIN, MC_LEAVE_PIN_MAX);
	}
	mc_pin_hash(pin, out);
	return MC_OK;
}

/* A practice office's clock runs: what is kept is how far it is ahead of the system's. */
static enum mc_status keep_clock(
	struct mc_tx *tx, const char *value, const char **ret_kept, struct mc_error *err) {
	mc_time at;
	if (!tx->store->practice) {
		return mc_fail(
			err, MC_INVALID, N_("The clock can be set in a practice office only."));
	}
	enum mc_status status = *value ? mc_time_parse(value, &at, err) : MC_OK;
	*ret_kept = "";
	if (status == MC_OK && *value) {
		*ret_kept = mc_arena_printf(tx->arena, "%lld", (long long)(at - mc_wall_ms()));
	}
	return status;
}

/* The settings that `office set` takes. */
static const struct {
	const char *key;
	enum mc_status (*check)(const char *value, struct mc_error *err);
	/* What is written in place of the value; NULL: the value itself. */
	enum mc_status (*keep)(
		struct mc_tx *tx, const char *value, const char **ret_kept, struct mc_error *err);
} settings[] = {
	{ "name", check_office_name, NULL },
	{ "superior", check_text, NULL },
	{ "code", check_agency, NULL },
	{ "address", check_text, NULL },
	{ "phone", check_phone, NULL },
	{ "hours", check_week, NULL },
	{ "cut-off", check_minute, NULL },
	{ "code-pattern", mc_code_pattern_check, NULL },
	{ "supplement-policy", check_policy, NULL },
	{ "late-entry-days", check_days, NULL },
	{ "leave-pin", check_leave_pin, NULL },
	{ "clock", NULL, keep_clock },
};

static enum mc_status fail_unknown(const char *key, struct mc_error *err) {
	struct mc_str list;
	mc_str_init(&list);
	for (size_t i = 0; i < MC_COUNT(settings); i++) {
		mc_str_addf(&list, "%s%s", i > 0 ? ", " : "", settings[i].key);
	}
	enum mc_status status = mc_fail(err, MC_INVALID,
		N_("There is no setting %s: it is one of %s."), key, mc_str_text(&list));
	mc_str_finish(&list);
	return status;
}

enum mc_status mc_keep_setting(struct mc_tx *tx, const char *key, const char *value,
	const char **ret_kept, struct mc_error *err) {
	for (size_t i = 0; i < MC_COUNT(settings); i++) {
		if (strcmp(settings[i].key, key) != 0) {
			continue;
		}
		if (settings[i].keep != NULL) {
			return settings[i].keep(tx, value, ret_kept, err);
		}
		*ret_kept = value;
		return settings[i].check(value, err);
	}
	return fail_unknown(key, err);
}

/* The settings of an office that `office set` takes, and how each value is checked. */
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

/* The settings that `office set` takes, and how a value is checked. */
static const struct {
	const char *key;
	enum mc_status (*check)(const char *value, struct mc_error *err);
} settings[] = {
	{ "name", check_office_name },
	{ "superior", check_text },
	{ "code", check_agency },
	{ "address", check_text },
	{ "phone", check_phone },
	{ "hours", check_week },
	{ "cut-off", check_minute },
	{ "code-pattern", mc_code_pattern_check },
	{ "supplement-policy", check_policy },
	{ "late-entry-days", check_days },
};

enum mc_status mc_check_setting(const char *key, const char *value, struct mc_error *err) {
	for (size_t i = 0; i < MC_COUNT(settings); i++) {
		if (strcmp(settings[i].key, key) == 0) {
			return settings[i].check(value, err);
		}
	}
	return mc_fail(err, MC_INVALID,
		N_("There is no setting %s: it is one of name, superior, code, address, phone, "
		   "hours, cut-off, code-pattern, supplement-policy, late-entry-days."),
		key);
}

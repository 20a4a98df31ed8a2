/* The stable names of a dossier's states, channels, ways and transitions, and how they are typed. */
#include "base/names.h"
#include "base/str.h"
#include "core/names.h"
#include <motcua/dossier.h>
#include <motcua/text.h>
#include <stdio.h>
#include <string.h>

static const char *const state_names[] = {
#define X(name, number, text) [number] = text,
	MC_DOSSIER_STATE_LIST(X)
#undef X
};
const struct mc_names mc_dossier_states = MC_NAMES_OR(state_names,
	N_("There is no dossier state “%s”: it is a number from 0 to 10 or one of %s."));
static const char *const portal_names[] = {
#define X(name, number, text) [number] = text,
	MC_DOSSIER_PORTAL_STATE_LIST(X)
#undef X
};
static const struct mc_names portal_states = MC_NAMES_OR(portal_names,
	N_("There is no dossier state “%s”: it is a number from 1 to 10 or one of %s."));

/* The national portal's words (domain §3.1). */
static const char *const state_names_vi[] = {
	[MC_DOSSIER_SUBMITTED] = "Mới đăng ký",
	[MC_DOSSIER_ACCEPTED] = "Được tiếp nhận",
	[MC_DOSSIER_REFUSED] = "Không được tiếp nhận",
	[MC_DOSSIER_PROCESSING] = "Đang xử lý",
	[MC_DOSSIER_AWAITING_SUPPLEMENT] = "Yêu cầu bổ sung giấy tờ",
	[MC_DOSSIER_AWAITING_PAYMENT] = "Yêu cầu thực hiện nghĩa vụ tài chính",
	[MC_DOSSIER_WITHDRAWN] = "Công dân yêu cầu rút hồ sơ",
	[MC_DOSSIER_STOPPED] = "Dừng xử lý",
	[MC_DOSSIER_RESOLVED] = "Đã xử lý xong",
	[MC_DOSSIER_RETURNED] = "Đã trả kết quả",
	[MC_DOSSIER_VOID] = "Đã huỷ do nhập nhầm",
};
static const char *const channel_names[] = {
#define X(name, number, text) [number] = text,
	MC_CHANNEL_LIST(X)
#undef X
};
const struct mc_names mc_channels =
	MC_NAMES_OR(channel_names, N_("There is no channel “%s”: it is one of %s."));
static const char *const return_names[] = {
#define X(name, text) [MC_RETURN_##name] = text,
	MC_RETURN_LIST(X)
#undef X
};
const struct mc_names mc_return_ways = MC_NAMES_OR(
	return_names, N_("There is no way of returning a result “%s”: it is one of %s."));
static const char *const transition_names[] = {
#define X(name, text) [MC_T_##name] = text,
	MC_TRANSITION_LIST(X)
#undef X
};
const struct mc_names mc_transitions = MC_NAMES(transition_names);

/* As mc_names_find(), and by number where the enumerator is a code of the law ("4"). */
static int find_coded(const struct mc_names *names, const char *text) {
	int found = mc_names_find(names, text);

	for (size_t i = 0; found < 0 && text != NULL && i < names->count; i++) {
		char number[24];

		(void)snprintf(number, sizeof number, "%zu", i);
		if (names->names[i] != NULL && strcmp(number, text) == 0) {
			found = (int)i;
		}
	}
	return found;
}

/* By the Vietnamese name, as people type it: case, marks and runs of blanks do not matter. */
static int find_vi(const char *text) {
	char typed[192], known[192];

	if (text == NULL || strlen(text) > 64) {
		return -1;
	}
	mc_text_fold(text, typed, sizeof typed);
	for (size_t i = 0; i < MC_COUNT(state_names_vi); i++) {
		if (state_names_vi[i] == NULL) {
			continue;
		}
		mc_text_fold(state_names_vi[i], known, sizeof known);
		if (strcmp(known, typed) == 0) {
			return (int)i;
		}
	}
	return -1;
}

const char *mc_dossier_state_name(enum mc_dossier_state state) {
	return mc_names_at(&mc_dossier_states, state);
}

static int find_state(const char *text) {
	int found = find_coded(&mc_dossier_states, text);

	return found < 0 ? find_vi(text) : found;
}

enum mc_status mc_dossier_state_parse(
	const char *text, enum mc_dossier_state *ret_state, struct mc_error *err) {
	int found = find_state(text);

	if (found < 0) {
		return mc_names_refuse(&mc_dossier_states, text, err);
	}
	*ret_state = (enum mc_dossier_state)found;
	return MC_OK;
}

enum mc_status mc_dossier_state_parse_taken_over(
	const char *text, enum mc_dossier_state *ret_state, struct mc_error *err) {
	int found = find_state(text);

	if (found < 0) {
		return mc_names_refuse(&portal_states, text, err);
	}
	if (found == MC_DOSSIER_VOID) {
		return mc_fail(err, MC_INVALID,
			N_("A dossier that was struck as a mistaken entry is not taken over, as "
			   "it counts in no report: leave its row out."));
	}
	*ret_state = (enum mc_dossier_state)found;
	return MC_OK;
}

const char *mc_channel_name(enum mc_channel channel) {
	return mc_names_at(&mc_channels, channel);
}

const char *mc_return_way_name(enum mc_return_way way) {
	return mc_names_at(&mc_return_ways, way);
}

const char *mc_transition_name(enum mc_transition transition) {
	return mc_names_at(&mc_transitions, transition);
}

#include "ui/screens/intake/drafts.h"
#include "base/json.h"
#include "core/words/words.h"
#include <stdio.h>
#include <string.h>

#define DRAFT_ALONE 1 /* version of a file with one draft */
#define DRAFT_VERSION 2

bool mc_drafts_put(struct mc_drafts *drafts, const struct mc_intake *intake) {
	if (drafts->count == MC_DRAFTS_MAX) {
		return false;
	}
	memmove(drafts->of + 1, drafts->of, (size_t)drafts->count * sizeof *drafts->of);
	drafts->of[0] = *intake;
	drafts->count++;
	drafts->marked = 0;
	return true;
}

void mc_drafts_take(struct mc_drafts *drafts, struct mc_intake *ret_intake) {
	int index = drafts->marked;

	*ret_intake = drafts->of[index];
	drafts->count--;
	memmove(drafts->of + index, drafts->of + index + 1,
		(size_t)(drafts->count - index) * sizeof *drafts->of);
	drafts->marked -= index == drafts->count && index > 0;
}

void mc_draft_name(
	const struct mc_intake *intake, enum mc_lang lang, char out[MC_DRAFT_NAME_BYTES]) {
	const char *procedure = mc_word_name(lang, intake->name, intake->name_en);
	char owner[MC_EDIT_BYTES];

	mc_form_value(&intake->form, "owner", owner);
	snprintf(out, MC_DRAFT_NAME_BYTES, "%s · %s", *owner == '\0' ? "-" : owner,
		*procedure == '\0' ? "-" : procedure);
}

/* ---- the file ---- */

static void write_papers(const struct mc_intake *intake, struct mc_json_out *json) {
	mc_json_open_array(json, "papers");
	for (int i = 0; i < intake->paper_count; i++) {
		mc_json_open(json, NULL);
		mc_json_text(json, "name", intake->paper[i].name);
		mc_json_int(json, "originals", intake->paper[i].count[MC_PAPER_ORIGINALS]);
		mc_json_int(json, "certified", intake->paper[i].count[MC_PAPER_CERTIFIED]);
		mc_json_int(json, "copies", intake->paper[i].count[MC_PAPER_COPIES]);
		mc_json_close(json);
	}
	mc_json_close_array(json);
}

static void write_intake(const struct mc_intake *intake, struct mc_json_out *json) {
	char key[2 * MC_KEY_SIZE + 1];

	for (int i = 0; i < MC_KEY_SIZE; i++) {
		snprintf(key + 2 * i, 3, "%02x", intake->key[i]);
	}
	mc_json_open(json, NULL);
	mc_json_text(json, "key", key);
	mc_json_text(json, "procedure", intake->procedure);
	mc_json_text(json, "variant", intake->variant);
	mc_json_text(json, "name", intake->name);
	mc_json_text(json, "name_en", intake->name_en);
	for (int i = 0; i < intake->form.count; i++) {
		mc_json_text(json, intake->form.rows[i].name, intake->form.field[i].text);
	}
	write_papers(intake, json);
	mc_json_close(json);
}

void mc_drafts_write(
	const struct mc_drafts *drafts, const struct mc_intake *open, struct mc_str *out) {
	struct mc_json_out json;

	mc_json_begin(&json, out);
	mc_json_open(&json, NULL);
	mc_json_int(&json, "intake", DRAFT_VERSION);
	mc_json_open_array(&json, "drafts");
	if (open != NULL) {
		write_intake(open, &json);
	}
	for (int i = 0; i < drafts->count; i++) {
		write_intake(&drafts->of[i], &json);
	}
	mc_json_close_array(&json);
	mc_json_close(&json);
}

static bool read_key(const char *text, uint8_t key[MC_KEY_SIZE]) {
	if (text == NULL || strlen(text) != 2 * MC_KEY_SIZE) {
		return false;
	}
	for (int i = 0; i < MC_KEY_SIZE; i++) {
		unsigned byte;

		if (sscanf(text + 2 * i, "%2x", &byte) != 1) {
			return false;
		}
		key[i] = (uint8_t)byte;
	}
	return true;
}

static int small_count(const struct mc_json *object, const char *key) {
	int64_t value = mc_json_get_int(object, key, 0);

	return value < 0 ? 0 : value > 99 ? 99 : (int)value;
}

static void read_papers(struct mc_intake *intake, const struct mc_json *list) {
	for (size_t i = 0; i < mc_json_length(list) && i < MC_INTAKE_PAPERS; i++) {
		const struct mc_json *object = mc_json_at(list, i);
		const char *name = mc_json_get_text(object, "name");
		struct mc_intake_paper *paper = &intake->paper[intake->paper_count];

		if (name == NULL || !mc_copy(paper->name, sizeof paper->name, name)) {
			continue;
		}
		paper->count[MC_PAPER_ORIGINALS] = small_count(object, "originals");
		paper->count[MC_PAPER_CERTIFIED] = small_count(object, "certified");
		paper->count[MC_PAPER_COPIES] = small_count(object, "copies");
		intake->paper_count++;
	}
}

static bool read_text(const struct mc_json *json, const char *key, char *out, size_t size) {
	const char *text = mc_json_get_text(json, key);

	return text != NULL && mc_copy(out, size, text);
}

static bool read_intake(struct mc_intake *intake, const struct mc_json *json) {
	mc_intake_init(intake);
	if (json == NULL || !read_key(mc_json_get_text(json, "key"), intake->key) ||
		!read_text(json, "procedure", intake->procedure, sizeof intake->procedure) ||
		!read_text(json, "variant", intake->variant, sizeof intake->variant) ||
		!read_text(json, "name", intake->name, sizeof intake->name)) {
		return false;
	}
	(void)!read_text(json, "name_en", intake->name_en, sizeof intake->name_en); /* newer */
	mc_intake_fit_form(intake);
	for (int i = 0; i < intake->form.count; i++) {
		const char *text = mc_json_get_text(json, intake->form.rows[i].name);

		if (text != NULL) { /* an older program had fewer fields */
			mc_edit_set(&intake->form.field[i], text);
		}
	}
	read_papers(intake, mc_json_get(json, "papers"));
	intake->begun = intake->procedure[0] != '\0';
	intake->from_file = true;
	return true;
}

/* An older program kept one, without a list around it. */
static bool read_all(struct mc_drafts *drafts, const struct mc_json *json) {
	const struct mc_json *list = mc_json_get(json, "drafts");
	bool alone = mc_json_get_int(json, "intake", 0) == DRAFT_ALONE;
	size_t count = alone ? 1 : mc_json_length(list);

	if (!alone && (mc_json_get_int(json, "intake", 0) != DRAFT_VERSION || count == 0)) {
		return false;
	}
	for (size_t i = 0; i < count && drafts->count < MC_DRAFTS_MAX; i++) {
		if (!read_intake(&drafts->of[drafts->count], alone ? json : mc_json_at(list, i))) {
			return false;
		}
		drafts->count++;
	}
	return true;
}

bool mc_drafts_read(struct mc_drafts *drafts, const void *bytes, size_t len) {
	int before = drafts->count;
	struct mc_json *json;
	bool good;

	if (mc_json_parse(bytes, len, &json, NULL) != MC_OK) {
		return false;
	}
	good = read_all(drafts, json);
	mc_json_destroy(json);
	if (!good) {
		drafts->count = before;
	}
	return good;
}

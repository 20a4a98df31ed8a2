#include "store/ledger/office_key.h"
#include "base/file.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define KEY_FILE_MAX 4096

const uint8_t *mc_public_half(const uint8_t secret[MC_SECRET_KEY_SIZE]) {
	return secret + MC_SECRET_KEY_SIZE - MC_PUBLIC_KEY_SIZE;
}

static void name_key(const char *dir, const char *behind, char path[MC_PLACE_SIZE]) {
	snprintf(path, MC_PLACE_SIZE, "%s/keys/office.key%s", dir, behind);
}

/* ---- reading ---- */

/* Whether the ledger names this key. */
static bool is_ours(struct mc_store *store, const uint8_t secret[MC_SECRET_KEY_SIZE]) {
	struct mc_arena arena;
	const char *known = "";
	char hex[2 * MC_PUBLIC_KEY_SIZE + 1];
	mc_arena_init(&arena);
	mc_hex(mc_public_half(secret), MC_PUBLIC_KEY_SIZE, hex);
	bool ours = mc_setting(store->db, &arena, "office.public_key", "", &known, NULL) == MC_OK &&
		    strcmp(known, hex) == 0;
	mc_arena_finish(&arena);
	return ours;
}

static enum mc_key_state read_key(
	struct mc_store *store, const char *behind, uint8_t secret[MC_SECRET_KEY_SIZE]) {
	char path[MC_PLACE_SIZE];
	struct mc_str text;
	enum mc_key_state state = MC_KEY_UNREADABLE;
	name_key(store->dir, behind, path);
	if (access(path, F_OK) < 0 && errno == ENOENT) {
		return MC_KEY_MISSING;
	}
	mc_str_init(&text);
	if (mc_file_read(path, KEY_FILE_MAX, &text, NULL) == MC_OK) {
		size_t len = strcspn(mc_str_text(&text), "\n");
		if (len == 2 * MC_SECRET_KEY_SIZE) {
			text.data[len] = '\0';
			if (mc_unhex(text.data, secret, MC_SECRET_KEY_SIZE)) {
				state = is_ours(store, secret) ? MC_KEY_FITS : MC_KEY_FOREIGN;
			}
		}
		mc_wipe(text.data, text.len);
	}
	mc_str_finish(&text);
	return state;
}

/* The new key in force: what lay in its place does not fit, and is kept aside. */
static void put_in_force(const char *dir) {
	char made[MC_PLACE_SIZE], placed[MC_PLACE_SIZE], aside[MC_PLACE_SIZE];
	name_key(dir, ".new", made);
	name_key(dir, "", placed);
	name_key(dir, ".old", aside);
	int kept = rename(placed, aside), moved = rename(made, placed);
	(void)kept; /* there may be none */
	(void)moved; /* whoever loads it next tries again */
}

enum mc_key_state mc_office_key_load(struct mc_store *store) {
	uint8_t secret[MC_SECRET_KEY_SIZE];
	enum mc_key_state state = read_key(store, "", secret);
	if (state != MC_KEY_FITS && read_key(store, ".new", secret) == MC_KEY_FITS) {
		put_in_force(store->dir);
		state = MC_KEY_FITS;
	}
	store->has_key = state == MC_KEY_FITS;
	if (store->has_key) {
		memcpy(store->secret_key, secret, sizeof secret);
	}
	mc_wipe(secret, sizeof secret);
	return state;
}

bool mc_office_key_ready(struct mc_store *store) {
	return (store->has_key && is_ours(store, store->secret_key)) ||
	       mc_office_key_load(store) == MC_KEY_FITS;
}

/* ---- making ---- */

enum mc_status mc_office_key_make(struct mc_store *store, const char *dir, struct mc_error *err) {
	char path[MC_PLACE_SIZE], hex[2 * MC_SECRET_KEY_SIZE + 2];
	uint8_t public_key[MC_PUBLIC_KEY_SIZE];
	snprintf(path, sizeof path, "%s/keys", dir);
	enum mc_status status = mc_file_make_folder(path, 0700, err);
	if (status != MC_OK) {
		return status;
	}
	mc_sign_keys(public_key, store->secret_key);
	store->has_key = true;
	mc_hex(store->secret_key, MC_SECRET_KEY_SIZE, hex);
	strcat(hex, "\n");
	name_key(dir, ".new", path);
	status = mc_file_write(path, hex, strlen(hex), 0600, err);
	mc_wipe(hex, sizeof hex);
	return status;
}

/* ---- what is wrong with it ---- */

bool mc_office_key_complain(
	const struct mc_store *store, enum mc_key_state state, struct mc_error *ret_sentence) {
	char path[MC_PLACE_SIZE];
	name_key(store->dir, "", path);
	switch (state) {
	case MC_KEY_FITS: return false;
	case MC_KEY_MISSING:
		(void)mc_fail(ret_sentence, MC_REFUSED,
			N_("The office's key %s is missing: nothing can be sealed."), path);
		return true;
	case MC_KEY_UNREADABLE:
		(void)mc_fail(ret_sentence, MC_REFUSED,
			N_("The file %s is empty or holds no key: nothing can be sealed."), path);
		return true;
	case MC_KEY_FOREIGN: break;
	}
	(void)mc_fail(ret_sentence, MC_REFUSED,
		N_("The key %s is not the one that the ledger names: nothing can be sealed."),
		path);
	return true;
}

enum mc_status mc_store_key(struct mc_store *store, struct mc_arena *arena,
	const char **ret_public_key, bool *ret_fits, struct mc_error *ret_what,
	struct mc_error *err) {
	enum mc_status status =
		mc_setting(store->db, arena, "office.public_key", "", ret_public_key, err);
	if (status == MC_OK) {
		*ret_fits = !mc_office_key_complain(store, mc_office_key_load(store), ret_what);
	}
	return status;
}

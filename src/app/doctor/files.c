/* The files of an office: whose they are, where they lie, whether there is room. */
#include "app/doctor/inside.h"
#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- whose they are ---- */

#define DEPTH_MAX 4 /* of folders in an office that are looked into */

struct strangers {
	uid_t owner; /* of the office folder */
	uid_t other; /* of the first that is another's */
	const char *first; /* its name; NULL: there is none */
	int count;
};

static void count_strangers(
	struct mc_doctor *doctor, const char *folder, int depth, struct strangers *strangers) {
	DIR *entries = opendir(folder);
	for (struct dirent *entry; entries != NULL && (entry = readdir(entries)) != NULL;) {
		struct stat st;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
			fstatat(dirfd(entries), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0) {
			continue;
		}
		const char *path = mc_arena_printf(doctor->arena, "%s/%s", folder, entry->d_name);
		if (st.st_uid != strangers->owner && strangers->count++ == 0) {
			strangers->first = path;
			strangers->other = st.st_uid;
		}
		if (S_ISDIR(st.st_mode) && depth < DEPTH_MAX) {
			count_strangers(doctor, path, depth + 1, strangers);
		}
	}
	if (entries != NULL) {
		closedir(entries);
	}
}

/* A file that another account has made there, root as a rule, locks the owner out. */
static void check_owners(struct mc_doctor *doctor, uid_t owner) {
	char ours[MC_OWNER_SIZE], other[MC_OWNER_SIZE];
	struct strangers strangers = { .owner = owner };
	struct mc_doctor_row *row = mc_doctor_find(doctor, "owner");
	count_strangers(doctor, doctor->dir, 0, &strangers);
	if (strangers.count == 0) {
		SAY(row, N_("Everything in the office folder belongs to its owner."));
		return;
	}
	mc_file_owner_name(owner, ours);
	mc_file_owner_name(strangers.other, other);
	SAY(row,
		N_("Files in the office folder that are not its owner's: %d, the first is %s, of "
		   "%s."),
		strangers.count, strangers.first, other);
	ADVISE(row, N_("As root, run: chown -R %s %s"), ours, doctor->dir);
}

static void check_private(
	struct mc_doctor *doctor, const char *about, const char *path, unsigned mode) {
	struct stat st;
	struct mc_doctor_row *row = mc_doctor_find(doctor, about);
	if (stat(path, &st) < 0) {
		SAY(row, N_("%s cannot be looked at: %s."), path, strerror(errno));
		ADVISE(row,
			N_("Make an office with “motcua init”, or name another with --office."));
	} else if ((st.st_mode & 0777 & ~mode) != 0) {
		SAY(row, N_("%s can be read by others: it holds personal data."), path);
		ADVISE(row, N_("Run: chmod %s %s"), mode == 0700 ? "0700" : "0600", path);
	} else {
		SAY(row, N_("%s belongs to us alone."), path);
	}
}

void mc_doctor_folder(struct mc_doctor *doctor) {
	struct stat st;
	struct mc_error stranger;
	if (mc_store_check_owner(doctor->dir, &stranger) != MC_OK) {
		struct mc_doctor_row *row = mc_doctor_find(doctor, "folder");
		row->sentence = stranger;
		ADVISE(row, N_("Run doctor again as the owner of the office folder."));
		return;
	}
	check_private(doctor, "folder", doctor->dir, 0700);
	if (stat(doctor->dir, &st) == 0) {
		check_owners(doctor, st.st_uid);
	}
	if (access(mc_doctor_inside(doctor, "keys/office.key"), F_OK) == 0) {
		check_private(doctor, "key", mc_doctor_inside(doctor, "keys/office.key"), 0600);
	}
}

void mc_doctor_filesystem(struct mc_doctor *doctor) {
	const char *name = "";
	struct mc_doctor_row *row = mc_doctor_find(doctor, "filesystem");
	if (mc_file_is_remote(doctor->dir, &name)) {
		SAY(row,
			N_("The office folder lies on a network filesystem (%s): data will be lost "
			   "there."),
			name);
		ADVISE(row, N_("Move the folder to a disk of this machine."));
	} else {
		SAY(row, N_("The office folder lies on a disk of this machine."));
	}
}

void mc_doctor_space(struct mc_doctor *doctor) {
	int64_t bytes = mc_file_free_bytes(doctor->dir);
	struct mc_doctor_row *row = mc_doctor_find(doctor, "space");
	if (bytes < 0) {
		SAY(row, N_("How much space the disk has cannot be told."));
		return;
	}
	SAY(row, N_("%lld MB are free on the disk."), (long long)(bytes >> 20));
	if (bytes < MC_DOCTOR_LOW_SPACE_BYTES) {
		ADVISE(row, N_("Make room: delete what does not belong here, or move old backups "
			       "away."));
	}
}

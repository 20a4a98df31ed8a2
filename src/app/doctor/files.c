/* The files of an office: whose they are, where they lie, whether there is room. */
#include "app/doctor/inside.h"
#include "base/file.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
	} else if (st.st_uid != geteuid()) {
		SAY(row, N_("%s belongs to another user than the one who runs this."), path);
		ADVISE(row, N_("Run motcua as the account that owns the office folder."));
	} else {
		SAY(row, N_("%s belongs to us alone."), path);
	}
}

void mc_doctor_folder(struct mc_doctor *doctor) {
	check_private(doctor, "folder", doctor->dir, 0700);
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

/* The store of an office: whether it opens, what its ledger proves, when it was last copied. */
#include "app/doctor/inside.h"
#include <dirent.h>
#include <sys/stat.h>
#include <time.h>

void mc_doctor_store(struct mc_doctor *doctor) {
	struct mc_error error;
	struct mc_office office;
	struct mc_doctor_row *row = mc_doctor_find(doctor, "store");
	enum mc_status status = mc_store_open(doctor->dir, doctor->url, &doctor->store, &error);
	if (status == MC_OK) {
		status = mc_store_office(doctor->store, doctor->arena, &office, &error);
	}
	if (status == MC_OK) {
		doctor->practice = office.practice;
		SAY(row, N_("The store of %s opens and can be read."),
			*office.name != '\0' ? office.name : doctor->dir);
		return;
	}
	row->sentence = error;
	if (status == MC_DAMAGED) {
		ADVISE(row, N_("Keep the folder as it is and restore the newest backup: motcua "
			       "restore FILE --to DIR"));
	} else if (status == MC_BUSY) {
		ADVISE(row, N_("Try again; when it lasts, end the process that is named."));
	} else if (mc_store_check_owner(doctor->dir, NULL) != MC_OK) {
		ADVISE(row, N_("Run doctor again as the owner of the office folder."));
	} else {
		ADVISE(row, N_("Nothing was changed. Mend what the sentence names and run doctor "
			       "again."));
	}
}

void mc_doctor_ledger(struct mc_doctor *doctor) {
	struct mc_findings findings;
	struct mc_error error;
	if (doctor->store == NULL) {
		return;
	}
	if (mc_store_verify(doctor->store, doctor->arena, &findings, &error) != MC_OK) {
		struct mc_doctor_row *row = mc_doctor_find(doctor, "ledger");
		row->sentence = error;
		ADVISE(row, N_("Run “motcua verify” and keep what it says."));
		return;
	}
	if (findings.whole) {
		SAY(mc_doctor_find(doctor, "ledger"),
			N_("The ledger is whole: %lld events, each linked to the one before."),
			(long long)findings.events);
	}
	for (size_t i = 0; i < findings.count; i++) {
		struct mc_doctor_row *row = mc_doctor_find(doctor, "ledger");
		row->sentence = findings.rows[i].what;
		switch (findings.rows[i].kind) {
		case MC_FINDING_REMARK: break;
		case MC_FINDING_UNSEALED:
			ADVISE(row, N_("Put the office's key back from where it is kept sealed; "
				       "where it is lost, run “motcua office key --renew”."));
			break;
		case MC_FINDING_DAMAGE:
			ADVISE(row, N_("Keep the folder as it is and restore the newest backup: "
				       "motcua restore FILE --to DIR"));
			break;
		}
	}
}

/*
 * Age of the newest file in the backup folder, in hours; -1: none. One whose
 * time is still to come, because the clock was set back, counts as new, not as missing.
 */
static long newest_backup_hours(struct mc_doctor *doctor) {
	const char *folder = mc_doctor_inside(doctor, MC_BACKUP_FOLDER);
	DIR *dir = opendir(folder);
	time_t newest = 0;
	for (struct dirent *entry = NULL; dir != NULL && (entry = readdir(dir)) != NULL;) {
		struct stat st;
		const char *path = mc_arena_printf(doctor->arena, "%s/%s", folder, entry->d_name);
		if (entry->d_name[0] != '.' && stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
			st.st_mtime > newest) {
			newest = st.st_mtime;
		}
	}
	if (dir != NULL) {
		closedir(dir);
	}
	if (newest == 0) {
		return -1;
	}
	time_t now = time(NULL);
	return newest > now ? 0 : (long)((now - newest) / 3600);
}

void mc_doctor_backup(struct mc_doctor *doctor) {
	if (doctor->store == NULL) {
		return;
	}
	long hours = newest_backup_hours(doctor);
	struct mc_doctor_row *row = mc_doctor_find(doctor, "backup");
	if (hours < 0) {
		SAY(row, N_("There is no backup of this office yet."));
	} else {
		SAY(row, N_("The newest backup is %ld hours old."), hours);
	}
	if (!doctor->practice && (hours < 0 || hours > MC_DOCTOR_BACKUP_HOURS)) {
		ADVISE(row, N_("Run “motcua backup --to DIR” daily, onto another disk."));
	}
}

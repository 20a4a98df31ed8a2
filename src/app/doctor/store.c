/* The store of an office: whether it opens, what its ledger proves, when it was last copied. */
#include "app/doctor/inside.h"
#include "base/clock.h"
#include <string.h>
#include <sys/stat.h>

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
		if (mc_store_read_only(doctor->store)) {
			row = mc_doctor_find(doctor, "disk");
			SAY(row, N_("The office's disk can only be read: nobody can work."));
			ADVISE(row, N_("Make a backup onto another disk now (motcua backup --to "
				       "DIR), then have the disk checked or mounted for writing."));
		}
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

/* Whether the copy lies where it was put: whatever else lies there is no backup that anybody checked. */
static void check_copy(struct mc_doctor *doctor, const struct mc_backup *backup) {
	struct stat found;
	const char *slash = strrchr(backup->file, '/');
	const char *place = mc_arena_bytes(
		doctor->arena, backup->file, slash != NULL ? (size_t)(slash - backup->file) : 0);
	if (stat(backup->file, &found) == 0 && S_ISREG(found.st_mode) &&
		found.st_size == backup->size) {
		return;
	}
	struct mc_doctor_row *row = mc_doctor_find(doctor, "backup");
	if (stat(*place != '\0' ? place : "/", &found) < 0) {
		SAY(row, N_("The place of the last backup is not there: %s."), place);
	} else {
		SAY(row, N_("The last backup is gone, or is not what was written: %s."),
			backup->file);
	}
	ADVISE(row, N_("Plug that disk in and run doctor again, or make another backup: motcua "
		       "backup --to DIR"));
}

/* By what was noted when a backup was good. One of a time to come, because the clock was set back, counts as new. */
void mc_doctor_backup(struct mc_doctor *doctor) {
	struct mc_backup backup;
	struct mc_error error;
	if (doctor->store == NULL) {
		return;
	}
	struct mc_doctor_row *row = mc_doctor_find(doctor, "backup");
	if (mc_store_last_backup(doctor->store, doctor->arena, &backup, &error) != MC_OK) {
		row->sentence = error;
		ADVISE(row, N_("Run “motcua verify” and keep what it says."));
		return;
	}
	mc_time age = mc_wall_ms() - backup.at;
	long hours = age > 0 ? (long)(age / MC_HOUR_MS) : 0;
	if (backup.at == 0) {
		SAY(row, N_("There is no backup of this office yet."));
	} else {
		SAY(row,
			N_("The last backup was made %ld h ago and holds everything up to event "
			   "%lld: %s."),
			hours, (long long)backup.last_event, backup.file);
	}
	if (!doctor->practice && (backup.at == 0 || hours > MC_DOCTOR_BACKUP_HOURS)) {
		ADVISE(row, N_("Run “motcua backup --to DIR” daily, onto another disk."));
	}
	if (backup.at != 0) {
		check_copy(doctor, &backup);
	}
}

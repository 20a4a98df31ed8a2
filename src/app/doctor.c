/*
 * One function a check, listed in a table; each adds one finding or more. They
 * share the open store, when it could be opened.
 */
#include "app/doctor.h"
#include "app/printing.h"
#include "base/file.h"
#include "core/time/calendar.h"
#include "ui/terminal/term.h"
#include <dirent.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <motcua/store.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PRINT_TIMEOUT_MS 10000

struct doctor {
	const char *office_dir, *url;
	enum mc_lang lang;
	struct mc_arena *arena;
	struct mc_doctor_row *rows;
	size_t count, cap;
	struct mc_store *store; /* NULL: could not be opened */
	bool practice;
};

/* A new finding that is well; `sentence` is then filled in by the check. */
static struct mc_doctor_row *find(struct doctor *doctor, const char *about) {
	struct mc_doctor_row *row =
		MC_ARENA_NEXT(doctor->arena, doctor->rows, doctor->count, doctor->cap);
	memset(row, 0, sizeof *row);
	row->about = about;
	return row;
}

/* Fill the two sentences of a finding; the statuses they carry mean nothing here. */
#define SAY(row, ...) ((void)mc_fail(&(row)->sentence, MC_OK, __VA_ARGS__))
#define HINT(row, ...) ((void)mc_fail(&(row)->remedy, MC_OK, __VA_ARGS__))
#define ADVISE(row, ...) ((row)->problem = true, HINT(row, __VA_ARGS__))

static const char *inside(struct doctor *doctor, const char *name) {
	return mc_arena_printf(doctor->arena, "%s/%s", doctor->office_dir, name);
}

/* ---- the folder ---- */

static void check_private(
	struct doctor *doctor, const char *about, const char *path, unsigned mode) {
	struct stat st;
	struct mc_doctor_row *row = find(doctor, about);
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

static void check_folder(struct doctor *doctor) {
	check_private(doctor, "folder", doctor->office_dir, 0700);
	if (access(inside(doctor, "keys/office.key"), F_OK) == 0) {
		check_private(doctor, "key", inside(doctor, "keys/office.key"), 0600);
	}
}

static void check_filesystem(struct doctor *doctor) {
	const char *name = "";
	struct mc_doctor_row *row = find(doctor, "filesystem");
	if (mc_file_is_remote(doctor->office_dir, &name)) {
		SAY(row,
			N_("The office folder lies on a network filesystem (%s): data will be lost "
			   "there."),
			name);
		ADVISE(row, N_("Move the folder to a disk of this machine."));
	} else {
		SAY(row, N_("The office folder lies on a disk of this machine."));
	}
}

static void check_space(struct doctor *doctor) {
	int64_t bytes = mc_file_free_bytes(doctor->office_dir);
	struct mc_doctor_row *row = find(doctor, "space");
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

/* ---- the store ---- */

static void check_store(struct doctor *doctor) {
	struct mc_error error;
	struct mc_office office;
	struct mc_doctor_row *row = find(doctor, "store");
	enum mc_status status =
		mc_store_open(doctor->office_dir, doctor->url, &doctor->store, &error);
	if (status == MC_OK) {
		status = mc_store_office(doctor->store, doctor->arena, &office, &error);
	}
	if (status == MC_OK) {
		doctor->practice = office.practice;
		SAY(row, N_("The store of %s opens and can be read."), office.name);
		return;
	}
	row->sentence = error;
	if (status == MC_DAMAGED) {
		ADVISE(row, N_("Keep the folder as it is and restore the newest backup: motcua "
			       "restore FILE --to DIR"));
	} else if (status == MC_BUSY) {
		ADVISE(row, N_("Try again; when it lasts, end the process that is named."));
	} else {
		ADVISE(row, N_("Nothing was changed. Mend what the sentence names and run doctor "
			       "again."));
	}
}

static void check_ledger(struct doctor *doctor) {
	struct mc_findings findings;
	struct mc_error error;
	if (doctor->store == NULL) {
		return;
	}
	if (mc_store_verify(doctor->store, doctor->arena, &findings, &error) != MC_OK) {
		struct mc_doctor_row *row = find(doctor, "ledger");
		row->sentence = error;
		ADVISE(row, N_("Run “motcua verify” and keep what it says."));
		return;
	}
	if (findings.ok) {
		SAY(find(doctor, "ledger"),
			N_("The ledger is whole: %lld events, each linked to the one before."),
			(long long)findings.events);
	}
	for (size_t i = 0; i < findings.count; i++) {
		struct mc_doctor_row *row = find(doctor, "ledger");
		row->sentence = findings.rows[i].what;
		if (findings.rows[i].problem) {
			ADVISE(row, N_("Keep the folder as it is and restore the newest backup: "
				       "motcua restore FILE --to DIR"));
		}
	}
}

/* Age of the newest file in the backup folder, in hours; -1: none. */
static long newest_backup_hours(struct doctor *doctor) {
	const char *folder = inside(doctor, MC_BACKUP_FOLDER);
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
	return newest == 0 ? -1 : (long)((time(NULL) - newest) / 3600);
}

static void check_backup(struct doctor *doctor) {
	if (doctor->store == NULL) {
		return;
	}
	long hours = newest_backup_hours(doctor);
	struct mc_doctor_row *row = find(doctor, "backup");
	if (hours < 0) {
		SAY(row, N_("There is no backup of this office yet."));
	} else {
		SAY(row, N_("The newest backup is %ld hours old."), hours);
	}
	if (!doctor->practice && (hours < 0 || hours > MC_DOCTOR_BACKUP_HOURS)) {
		ADVISE(row, N_("Run “motcua backup --to DIR” daily, onto another disk."));
	}
}

static void check_calendar(struct doctor *doctor) {
	struct mc_calendar calendar;
	struct mc_error error;
	if (doctor->store == NULL) {
		return;
	}
	mc_calendar_init(&calendar);
	if (mc_store_calendar(doctor->store, &calendar, &error) != MC_OK) {
		struct mc_doctor_row *row = find(doctor, "calendar");
		row->sentence = error;
		ADVISE(row, N_("Run “motcua verify” and keep what it says."));
		mc_calendar_finish(&calendar);
		return;
	}
	int year = mc_day_civil(mc_day_of(mc_store_now(doctor->store))).year;
	struct mc_doctor_row *row = find(doctor, "calendar");
	switch (mc_calendar_year(&calendar, year)) {
	case MC_YEAR_OFFICIAL: SAY(row, N_("The holidays of %d are official."), year); break;
	case MC_YEAR_PROVISIONAL:
		SAY(row, N_("Some holidays of %d are provisional: due dates say so."), year);
		break;
	case MC_YEAR_MISSING:
		SAY(row, N_("The calendar knows no holiday of %d: due dates will be wrong."), year);
		ADVISE(row, N_("Run “motcua calendar import FILE” with the year's notice."));
		break;
	}
	mc_calendar_finish(&calendar);
}

/* ---- printing ---- */

/* What “motcua-print queues” writes, or NULL; the row then tells why. */
static const char *ask_queues(struct doctor *doctor, struct mc_doctor_row *row) {
	static const char *const arguments[] = { "queues", NULL };
	const char *queues = NULL;
	struct mc_str out;
	mc_str_init(&out);
	enum mc_status status = mc_printing_run(
		doctor->lang, arguments, NULL, PRINT_TIMEOUT_MS, &out, &row->sentence);
	if (status == MC_OK) {
		queues = mc_arena_text(doctor->arena, mc_str_text(&out));
	} else if (status == MC_NOT_FOUND) {
		ADVISE(row, N_("Install the package with motcua-print; until then papers stay in "
			       "the print list."));
	} else {
		ADVISE(row, N_("See that CUPS runs: systemctl status cups"));
	}
	mc_str_finish(&out);
	return queues;
}

static void check_queue(
	const struct mc_printer *printer, const char *queues, struct mc_doctor_row *row) {
	struct mc_json *queue = mc_printing_queue(queues, printer->queue);
	if (queue != NULL) {
		SAY(row, N_("Printer %s: the queue %s is there."), printer->name, printer->queue);
	} else {
		SAY(row, N_("Printer %s: CUPS has no queue %s."), printer->name, printer->queue);
		ADVISE(row, N_("See “lpstat -p” for the queues, then “motcua printer add”."));
	}
	mc_json_destroy(queue);
}

static void check_printer_folder(struct doctor *doctor, const struct mc_printer *printer) {
	const char *path =
		printer->folder[0] == '/' ? printer->folder : inside(doctor, printer->folder);
	struct mc_doctor_row *row = find(doctor, "printer");
	bool there;
	int failure = mc_file_check_folder(path, &there);
	if (failure == 0 && !there) {
		SAY(row, N_("Printer %s will make its folder %s with the first paper."),
			printer->name, path);
	} else if (failure != 0) {
		SAY(row, N_("Printer %s cannot write into %s."), printer->name, path);
		ADVISE(row, N_("Make the folder and give it to the account that runs motcua."));
	} else {
		SAY(row, N_("Printer %s writes into %s."), printer->name, path);
	}
}

static void check_printers(struct doctor *doctor) {
	const struct mc_printer *printers;
	size_t count;
	struct mc_error error;
	if (doctor->store == NULL || mc_store_printers(doctor->store, doctor->arena, &printers,
					     &count, &error) != MC_OK) {
		return;
	}
	const char *queues = NULL;
	bool asked = false;
	for (size_t i = 0; i < count; i++) {
		if (printers[i].queue[0] == '\0') {
			check_printer_folder(doctor, &printers[i]);
			continue;
		}
		if (asked && queues == NULL) {
			continue; /* said once */
		}
		struct mc_doctor_row *row = find(doctor, "printer");
		if (!asked) {
			asked = true;
			queues = ask_queues(doctor, row);
		}
		if (queues != NULL) {
			check_queue(&printers[i], queues, row);
		}
	}
	if (count == 0) {
		struct mc_doctor_row *row = find(doctor, "printer");
		SAY(row, N_("No printer is set up: papers stay in the print list."));
		ADVISE(row, N_("Run “motcua printer add NAME --queue QUEUE” or --folder DIR."));
	}
}

/* ---- the terminal: of whoever asks, not of the office, so no problem of it ---- */

static void check_locale(struct doctor *doctor) {
	struct mc_doctor_row *row = find(doctor, "locale");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) {
		SAY(row, N_("The terminal is spoken to in UTF-8."));
		return;
	}
	locale_t other = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (other != (locale_t)0) {
		SAY(row, N_("The locale is not UTF-8: screens take C.UTF-8 in its place."));
		freelocale(other);
	} else {
		SAY(row, N_("The locale is not UTF-8: Vietnamese letters lose their marks."));
	}
	HINT(row, N_("Set LC_ALL=C.UTF-8 for the account that runs motcua."));
}

static void check_terminal(struct doctor *doctor) {
	const char *type = getenv("TERM");
	struct mc_doctor_row *row = find(doctor, "terminal");
	if (isatty(STDOUT_FILENO) && mc_tty_check_type(type, &row->sentence) != MC_OK) {
		HINT(row, N_("Until then no screen opens on it."));
	} else {
		SAY(row, N_("The terminal is of the type %s."), type != NULL ? type : "-");
	}
}

void mc_doctor(const char *office_dir, const char *url, enum mc_lang lang, struct mc_arena *arena,
	struct mc_doctor_report *ret_report) {
	static void (*const checks[])(struct doctor *) = {
		check_folder,
		check_filesystem,
		check_space,
		check_store,
		check_ledger,
		check_backup,
		check_calendar,
		check_printers,
		check_locale,
		check_terminal,
	};
	struct doctor doctor = {
		.office_dir = office_dir, .url = url, .lang = lang, .arena = arena
	};
	for (size_t i = 0; i < MC_COUNT(checks); i++) {
		checks[i](&doctor);
	}
	mc_store_close(doctor.store);
	*ret_report = (struct mc_doctor_report){ .rows = doctor.rows, .count = doctor.count };
	for (size_t i = 0; i < doctor.count; i++) {
		ret_report->problems += doctor.rows[i].problem;
	}
}

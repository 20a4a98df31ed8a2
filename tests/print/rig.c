#include "rig.h"
#include "base/str.h"
#include "cmocka_all.h"
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define CUPSD "/usr/sbin/cupsd"
#define SOCKET_BACKEND "/usr/lib/cups/backend/socket"
#define START_MS 10000

void rig_need_parts(void) {
	static const char *const parts[] = { CUPSD, SOCKET_BACKEND, "/usr/sbin/lpadmin" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (access(parts[i], X_OK) != 0) {
			fprintf(stderr, "skipped: there is no %s (packages cups, cups-client)\n",
				parts[i]);
			exit(77);
		}
	}
}

int rig_run(const char *program, ...) {
	const char *arguments[16] = { program };
	va_list list;
	va_start(list, program);
	for (int i = 1; i < 15 && (arguments[i] = va_arg(list, const char *)) != NULL; i++) {
	}
	va_end(list);
	pid_t child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_RDWR);
		dup2(null, 1);
		dup2(null, 2);
		execvp(program, (char *const *)(void *)arguments);
		_exit(127);
	}
	int status = -1;
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void write_file(const struct rig *rig, const char *name, const struct mc_str *text) {
	char path[128];
	snprintf(path, sizeof path, "%s/%s", rig->folder, name);
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	assert_int_equal(fwrite(text->data, 1, text->len, file), text->len);
	assert_int_equal(fclose(file), 0);
}

static void make_folder(const struct rig *rig, const char *name, mode_t mode) {
	char path[128];
	snprintf(path, sizeof path, "%s/%s", rig->folder, name);
	assert_int_equal(mkdir(path, mode), 0);
	assert_int_equal(chmod(path, mode), 0);
}

/* As root, cupsd runs its filters as lp, which must reach the folders. */
static void write_files_conf(const struct rig *rig) {
	struct mc_str text;
	bool root = geteuid() == 0;
	const struct passwd *user = root ? getpwnam("lp") : getpwuid(geteuid());
	assert_non_null(user);
	mc_str_init(&text);
	const struct group *group = getgrgid(user->pw_gid); /* one buffer for all its answers */
	mc_str_addf(&text, "User %s\nGroup %s\n", user->pw_name, group ? group->gr_name : "lp");
	group = getgrgid(getegid());
	mc_str_addf(&text, "SystemGroup %s\n", group ? group->gr_name : "root");
	static const char *const folders[][2] = { { "ServerRoot", "etc" }, { "CacheDir", "cache" },
		{ "StateDir", "run" }, { "RequestRoot", "spool" }, { "TempDir", "tmp" },
		{ "DocumentRoot", "doc" } };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		mc_str_addf(&text, "%s %s/%s\n", folders[i][0], rig->folder, folders[i][1]);
	}
	mc_str_addf(&text, "AccessLog %s/log/access\nErrorLog %s/log/error\nPageLog %s/log/page\n",
		rig->folder, rig->folder, rig->folder);
	mc_str_add(&text, "SyncOnClose Yes\nFatalErrors config listen\n");
	write_file(rig, "etc/cups-files.conf", &text);
	mc_str_finish(&text);
	if (root) {
		static const char *const theirs[] = { "", "spool", "tmp", "cache" };
		for (size_t i = 0; i < sizeof theirs / sizeof *theirs; i++) {
			char path[128];
			snprintf(path, sizeof path, "%s/%s", rig->folder, theirs[i]);
			assert_int_equal(chown(path, (uid_t)-1, user->pw_gid), 0);
			assert_int_equal(chmod(path, 0771), 0);
		}
	}
}

/* As the manual for administrators wants it, with CUPS's own policy for who sees what. */
static void write_cupsd_conf(const struct rig *rig) {
	struct mc_str text;
	mc_str_init(&text);
	mc_str_addf(&text, "LogLevel debug\nMaxLogSize 0\nListen %s\n", rig->socket);
	mc_str_add(&text, "Browsing Off\nWebInterface No\nDefaultAuthType None\nDefaultShared No\n"
			  "ErrorPolicy retry-job\nJobRetryInterval 10\nJobRetryLimit 0\n"
			  "DirtyCleanInterval 0\n"
			  "PreserveJobHistory Yes\nPreserveJobFiles No\nMaxJobs 500\n"
			  "<Location />\nOrder allow,deny\nAllow all\n</Location>\n"
			  "<Location /admin>\nOrder allow,deny\nAllow all\n</Location>\n"
			  "<Policy default>\n"
			  "JobPrivateAccess default\nJobPrivateValues default\n"
			  "SubscriptionPrivateAccess default\nSubscriptionPrivateValues default\n"
			  "<Limit All>\nOrder deny,allow\n</Limit>\n</Policy>\n");
	write_file(rig, "etc/cupsd.conf", &text);
	mc_str_finish(&text);
}

/* Whether cupsd answers by now. */
static bool answers(const struct rig *rig) {
	return access(rig->socket, F_OK) == 0 && rig_run("lpstat", "-r", NULL) == 0 &&
	       rig_run("lpstat", "-e", NULL) == 0;
}

void rig_start_cupsd(struct rig *rig) {
	char config[128], files[128], log[128];
	snprintf(config, sizeof config, "%s/etc/cupsd.conf", rig->folder);
	snprintf(files, sizeof files, "%s/etc/cups-files.conf", rig->folder);
	snprintf(log, sizeof log, "%s/log/stderr", rig->folder);
	unlink(rig->socket);
	rig->cupsd = fork();
	assert_true(rig->cupsd >= 0);
	if (rig->cupsd == 0) {
		int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
		dup2(out, 1);
		dup2(out, 2);
		execl(CUPSD, "cupsd", "-f", "-c", config, "-s", files, (char *)NULL);
		_exit(127);
	}
	for (int waited = 0; !answers(rig); waited += 20) {
		if (waited >= START_MS || waitpid(rig->cupsd, NULL, WNOHANG) != 0) {
			fail_msg("cupsd did not start: see %s/log", rig->folder);
		}
		poll(NULL, 0, 20);
	}
}

void rig_start(struct rig *rig) {
	strcpy(rig->folder, "/tmp/mcrigXXXXXX");
	assert_non_null(mkdtemp(rig->folder));
	snprintf(rig->socket, sizeof rig->socket, "%s/s", rig->folder);
	setenv("CUPS_SERVER", rig->socket, 1);
	static const char *const folders[] = { "etc", "etc/ppd", "cache", "run", "spool", "tmp",
		"log", "doc" };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		make_folder(rig, folders[i], 0755);
	}
	write_files_conf(rig);
	write_cupsd_conf(rig);
	rig_start_cupsd(rig);
}

static void end_cupsd(struct rig *rig, int signal) {
	if (rig->cupsd > 0) {
		kill(rig->cupsd, SIGCONT);
		kill(rig->cupsd, signal);
		while (waitpid(rig->cupsd, NULL, 0) < 0 && errno == EINTR) {
		}
		rig->cupsd = 0;
	}
}

void rig_stop_cupsd(struct rig *rig) {
	end_cupsd(rig, SIGTERM);
}

void rig_kill_cupsd(struct rig *rig) {
	end_cupsd(rig, SIGKILL);
}

void rig_finish(struct rig *rig) {
	end_cupsd(rig, SIGTERM);
	if (getenv("MC_KEEP") == NULL) {
		rig_run("rm", "-rf", rig->folder, NULL);
	}
}

void rig_add_queue(struct rig *rig, const char *name, int port) {
	rig_add_driver_queue(rig, name, port, NULL);
}

void rig_add_driver_queue(struct rig *rig, const char *name, int port, const char *ppd) {
	char uri[64];
	(void)rig;
	snprintf(uri, sizeof uri, "socket://127.0.0.1:%d", port);
	assert_int_equal(rig_run("/usr/sbin/lpadmin", "-p", name, "-E", "-v", uri,
				 ppd != NULL ? "-P" : "-m", ppd != NULL ? ppd : "raw", NULL),
		0);
}

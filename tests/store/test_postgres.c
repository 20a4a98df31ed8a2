/*
 * One text, two engines: the schema and every statement of the store are prepared
 * by a real PostgreSQL, with the types that they declare, and give the columns of their
 * rows there too. The server is private:
 * made in a temporary folder, reached by a socket there, gone afterwards. Exits
 * 77 where PostgreSQL's server is not installed.
 */
#include "base/file.h"
#include "cmocka_all.h"
#include "sql.h"
#include "store/engine/schema.h"
#include <ftw.h>
#include <glob.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char bin[256]; /* of the newest PostgreSQL */
static char dir[] = "/tmp/motcua-postgres-XXXXXX";

static int missing(const char *what) {
	fprintf(stderr, "PostgreSQL can't be tried here: %s\n", what);
	return 77;
}

static bool find_server(void) {
	glob_t found;
	bool ok = glob("/usr/lib/postgresql/*/bin/initdb", 0, NULL, &found) == 0;
	if (ok) {
		snprintf(bin, sizeof bin, "%s", found.gl_pathv[found.gl_pathc - 1]);
		*strrchr(bin, '/') = '\0';
	}
	globfree(&found);
	return ok;
}

/* The server refuses to run as root. */
static bool find_user(void) {
	const struct passwd *user = geteuid() == 0 ? getpwnam("postgres") : NULL;
	return geteuid() != 0 || (user && chown(dir, user->pw_uid, user->pw_gid) == 0);
}

static void become_user(void) {
	const struct passwd *user = geteuid() == 0 ? getpwnam("postgres") : NULL;
	if (user && (setgroups(0, NULL) || setgid(user->pw_gid) || setuid(user->pw_uid))) {
		_exit(126);
	}
}

/* Runs a shell command in the folder as the server's user; its exit status. */
static int run(const char *format, ...) {
	char command[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		become_user();
		if (chdir(dir) == 0) {
			execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		}
		_exit(127);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

static int set_up(void **state) {
	(void)state;
	if (run("%s/initdb -D data -N -A trust -U motcua --locale=C -E UTF8 >initdb.log 2>&1",
		    bin)) {
		return -1;
	}
	return run("%s/pg_ctl -D data -w -l server.log -o \"-c listen_addresses='' "
		   "-c unix_socket_directories=%s -c fsync=off\" start >pg_ctl.log 2>&1",
		bin, dir);
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw) {
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int tear_down(void **state) {
	(void)state;
	run("%s/pg_ctl -D data -m immediate stop >/dev/null 2>&1", bin);
	return nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void add_replaced(struct mc_str *out, const char *text) {
	static const struct {
		const char *word, *by;
	} words[] = { { "INTEGER", "bigint" }, { "BLOB", "bytea" }, { " STRICT", "" },
		{ ", WITHOUT ROWID", "" } };
	while (*text) {
		bool hit = false;
		for (size_t i = 0; i < sizeof words / sizeof *words && !hit; i++) {
			hit = strncmp(text, words[i].word, strlen(words[i].word)) == 0;
			if (hit) {
				mc_str_add(out, words[i].by);
				text += strlen(words[i].word);
			}
		}
		if (!hit) {
			mc_str_add_char(out, *text++);
		}
	}
}

/* "int,text" as the types of PostgreSQL. */
static void add_types(struct mc_str *out, const char *types) {
	mc_str_add(out, *types ? " (" : "");
	for (const char *p = types; *p;) {
		size_t len = strcspn(p, ",");
		mc_str_add(out, strncmp(p, "text", len) == 0   ? "text"
				: strncmp(p, "blob", len) == 0 ? "bytea"
							       : "bigint");
		p += len;
		mc_str_add(out, *p ? "," : ")");
		p += *p == ',';
	}
}

/* Asks for the columns of a prepared statement, and adds what should be answered. */
static void describe(const struct mc_sql_row *sql, struct mc_str *script, struct mc_str *wanted) {
	const char *separator = "(";
	mc_str_addf(script, "\\echo %s\nEXECUTE %s", sql->name, sql->name);
	for (const char *p = sql->types; *p; p += strcspn(p, ","), p += *p == ',') {
		mc_str_addf(script, "%sNULL", separator);
		separator = ", ";
	}
	mc_str_addf(script, "%s \\gdesc\n", *sql->types ? ")" : "");
	mc_str_addf(wanted, "%s\n", sql->name);
	for (int i = 0; i < sql->row->count; i++) {
		mc_str_addf(wanted, "%s\n", sql->row->columns[i].name);
	}
}

/* What the server answered, without the types of the columns. */
static void read_answer(struct mc_str *out) {
	char path[128];
	struct mc_str answer;
	struct mc_error err;
	mc_str_init(&answer);
	snprintf(path, sizeof path, "%s/psql.out", dir);
	assert_int_equal(mc_file_read(path, 1 << 20, &answer, &err), MC_OK);
	for (const char *p = mc_str_text(&answer); *p; p += strcspn(p, "\n"), p += *p == '\n') {
		mc_str_add_bytes(out, p, strcspn(p, "|\n"));
		mc_str_add_char(out, '\n');
	}
	mc_str_finish(&answer);
}

/* Feeds a script to the server; what it complains of fails the test. */
static void feed(struct mc_str *script) {
	char path[128];
	struct mc_error err;
	struct mc_str complaints;
	snprintf(path, sizeof path, "%s/script.sql", dir);
	enum mc_status written = mc_file_write(path, script->data, script->len, 0644, &err);
	mc_str_finish(script);
	assert_int_equal(written, MC_OK);
	assert_int_equal(run("%s/psql -X -q -A -t -h %s -U motcua -d postgres -f script.sql "
			     ">psql.out 2>psql.err",
				 bin, dir),
		0);
	mc_str_init(&complaints);
	snprintf(path, sizeof path, "%s/psql.err", dir);
	assert_int_equal(mc_file_read(path, 1 << 20, &complaints, &err), MC_OK);
	if (complaints.len) {
		fprintf(stderr, "# %s\n", mc_str_text(&complaints));
	}
	size_t len = complaints.len;
	mc_str_finish(&complaints);
	assert_int_equal(len, 0);
}

static void test_every_statement_prepares_and_gives_its_row(void **state) {
	(void)state;
	struct mc_str script, wanted, answer;
	size_t prepared = 0;
	mc_str_init(&script);
	mc_str_init(&wanted);
	mc_str_init(&answer);
	for (int step = 0; step < mc_schema_newest(); step++) {
		add_replaced(&script, mc_or_empty(mc_schema_steps[step].common));
	}
	mc_str_add(&script, "\n");
	for (int i = 0; i < MC_SQL_COUNT; i++) {
		if (strcmp(mc_sql_rows[i].file, "sqlite.sql") == 0) {
			continue;
		}
		mc_str_addf(&script, "PREPARE %s", mc_sql_rows[i].name);
		add_types(&script, mc_sql_rows[i].types);
		mc_str_addf(&script, " AS %s;\n", mc_sql_rows[i].text);
		if (mc_sql_rows[i].row && mc_sql_rows[i].row->columns[0].name) {
			describe(&mc_sql_rows[i], &script, &wanted);
		}
		prepared++;
	}
	assert_true(prepared > 100);
	feed(&script);
	read_answer(&answer);
	assert_string_equal(mc_str_text(&answer), mc_str_text(&wanted));
	mc_str_finish(&wanted);
	mc_str_finish(&answer);
}

int main(void) {
	const struct CMUnitTest tests[] = { cmocka_unit_test(
		test_every_statement_prepares_and_gives_its_row) };
	if (!find_server()) {
		return missing("its server is not installed");
	}
	if (!mkdtemp(dir) || !find_user()) {
		return missing("there is no user postgres to run it as");
	}
	return cmocka_run_group_tests(tests, set_up, tear_down);
}

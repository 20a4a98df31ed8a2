/*
 * Files that are named on the command line: which of them may be named, and by whom.
 * A row of the command table says of each option and operand what is done with it
 * (command.h), and this is asked before any of them is opened.
 */
#ifndef MC_CMD_FILES_H
#define MC_CMD_FILES_H

#include "cmd/cli.h"

/*
 * Asks for all files that the command line names. MC_DENIED: the actor of a real
 * office may name none (“-”, stdin and stdout, is no name).
 * MC_INVALID: a name is empty. MC_REFUSED: mc_file_keep().
 */
MC_CHECKED enum mc_status mc_files_admit(struct mc_cli *cli, struct mc_error *err);

/*
 * Whether an office keeps the file `path` to itself; `use` is MC_VALUE_READ, WRITE,
 * FOLDER or OFFICE, or PATH for a folder that the office itself is to write its papers into.
 * MC_REFUSED, whoever asks: something would be written into the folder of an office (a
 * folder may be the one of its backups), papers would go where the office keeps other
 * things, or one of its keys would be read as something else. Links, “..” and second names do not hide a file; the office in
 * `office_dir` is known also by names elsewhere. A path that is not there yet may be
 * asked about; one that leads nowhere is the opener's matter.
 */
MC_CHECKED enum mc_status mc_file_keep(
	const char *path, enum mc_value use, const char *office_dir, struct mc_error *err);

/* MC_INVALID: the option names a folder where a file is meant. */
MC_CHECKED enum mc_status mc_cli_check_file(
	const struct mc_cli *cli, const char *option, struct mc_error *err);

/* Who may read a new file that -o names, as far as the user's umask lets them. */
enum mc_readers { MC_READERS_ALL, MC_READERS_OWNER /* citizens' names and PINs stand in it */ };

/*
 * Writes what was asked for into the file that -o names: with the mode of the file that it
 * replaces, a new one for `readers`.
 */
MC_CHECKED enum mc_status mc_cli_put_file(struct mc_cli *cli, const char *path,
	const struct mc_str *bytes, enum mc_readers readers, struct mc_error *err);

#endif

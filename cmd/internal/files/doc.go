// Package files reads and writes files for the programs.
//
// WriteAtomic never leaves a file half written: whenever the program or the
// machine stops, the file has its old content or the new one. It does so in
// the usual way on POSIX systems: it writes a new file in the same folder,
// syncs it to the disk, renames it, and syncs the folder, which holds the name
// (Pillai et al., "All File Systems Are Not Created Equal", OSDI 2014).
//
// ReadText reads what people edit: settings, lists, levels, scenarios. Editors
// put a byte order mark before UTF-8, which no parser expects, and some save
// UTF-16.
//
// AsyncWriter writes without making a tick or a frame wait for the disk.
package files

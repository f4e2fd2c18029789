// Package replay records a game and plays it again. A recording is the game's
// log, see package game: the State with which it begins, all entries, a hash of
// the State after each, and every half a minute the whole State again: a
// checkpoint, from which a replay can go on without what comes before. A recording of
// an old game is the best regression test of the rules.
//
// A recording is a sequence of records. Each stands on its own, so a file that
// was truncated anywhere can be read up to there:
//
//	┌──────┬────────┬───────────────┬─────────────────────────────┐
//	│ kind │ length │ payload       │ CRC-32 of all before it     │
//	│ byte │ varint │ length bytes  │ 4 bytes, IEEE, big-endian   │
//	└──────┴────────┴───────────────┴─────────────────────────────┘
//
//	kind   payload (numbers are unsigned varints unless said otherwise)
//	'H'    header, once and first: "CLEW", version
//	'C'    checkpoint: a State, see game.AppendCheckpoint. One follows the
//	       header; another one comes after every 30 s of ticks at the latest
//	'N'    entries: tick of the first, how many, then for each entry
//	       length, the entry (see game.AppendEntry), and the low 32 bits of
//	       the hash of the State after it (4 bytes, big-endian)
//	'E'    end: tick of the last entry, hash of the last State (8 bytes,
//	       big-endian)
//
// So a seek is short:
//
//	H C N N … N C N N … N C N N … N E
//	            ▲ └──┬──┘
//	         decode  apply these ─▶ the State after any tick
//
// Records of other kinds are skipped. A file without an end record is truncated.
//
// Where a level starts, a server's recorder begins another file, whose first
// checkpoint is the State after the entry that started the level. That entry is in
// neither file. An entry within a file may start a level too: everything here
// plays it. Such a level may start with smaller ticks than the last one's; a
// Recording counts on there.
package replay

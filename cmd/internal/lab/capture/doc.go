// Package capture records what one client of a real game received and sent, and
// replays it: its keys, the packets in both directions with their times, and
// its settings. The replay feeds the packets received to the game's own replica.
// With the same settings every tick shows the same; with other settings it shows
// what the client would have shown.
//
// A capture starts in the middle of a game, so it holds what a replica needs to
// go on from there, see replica.Checkpoint. Neither the token that gives a
// player back nor the server's password is in it: their characters are
// overwritten with x.
//
// What the server did is not in a capture, but in the recording that the server
// may have made of the same game; see Capture.AddServerRecording.
//
// # The file
//
// A capture is a sequence of records like those of package replay. Each stands
// on its own, so that a truncated file can be read as far as it goes:
//
//	┌──────┬────────┬───────────────┬─────────────────────────────┐
//	│ kind │ length │ payload       │ CRC-32 of all before it     │
//	│ byte │ varint │ length bytes  │ 4 bytes, IEEE, big-endian   │
//	└──────┴────────┴───────────────┴─────────────────────────────┘
//
// Numbers are unsigned varints, or signed ones (zigzag) where marked ±. A text
// is its length and its bytes. A message is a text in the msgpack form of
// package msgpack, whatever the game's wire is. Times are nanoseconds on the
// client's clock.
//
//	kind   payload
//	'H'    header, once and first: "CLEWCAP", version, version of the protocol,
//	       text release, text server, text wire ("msgpack" or "text"), when it
//	       began (seconds since 1970)
//	'S'    state, once and second: what replica.Checkpoint holds:
//	       now, ticks, tick clock, acked, held keys, ±lag, ±when it changed, ±RTT,
//	       waiting, least, looks, backlog, ±glide x, ±glide y, when it began,
//	       corrections, last, greatest, settings, number of the link;
//	       messages Welcome, Level; count and Rows; count and PlayerInfos; ConnectionStats;
//	       count and Scores; count and PlayerInfo and Score of each that left with a
//	       place; Countdown; 0, or 1 and a Record;
//	       count and snapshots, each: time, message;
//	       a Snapshot of the local player after the acknowledged input or, if
//	       its Ack is a later one, after that, and of nobody for a spectator;
//	       count and Inputs of the pending ones;
//	       count and corrections, each: kind, seq, size, time, from ±x ±y, to
//	       ±x ±y, two players: ±x, ±y, facing, moving, exit
//	'C'    chunk, about one a second: its number from 0, then events
//	'E'    end: number of chunks
//
// Records of other kinds are skipped. A file without an end is truncated.
//
// An event is a byte and its fields. Its time is the previous one plus 'later':
//
//	't'  tick             later, keys; + 16: without a link
//	'r'  received         later, number of the packet; 0, or 1 and a text: the
//	                      packet itself, which came before the capture began
//	'p'  packet           flags: 1 up, 2 lost, 4 duplicated, 8 reordered, 16 unreliable;
//	                      number, ±sent after the event's time, arrives after
//	                      that, duplicate after that, retransmits, text
//	's'  settings         switches: 1 prediction, 2 reconciliation by replay,
//	                      4 interpolation, 8 smoothing, 16 reconciliation by
//	                      snap (neither 2 nor 16: ignore); delay, redundancy;
//	                      then for up and down: latency, jitter, loss,
//	                      duplicate, reorder; and 1 for a stream
//	'a'  link attached    later, number of the link
//	'l'  link lost        later, text
package capture

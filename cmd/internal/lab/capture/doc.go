// Package capture keeps what one client of a real game went through, and plays
// it again: its keys, the packets in both directions with their times, and the
// settings. The replica that is played again is the one of the game, fed with
// what came in; with the same settings it shows the same in every tick, and
// with others what it would have shown.
//
// A capture begins in the middle of a game, so it holds what a replica needs
// to go on from there, see replica.Checkpoint. The token that gives a player back
// is not in it, nor the server's password: where a message has one, its
// characters are x.
//
// What the server did is not in a capture either. The recording that the
// server made of the same game puts it beside, see Capture.AddServerRecording.
//
// # The file
//
// A capture is a sequence of records like those of package replay. Each stands
// on its own, so that a file that was cut off anywhere can be read up to there:
//
//	┌──────┬────────┬───────────────┬─────────────────────────────┐
//	│ kind │ length │ payload       │ CRC-32 of all before it     │
//	│ byte │ varint │ length bytes  │ 4 bytes, IEEE, big-endian   │
//	└──────┴────────┴───────────────┴─────────────────────────────┘
//
// Numbers are unsigned varints, or signed ones (zigzag) where marked ±. A text
// is its length and its bytes. A message is a text in the msgpack form of
// package packwire, whatever the game's wire is. Times are nanoseconds on the
// client's clock.
//
//	kind   payload
//	'H'    head, once and first: "CLEWCAP", version, version of the protocol,
//	       text release, text server, text wire ("msgpack" or "text"), when it
//	       began (seconds since 1970)
//	'S'    state, once and second: what replica.Checkpoint holds:
//	       now, ticks, pace, acked, held, ±lag, ±when that was moved, ±trip,
//	       waiting, least, looks, backlog, ±glide x, ±glide y, when it began,
//	       corrections, last, greatest, settings, number of the link;
//	       messages Welcome, Level; count and Rows; count and Whos; Health;
//	       count and snapshots, each: time, message;
//	       a Snapshot with nobody but one's own player after the acknowledged
//	       input, and with nobody at all for who watches; count and Inputs of the pending ones;
//	       count and corrections, each: kind, seq, size, time, from ±x ±y, to
//	       ±x ±y, two players: ±x, ±y, facing, moving, exit
//	'C'    chunk, about one a second: its number from 0, then events
//	'E'    end: number of chunks
//
// Records of other kinds are passed over. A file without an end was cut off.
//
// An event is a byte and what follows. Its time is the one before, plus 'later':
//
//	't'  tick             later, keys; + 16: without a link
//	'r'  received         later, number of the packet; 0, or 1 and a text: the
//	                      packet itself, which came before the capture began
//	'p'  packet           flags: 1 up, 2 lost, 4 doubled, 8 held, 16 newest;
//	                      number, ±sent after the event's time, arrives after
//	                      that, again after that, resends, text
//	's'  settings         switches: 1 prediction, 2 reconciliation, 4
//	                      interpolation, 8 smoothing; delay, redundancy; then
//	                      for up and down: latency, jitter, loss, double,
//	                      reorder; and 1 for a stream
//	'a'  a link is there  later, number of the link
//	'l'  a link is lost   later, text
package capture

// Package scenario reads and runs files that describe a whole networked game:
// the maze, who plays, how bad each wire is, and what goes wrong when. The same
// file gives the same game, byte for byte, on every machine.
//
// A file is TOML. This one has all that there is:
//
//	name = "Two clients"             # needed, as are ticks, a maze and a client
//	note = "What to look at."
//	level = "first-thread"           # or maze = """…""", the picture of one
//	seed = 7                         # of the game and of the wires' luck
//	ticks = 1800                     # how long it lasts: 60 are a second
//	snapshot_rate = 30               # about so many a second, 1 to 60
//	input_queue_target = 2           # inputs that may wait at the server
//
//	[[change]]                       # at the server, from this tick on; what is not named stays
//	at = 450
//	level = "cloister"               # everybody goes on to another level
//	snapshot_rate = 10
//	input_queue_target = 4
//
//	[[server_stall]]                 # the server stands still
//	at = 600                         # from this tick on
//	ticks = 30                       # for so many
//
//	[[client]]                       # 1 to 8 of them
//	name = "Ann"
//	play = "keys: 60- 90r 30ru"      # or "person", or "bot:7"; see Play
//	wire = "msgpack"                 # or "text"
//	cheat = "too fast"               # or "through walls", "as somebody else"; without it, honest
//	redundancy = 32                  # inputs that each message may carry
//	interpolation_delay = "0s"       # how far in the past others are shown; 0s follows the jitter
//	drift = 0                        # at 20 its clock ticks once too often in 20 ticks, at -20 once too few
//	stream = false                   # true: the wire behaves as TCP does
//	up = { latency = "60ms", jitter = "20ms", loss = 5, double = 1, reorder = 2 } # per cent
//	down = { latency = "60ms" }
//	switches = { prediction = true, reconciliation = true, interpolation = true, smoothing = true }
//
//	[[client.change]]                # from this tick on; what is not named stays
//	at = 300
//	play = "bot:9"                   # also redundancy, interpolation_delay, drift, down, stream, switches
//	up = { loss = 25 }
//
//	[[client.stall]]                 # the client stands still, as a dragged window does
//	at = 900
//	ticks = 20
//
//	[[client.cut]]                   # the cable is pulled, and put back
//	at = 1200
//	ticks = 120
//
//	[[client.packet]]                # one packet's fate, whatever its luck
//	link = 1                         # of this client's connections
//	way = "up"                       # to the server, or "down"
//	number = 96                      # in its direction on that connection, from 0
//	lose = true                      # or delay = "100ms", double = true, arrives = "5.2s"
//
// Ticks are counted from 1. Whatever happens at a tick happens before that
// tick is carried out.
package scenario

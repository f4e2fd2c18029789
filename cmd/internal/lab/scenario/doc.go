// Package scenario reads and runs files that describe a whole networked game:
// the maze, the players, the network between them, and what goes wrong when.
// The same file gives the same game, byte for byte, on every machine.
//
// The format is TOML. This file uses every key:
//
//	name = "Two clients"             # required, like ticks, a maze and a client
//	description = "What to look at."
//	level = "first-thread"           # or maze = """…""", its rows
//	seed = 7                         # of the game and of the simulated network
//	ticks = 1800                     # length of the game; 60 ticks are one second
//	opening = 120                    # the tick at which the Lab shows it first
//	snapshot_rate = 30               # snapshots a second, roughly; 1 to 60
//	input_queue_target = 2           # inputs that may wait at the server
//
//	[[change]]                       # at the server, from this tick on; keys left out stay as they were
//	at = 450
//	level = "cloister"               # moves everybody to another level
//	snapshot_rate = 10
//	input_queue_target = 4
//
//	[[server_stall]]                 # the server stops ticking
//	at = 600                         # at this tick
//	ticks = 30                       # for this many
//
//	[[client]]                       # 1 to 8 of them
//	name = "Ann"
//	input = "keys: 60- 90r 30ru"     # or "human", or "bot:7"; see InputSource
//	wire = "msgpack"                 # or "text"
//	cheat = "speed hack"             # or "noclip", "impersonation"; left out: none
//	redundancy = 32                  # inputs that each message may carry
//	interpolation_delay = "0s"       # how far in the past others are shown; 0s follows the jitter
//	drift = 0                        # clock error: 20 is one tick too many in every 20, -20 one too few
//	stream = false                   # true: the link behaves like TCP
//	up = { latency = "60ms", jitter = "20ms", loss = 5, duplicate = 1, reorder = 2 } # percent
//	down = { latency = "60ms" }
//	switches = { prediction = true, reconciliation = "replay", interpolation = true, smoothing = true }
//
//	[[client.change]]                # from this tick on; keys left out stay as they were
//	at = 300
//	input = "bot:9"                  # also redundancy, interpolation_delay, drift, down, stream, switches
//	up = { loss = 25 }
//
//	[[client.stall]]                 # the client stops ticking, like a window being dragged
//	at = 900
//	ticks = 20
//
//	[[client.disconnect]]            # the connection dies, and none can be made until the end
//	at = 1200
//	ticks = 120
//
//	[[client.packet]]                # overrides what the simulated network does to one packet
//	link = 1                         # which of this client's connections, from 1
//	direction = "up"                 # to the server, or "down"
//	number = 96                      # within its direction and connection, from 0
//	drop = true                      # or delay = "100ms", duplicate = true, arrives_at = "5.2s"
//
// Reconciliation is "replay", as in the game, "snap" or "ignore"; see
// replica.Reconciliation. It may also be true, for "replay", or false, for
// "ignore".
//
// A game without a server has mode = "peers", and these keys. Its first client begins
// the game; the others join it. Each client needs a name.
//
//	name = "Three peers"             # as above, like description, level, maze, seed, ticks, opening
//	mode = "peers"
//	level = "first-thread"
//	ticks = 1800
//	window = 12                      # ticks that guesses may be ahead, up to 20; 0: lockstep
//	delay = 2                        # ticks between a key and the tick that it counts in, up to 8
//	agree = "cut"                    # how to agree on a lost peer's last tick: wrong are "min" and "none"
//	links = { latency = "30ms" }     # conditions of all links, each way
//
//	[[client]]
//	name = "Ann"
//	input = "bot:1"
//
//	[[client]]
//	name = "Bob"
//	input = "bot:2"
//	knows = ["Ann"]                  # whose addresses it knows when it starts; left out: those of all
//	start = 300                      # its program starts in this tick
//	quit = 1500                      # its player leaves
//	crash = 1600                     # its program is killed
//
//	[[link]]                         # between two; keys left out are as in links
//	a = "Ann"
//	b = "Bob"
//	up = { latency = "80ms" }        # from a to b
//	down = { loss = 5 }              # from b to a
//
//	[[cut]]                          # the sides can't reach each other
//	sides = ["Ann", "Bob"]           # "Ann,Bob" is a side of two
//	at = 900
//	ticks = 600
//
//	[[diverge]]                      # a fault: a field of its player changes in a client's own game alone
//	at = 700
//	client = "Bob"
//	field = "points"                 # or "X" or "Y"
//
// Ticks are counted from 1. What is due at a tick happens before that tick
// runs.
package scenario

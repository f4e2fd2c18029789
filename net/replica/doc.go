// Package replica is the client's side of a game: it decides what to show while
// the server's answer is on its way. It does no I/O: messages and the time go
// in, messages and a View come out.
//
// Replica composes types that can be read on their own:
//
//   - [Predictor] runs the local player ahead of the server and corrects it
//     when a snapshot disagrees;
//   - [Interpolator] shows the other players between two snapshots, a little in
//     the past;
//   - [RTT] estimates the round trip;
//   - [Smoother] hides the jump of a correction;
//   - [Roster] holds who is in the game.
//
// One client tick beside one server tick:
//
//	client                                      server
//
//	keys held ─▶ input 7
//	               │ predict: step own player
//	               ├──── inputs 5, 6, 7 ──────▶ queue, by number
//	               │                              │ one per tick
//	               │                              ▼
//	               │                            step the world
//	               │                              │ every second tick
//	reconcile: ◀───┼──── tick 90, ack 5, ─────────┘
//	set to 5,      │     all players
//	step 6 and 7   ▼
//	             draw: own player now, the others at tick 87
//
// The methods are those of Gabriel Gambetta's "Fast-Paced Multiplayer" and of
// Valve's "Source Multiplayer Networking".
package replica

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
// One client tick beside one server tick; both happen 60 times a second:
//
//	client                                    server
//
//	1 receive   ◀── tick 90, ack 5, ──────┐
//	                all players           │
//	2 reconcile     own player: where the │
//	                server has it after 5,│
//	                then step 6 again     │
//	3 predict       number the keys: 7,   │
//	                step own player       │
//	4 send      ─── inputs 6, 7 ──────────┼─▶ 1 queue inputs by number
//	5 draw          own player: predicted │   2 take one of each player
//	                others: at tick 87,   │   3 step the world
//	                interpolated          └── 4 every second tick: tell each
//	                                            client the state and its ack
//
// Input 6 is sent again because nothing says yet that it arrived.
//
// The methods are those of Gabriel Gambetta's "Fast-Paced Multiplayer" and of
// Valve's "Source Multiplayer Networking".
package replica

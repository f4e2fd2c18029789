// Package game makes a whole game a function of a log. A State is all that a
// game consists of: the World, who plays in it under which name, letter and token,
// and how far each player's inputs have been consumed. An Entry is all that enters
// one tick. Apply carries out an Entry, and is the only way in which a State
// changes:
//
//	        messages, the clock, chance
//	                   │
//	                   ▼
//	decide     one Entry a tick: who joins and leaves, what each player holds
//	                   │ Propose
//	                   ▼
//	Log        puts the entries of a game in one order and commits them
//	                   │ Committed
//	                   ▼
//	Apply      State after tick n  +  Entry n+1  ─▶  State after tick n+1, Events
//	                   │
//	                   ▼
//	           snapshots, chat and greetings; a recording; other machines' States
//
// Only deciding depends on strangers, clocks and random numbers. Everything
// after it is deterministic: whoever has a State and the entries after it
// arrives at the same State, bit for bit. Hash finds out where that fails.
//
// Two kinds of game commit entries today: a server, at once (Immediate), and a
// recording, which has in its file what was committed (package engine/replay).
// Servers that commit what a majority of them has, or peers that commit a tick
// once they know everybody's inputs, would need another Log and no other Apply.
//
// A checkpoint is a State as bytes. It replaces all entries before it.
package game

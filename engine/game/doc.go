// Package game makes a whole game a function of a log. A State is all that a
// game consists of: the World, and who plays in it under which name, letter and
// token, and which of its inputs counted. An Entry is all that enters one tick.
// Apply carries out an Entry, and is the only way in which a State changes:
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
// arrives at the same State, bit for bit, and Hash tells. So each of these is
// the same log, committed in another way:
//
//	one server      commits an entry at once (Immediate)
//	recording       commits what is in a file (package engine/replay)
//	several servers commit an entry once a majority has it
//	peers           commit a tick once the inputs of all are known
//	delta snapshot  sends what an entry did that a client could not predict
//
// A checkpoint is a State as bytes. It replaces all entries before it.
package game

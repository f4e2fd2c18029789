// Package peer is the mind of a peer in a game without a server: a full mesh whose
// members compute the same game from the same inputs, guess what they have not
// heard, and agree on who is in.
//
// It opens no link, reads no clock and starts no goroutine. Its owner calls Receive
// with what comes, Tick 60 times a second, and sends what Packets returns.
//
// # Two worlds
//
// A tick is settled when the inputs of all members are known: then it becomes an
// entry of package game, and is never undone. Ahead of it, by at most Window ticks,
// the peer guesses: a player whose input is missing holds its last keys. A wrong
// guess is played again (rollback).
//
//	            settled               now
//	game.State ────┤ guess  guess  guess ┤
//	               └── at most Window ───┘└─ Delay ─┤ own inputs are known to here
//
// In Lockstep nothing is guessed: a tick is played when the inputs of all are known,
// so the game runs no faster than Delay allows for the longest way.
//
// # Views
//
// A View says which seats are members, and so whose inputs a tick needs. Its members
// agree on each next view by one instance of Paxos. Three things are particular:
//
//   - A member that reports because another is lost freezes: it settles nothing
//     beyond what it has reported, whatever ballots follow, until there is a decision.
//   - A lost member's last tick is the last that any report knows, and the decision
//     has the inputs up to there. So no survivor has to undo anything.
//   - A quorum is more than half of the members, or half with the oldest.
//
// Newcomers watch first, are in the next view with a first tick that lies ahead, and
// nobody waits for them. Members that leave say which tick is their last. A lost
// peer's player stands for a minute; when the peer comes back, it gets a new seat
// and its old player. A member whose computer is too slow is left out like a lost one.
//
// # Islands
//
// A peer without a quorum goes on alone after five seconds, on a branch of its own.
// When branches hear each other again, the people of the lesser one go over to the
// greater, one by one. The order of branches is fixed when they are founded.
//
// # Actions
//
// Whatever else a peer does is an input, too: an Action in a tick, which the chain of
// its seat covers as it covers the keys. So it is signed, acknowledged, passed on and
// agreed on like them, is never lost, and is carried out by all in the same tick: by
// ascending seat, those of a seat in their order. What a peer wants to do waits in a
// short queue for a tick in which the limits leave room. A run that exceeds them is
// refused by all who know the same inputs, so nothing of it is ever settled.
//
// A guest plays at a member's computer. It stands still while its host is out of
// reach, comes back with it, and leaves with it. Extra has what package game does not
// know: guests, votes, the peers that were voted out, and the rotation of levels.
//
// More than half of the members remove one: from the tick in which the votes are
// enough on it has no vote, the others suspect it at once, and the next value leaves
// it out for good. The same on another branch is another matter: who was removed from
// an island may be in the branch that its members go over to.
//
// Levels follow each other by the countdown of a server, or three seconds after a
// vote. All know that tick long before, and guess nobody to move from there on until
// it is settled.
//
// # Signatures
//
// A peer is named by the hash of its ed25519 key, and signs its inputs: each
// signature covers the hash chain of all of them up to a tick, so that a lost one is
// made good by the next. Only what is signed is settled, acknowledged, passed on and
// agreed on. Therefore nobody can invent the inputs of another, not even the
// last ones of a lost peer. A peer that signs two different inputs for a tick is
// found out by whoever sees both, who shows them to the others: whoever has checked
// that proof votes for removing the peer.
//
// A message has one signature of its sender, of 64 bytes: signing each input by
// itself would repeat all that are not acknowledged. With more than five members a
// peer speaks, and signs, in every second tick; so eight peers send less than 30 kB/s
// each and check 210 signatures a second, which takes 1 to 5 % of a core.
//
// # Reading order
//
//	view.go       seats, views, branches, quorums
//	message.go    what peers say
//	inputs.go     the inputs of a seat, and signatures (seal.go)
//	actions.go    what a peer does beside walking, and its limits
//	settle.go     from inputs to entries
//	guests.go     players without a peer; votes.go, rounds.go: removal, levels
//	guess.go      prediction and rollback; pace.go: a peer that is ahead waits
//	slow.go       a member that slows down all
//	progress.go   what is said in every tick, acknowledgements, relays
//	ballot.go     a member's part in a ballot
//	lead.go       the part of the one that leads it; choose.go: the value
//	install.go    from one view to the next
//	watch.go      joining
//	island.go     going alone, and finding together again
//	rules.go      the numbers, and the rules that lessons and tests leave out
//	evidence.go   who has signed two inputs for one tick
//	ruleshash.go  a digest of what peers must have in common
//	clone.go      copies, for the Lab
package peer

// Package model is the agreement of package peer on who is in the next view, and
// nothing else: small enough that a search can go through everything that may ever
// happen, and names the shortest way to what must not.
//
// A test of the real thing sees the order of events that chance gives it. The faults
// of such an agreement need a slow message, a second ballot and a crash in just the
// right order. Here each order is tried.
//
// # What it abstracts
//
// Nothing is delivered: what was said may be heard at any later time, or never. That
// covers loss, delay, reordering, repetition, relays and cut links. A process that
// does nothing any more has crashed, or has founded an island: it never votes again in
// this branch (I15), so for the others that is the same. There is no time. Whoever
// wants to begin a ballot does, with any number and for any reason: so suspicion, rank,
// backing off and strikes can only make fewer things happen than here. An input is its
// tick: no two inputs of a seat for one tick differ, which is what signatures are for.
// A process settles at once what it may settle. That is the worst case, and one that is
// slower is like one that has not heard yet.
//
// # How it maps to package peer
//
//	model                package peer
//	state.known          inputs.signed of each seat
//	state.log            State: which seats' inputs entered each settled tick
//	promise, ballot      promise (ballot.go), lead (lead.go) and their messages
//	value                Value: stay is who is not in Ends, high is Needs, carried is Runs
//	begin, poll          begin, hearPoll and its Report
//	propose              choose: any reports that are a quorum; with a horizon, all
//	                     reports of those who stay
//	accept               hearProposal, hearAccept
//	giveUp, release      giveUp, hearRelease
//	install              install
//	settle, acks         tickComplete, known
//	Drops                strikes, removed peers and those who leave, in a ballot that freezes
//
// A leader counts its own report like any other, and knows no more than the reports
// that have come. Where package peer has several newcomers in a value, here is one.
// What is not here: guesses, levels, guests, marks, mending, the choice among islands.
//
// # What it checks
//
// The invariants that are checked in each tick of package peer's random games, too:
//
//	I1  what follows a view is one value; therefore one first lineage (I9)
//	I2  members of a view have settled the same ticks alike
//	I5  … and nothing after the end of a member that is out
//	I6  … and nothing from a newcomer's first tick on, before it plays. With I5: nothing
//	    that is settled is undone (I3)
//	I7  an input that a quorum has acknowledged is in all later views, and whoever goes
//	    over to a view knows it
//
// # What it has found
//
// A ballot that is given up lets go what it held. If two ballots hold the same member,
// the second one's end must not let go what the first one holds: all have reported to
// that one, so it may still decide. Without RuleOwnRelease the model shows that in eight
// steps.
//
// # Sources
//
// Lamport, "Paxos Made Simple": one instance of it for each change of the view.
// Jajodia and Mutchler, "Dynamic Voting Algorithms for Maintaining the Consistency of a
// Replicated Database": quorums of the last view, and which half may go on. The search
// is that of model checkers such as SPIN and TLC: all states, nearest first.
//
// # Reading order
//
//	model.go     the state, the rules, views and values
//	step.go      what may happen, and what comes of it
//	check.go     the invariants
//	search.go    all states, or random walks
//	pack.go      a state in few bits; describe.go: a step in words
package model

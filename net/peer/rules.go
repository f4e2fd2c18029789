package peer

// The numbers of the game between peers, in ticks of 1/60 s.
const (
	DefaultWindow = 12 // how far guesses may be ahead of what is settled
	DefaultDelay  = 2  // between a key and its tick
	MaxWindow     = 20
	Lockstep      = -1 // in the place of a window: nothing is guessed, a tick waits for the inputs of all
	MaxDelay      = 8

	suspectAfter = 37   // without progress until somebody is blamed
	hangupAfter  = 15   // … if their links are closed
	rankDelay    = 12   // for each older member that could lead
	ballotResend = 5    // of what a ballot waits for
	ballotLife   = 80   // until it is given up
	ballotQuiet  = 40   // after another's ballot was heard
	reportWait   = 5    // after a quorum, for those that are suspected
	reportLimit  = 40   // … and for all others
	joinLead     = 90   // from the ballot to a newcomer's first tick
	quitLead     = 60   // from Quit to the last tick
	quitLinger   = 240  // for the others' decision
	strandedFor  = 300  // without progress, or an answer: an island
	deserted     = 90   // … where all others' links are closed
	islandRank   = 60   // later for each older member
	heardFor     = 150  // a Presence counts
	unanswered   = 120  // no island for so long after a game was asked
	refusedFor   = 3600 // a peer that says that one was voted out is not asked again
	sponsorLimit = 90   // without a word: another sponsor
	benchTime    = 3600
	mergeTime    = 3600 // after the fork

	manyMembers   = 5  // with more, a peer speaks in every second tick
	relayBehind   = 10 // acknowledgements that are so far behind are helped
	unheardAfter  = 10 // without a word of a member
	inputRepeat   = 64 // inputs of one seat in a message
	guessKeys     = 30 // that a key is guessed to be held on
	watchInterval = 6
	feedInterval  = 3
	maxContacts   = 256
	lastTick      = 1<<31 - 1<<25 // of a game that may be joined: ticks run out later
	readyWithin   = 30            // of the settled edge
	strikesOut    = 3
	strikeTime    = 60
)

// Rule is a rule that a game between peers cannot do without. Lessons and tests
// leave one out, to see what happens then.
type Rule uint32

// The rules.
const (
	// RuleFreeze: a member that has reported because another is lost settles nothing
	// beyond what it reported, until there is a decision.
	RuleFreeze Rule = 1 << iota

	// RuleSticky: … and reports the same for every later ballot of the view.
	RuleSticky

	// RuleMaxCut: a lost member's last tick is the last that anybody has, so that
	// nothing settled is undone. Without it: the last that all have.
	RuleMaxCut

	// RuleHold: nothing is settled from a newcomer's first tick on until it is decided.
	RuleHold

	// RuleAllInputs: a value has the inputs of all members that not every report
	// knew, not only of those who leave.
	RuleAllInputs

	// RuleDeparted: a member that is behind gets the inputs of the departed, too.
	RuleDeparted

	// RuleCappedAcks: nobody acknowledges more than it has reported.
	RuleCappedAcks

	// RuleStrikes: a member that makes the others freeze three times in a second is
	// left out.
	RuleStrikes

	// RuleQuitterFollows: a member that leaves proposes nothing while somebody stays.
	RuleQuitterFollows

	// RuleRelease: a ballot with a horizon that is given up lets go what it held.
	RuleRelease

	// RuleRelayInputs, RuleRelayBallots: members pass on what others cannot say to
	// each other.
	RuleRelayInputs
	RuleRelayBallots

	// RuleIsland: a peer without a quorum goes on alone.
	RuleIsland

	// RuleBenchIsland: … and so does one that was left out, if nobody plays any more.
	RuleBenchIsland

	// RuleFoundersCut: a founder ends every span but its own with what it has.
	RuleFoundersCut

	// RuleAsk: a peer that hears of a later view of its branch asks what was decided.
	RuleAsk

	// RuleBranch: what is said on another branch is not heard.
	RuleBranch

	// RuleNoDilution: no more newcomers in a view than members that play.
	RuleNoDilution

	// RuleRollback: a wrong guess is played again.
	RuleRollback

	// RuleSettledMarks: Marks are of what is settled. Without it: of guesses, so that
	// peers that agree seem not to.
	RuleSettledMarks
)

// follows reports whether the peer keeps a rule.
func (p *Peer) follows(r Rule) bool { return p.cfg.Without&r == 0 }

package game

import (
	"clew/engine/maze"
	"clew/engine/sim"
)

// The limits of an Entry. Lengths of text are in bytes.
const (
	MaxEntryLen  = 256 << 10 // encoded
	MaxNameLen   = 48        // a player's name, or the game's …
	MaxNameRunes = 16        // … and a player's in runes as well
	MaxTextLen   = 240       // what a player says
	MaxColour    = 8         // of an Appearance
	MaxShape     = 8
)

// MaxID is the greatest ID that a player gets. After it nobody can join.
const MaxID sim.ID = 1<<31 - 1

// MaxSeqGap is how far the number of an input may be ahead of the player's last
// consumed one.
const MaxSeqGap = 64

// Entry is all that enters the game in one tick. Nothing else changes a State.
type Entry struct {
	// Epoch counts the owners that a game has had. Once a State has applied an
	// entry of one owner, it refuses those of earlier ones.
	Epoch uint32

	// Tick is the tick that the entry brings the State to, see TickAfter.
	Tick sim.Tick

	Changes []Change // in the order in which they are carried out, before the inputs
	Inputs  []Input  // by ascending player, each player's in order
	Walks   []Walk   // by ascending player
}

// reset empties an entry for reuse.
func (e *Entry) reset() {
	clear(e.Changes) // they hold text and levels
	*e = Entry{Changes: e.Changes[:0], Inputs: e.Inputs[:0], Walks: e.Walks[:0]}
}

// CopyFrom makes e equal to src. They share no slices.
func (e *Entry) CopyFrom(src *Entry) {
	clear(e.Changes)
	*e = Entry{
		Epoch: src.Epoch, Tick: src.Tick, Changes: append(e.Changes[:0], src.Changes...),
		Inputs: append(e.Inputs[:0], src.Inputs...), Walks: append(e.Walks[:0], src.Walks...),
	}
}

// StartsLevel reports whether the entry begins a level.
func (e *Entry) StartsLevel() bool { return len(e.Changes) > 0 && e.Changes[0].Kind == StartLevel }

// Input is a numbered input of a player, which counts once: Apply ignores it if it
// consumed that number, or a later one, before. It recognizes the last 64 numbers.
type Input struct {
	ID   sim.ID
	Seq  uint8 // low seven bits of its number, see SeqBits
	Keys sim.Input
}

// SeqBits returns the low seven bits of an input's number. They are enough for an
// Input: Player.Ack tells the rest, as long as the next number is at most MaxSeqGap
// ahead of it.
func SeqBits(seq uint32) uint8 { return uint8(seq) & seqMask }

const seqMask = 1<<7 - 1

// Walk holds a player's keys for one tick, without a number: those of a player that
// somebody steers from a terminal, or none, to stop a player whose inputs do not
// arrive.
type Walk struct {
	ID   sim.ID
	Keys sim.Input
}

// ChangeKind says what a Change does.
type ChangeKind uint8

// The kinds of a Change. They are numbered in files: add new ones at the end.
const (
	Join          ChangeKind = iota // a player comes: Name (may be empty), Appearance, Token
	Leave                           // a player goes for good: ID
	Disconnect                      // a player's client is gone, and may come back: ID
	Resume                          // a client comes back to its player: ID, UsedToken, Token
	Rename                          // a player asks for a name: ID, Name (may be empty)
	SetAppearance                   // a player changes how it looks: ID, Appearance
	Say                             // a player says something: ID, Text
	Mute                            // a player may neither chat nor change its name until a tick: ID, Until
	StartLevel                      // a level begins, first of all changes: Level, Seed
	SetCountdown                    // the level ends at a tick, see State.Countdown: Until (0: at none)
	changeKinds
)

// Change is one change to the game other than walking. Fields that its kind does
// not use are zero.
type Change struct {
	Kind       ChangeKind
	ID         sim.ID // of the player; Join has none, since the State gives it out
	Name       string
	Text       string
	Appearance Appearance
	Token      TokenHash   // the player's from now on; zero: it cannot be resumed
	UsedToken  TokenHash   // of the token with which the client came
	Until      sim.Tick    // see Player.MutedUntil and State.Countdown
	Level      *maze.Level // never changed
	Seed       uint64      // of the level's random numbers
}

// Appearance is how a player wants to be drawn. The program that draws gives the
// numbers a meaning; net/PROTOCOL.md has a list. 0 means no wish: then the colour
// or shape that goes with the player's letter is drawn. Two players
// may look the same; the letter drawn on both tells them apart.
type Appearance struct {
	Colour uint8 // 0 to MaxColour
	Shape  uint8 // 0 to MaxShape
}

// TokenHash is a hash of a resume token. No State or Entry has the token itself.
// Zero stands for no token.
type TokenHash [16]byte

// Forever is later than any tick.
const Forever sim.Tick = 1<<32 - 1

// MaxLen returns an upper bound of the encoded length of a change, in bytes.
func (c *Change) MaxLen() int {
	n := 96 + len(c.Name) + len(c.Text)
	if c.Level != nil {
		n += maze.MaxHeaderLen + c.Level.Maze.Height()*(c.Level.Maze.Width()+1)
	}
	return n
}

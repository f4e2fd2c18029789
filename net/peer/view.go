package peer

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"

	"clew/engine/game"
	"clew/engine/sim"
)

// MaxMembers limits the members of a View.
const MaxMembers = 16

// PublicKey is an ed25519 key, and GUID the hash of one: it names a peer in every
// game that it plays.
type (
	PublicKey [32]byte
	GUID      [16]byte
)

// GUID returns the name of the peer whose key it is.
func (k PublicKey) GUID() GUID {
	sum := sha256.Sum256(k[:])
	return GUID(sum[:16])
}

// Process is one run of a peer's program. A program that was started again has
// forgotten its promises, so it must not vote in the place of the earlier one.
type Process struct {
	GUID  GUID
	Nonce uint64 // drawn at the start of the program
}

// compare orders processes.
func (p Process) compare(q Process) int {
	return cmp.Or(bytes.Compare(p.GUID[:], q.GUID[:]), cmp.Compare(p.Nonce, q.Nonce))
}

// SeatID numbers the seats of a branch. None is given out again, and a smaller
// number means an older seat.
type SeatID uint16

// Span is a stretch of ticks, both ends included.
type Span struct {
	First, Last sim.Tick // Last is game.Forever while nobody knows it
}

func (s Span) contains(t sim.Tick) bool { return s.First <= t && t <= s.Last }

// Seat is one stay of a peer in a game. Each tick of its Span has an input of it.
// A peer that comes back gets a new seat, and its old player.
type Seat struct {
	ID         SeatID
	Process    Process
	Key        PublicKey
	Branch     BranchID // its inputs are signed for it
	Name       string   // wished for
	Appearance game.Appearance
	Span
	Left bool // with its last tick it leaves for good; otherwise its player waits
}

// member reports whether the seat is one of those that vote.
func (s *Seat) member() bool { return s.Last == game.Forever }

// BranchID names a branch: the hash of what is fixed when it is founded.
type BranchID uint64

// Branch is one of the games that a game has fallen into. The first one begins with
// the game; each island begins another.
type Branch struct {
	Game      BranchID // the first branch of the game
	ID        BranchID
	Depth     uint32 // how many forks after the first branch
	Fork      uint32 // the number of the last view before the fork
	Seniority uint16 // of the founder among that view's members
}

// less reports whether peers leave b for the branch c. Nothing in the order ever
// changes, so two branches cannot swap their people.
func (b Branch) less(c Branch) bool {
	return cmp.Or(
		cmp.Compare(c.Depth, b.Depth), // a branch nearer to the first one is greater
		cmp.Compare(b.Fork, c.Fork),
		cmp.Compare(c.Seniority, b.Seniority),
		cmp.Compare(c.ID, b.ID),
	) < 0
}

// fork returns the branch that a peer founds alone when it has seniority in the view
// with that number.
func (b Branch) fork(view uint32, seniority int, by Process) Branch {
	return Branch{
		Game: b.Game, ID: branchID(b.ID, view, by),
		Depth: b.Depth + 1, Fork: view, Seniority: uint16(seniority),
	}
}

func branchID(parent BranchID, view uint32, by Process) BranchID {
	b := binary.BigEndian.AppendUint64(nil, uint64(parent))
	b = binary.BigEndian.AppendUint32(b, view)
	b = append(b, by.GUID[:]...)
	b = binary.BigEndian.AppendUint64(b, by.Nonce)
	sum := sha256.Sum256(b)
	return BranchID(binary.BigEndian.Uint64(sum[:8]))
}

// View says who is in a game, and over which ticks. Branch and Number name it; all
// that install it have the same one.
type View struct {
	Branch Branch
	Number uint32 // 1, 2, 3 …, counted on over a fork
	Next   SeatID // to be given out next
	Seats  []Seat // oldest first; those of members and of departed ones that somebody may need
}

// memberSet is a set of a view's members: bit i is the i-th oldest.
type memberSet uint32

func (s memberSet) has(i int) bool            { return s>>i&1 != 0 }
func (s memberSet) with(i int) memberSet      { return s | 1<<i }
func (s memberSet) len() int                  { return bits.OnesCount32(uint32(s)) }
func (s memberSet) includes(o memberSet) bool { return s&o == o }

// quorum reports whether a set of n members decides: more than half of them, or
// half with the oldest. Any two quorums share a member (dynamic-linear voting, as
// in Jajodia and Mutchler, "Dynamic Voting Algorithms").
func (s memberSet) quorum(n int) bool {
	k := 2 * s.len()
	return k > n || k == n && s.has(0)
}

package authority

import (
	"clew/engine/game"
	"clew/engine/maze"
	"clew/engine/rollback"
	"clew/engine/sim"
	"clew/net/wire"
)

// maxBudget is how many inputs beyond one a tick a player may have consumed: half
// a second's worth. It makes speed cheats useless.
const maxBudget = sim.TickRate / 2

// player is what the Authority keeps of one player, connected or not: what its client
// may send, and what the others have been told of it. What must outlive the Authority
// is in the game.Player with the same ID.
type player struct {
	id             sim.ID          // 0: its Join is not committed yet
	avatar         rune            // copied from the State, for messages after the player has left it
	name           string          // likewise; until there is an ID, the name that was asked for
	appearance     wire.Appearance // copied by infoMessage
	joinTick       sim.Tick        // likewise
	requestedName  string          // by its client's Hello
	leavingAt      introOrder      // when its Leave was decided; 0: it stays
	resumeDebt     int             // ticks until all its resumes are forgotten
	client         *Client         // nil while disconnected
	label          string          // of the last client
	firstLabel     string          // of the client that it joined with; see CountParticipants
	disconnectedAt clock           // valid while client is nil
	token          game.TokenHash  // what resumes it, as was decided last
	previousToken  game.TokenHash  // the same, until its client shows that it knows the newer one

	queue    rollback.InputQueue // of a game client
	consumed uint32              // number of the last input in an entry, committed or not; see game.Player.Ack
	budget   int                 // inputs that may be consumed now
	walker   CellWalker          // of a plain text client
	walking  bool                // its last walk held a key
	starved  int                 // ticks in a row with an empty queue

	lastActive   clock      // see Client.markActive
	inWorld      bool       // it is in the current World
	introducedAt introOrder // when it entered a World for the first time
	announceAt   clock      // when the others are told of it at the latest
	announced    bool       // they have been told
	enteredAck   uint32     // the game.Player.Ack with which it entered the level
	sentCell     maze.Cell  // where the plain text clients know it to be
}

// leaving reports whether the player's Leave is decided.
func (p *player) leaving() bool { return p.leavingAt != 0 }

// cellMessage tells which cell the player is in.
func (p *player) cellMessage() *wire.PlayerCell {
	return &wire.PlayerCell{ID: p.id, Avatar: p.avatar, X: p.sentCell.X, Y: p.sentCell.Y}
}

// infoMessage introduces a player.
func (a *Authority) infoMessage(p *player) *wire.PlayerInfo {
	if s := a.state.Player(p.id); s != nil { // otherwise it leaves with this very entry
		p.joinTick, p.appearance = s.JoinTick, s.Appearance
	}
	return &wire.PlayerInfo{ID: p.id, Avatar: p.avatar, Name: p.name, JoinTick: p.joinTick, Appearance: p.appearance}
}

package history

import (
	"fmt"

	"clew/cmd/internal/lab/scenario"
	"clew/net/netsim"
	"clew/net/peerwire"
)

// peerCheckpoints is the number of ticks between two checkpoints of a game of peers,
// which takes far more time to play than one with a server: with five, a jump plays
// for about 60 ms.
const peerCheckpoints = 60

// Peers is a game without a server that has been played up to some tick, as a History
// is one with a server. It also goes on by another scenario from a tick on, without
// playing again what was before it.
type Peers struct {
	scenario    *scenario.PeerScenario
	game        *scenario.PeerGame
	trace       *PeerTrace
	checkpoints []*scenario.PeerGame // after ticks 0, peerCheckpoints, …; never stepped, and shared by forks
}

// NewPeers starts a history in which nothing has been played yet. It keeps the
// scenario, which must not change any more.
func NewPeers(s *scenario.PeerScenario, level scenario.LevelLoader) (*Peers, error) {
	g, err := s.Game(level)
	if err != nil {
		return nil, err
	}
	h := &Peers{scenario: s, game: g, trace: newPeerTrace(len(s.Peers))}
	h.trace.observe(g)
	h.addCheckpoint()
	return h, nil
}

// Play plays on up to a tick, but not beyond the end of the scenario.
func (h *Peers) Play(to int) {
	for to = min(to, h.scenario.Ticks); h.PlayedTicks() < to; h.addCheckpoint() {
		h.trace.step(h.game)
	}
}

// addCheckpoint adds a checkpoint if one is due.
func (h *Peers) addCheckpoint() {
	if h.PlayedTicks() == len(h.checkpoints)*peerCheckpoints {
		h.checkpoints = append(h.checkpoints, h.game.Clone())
	}
}

// Fork returns a history of another scenario, which differs from the present one in
// nothing that happens before a tick, and else only as PeerGame.Follow allows. It is
// played up to that tick. It keeps the scenario.
func (h *Peers) Fork(s *scenario.PeerScenario, from int) (*Peers, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	from = min(max(from-1, 0), h.PlayedTicks())
	k := from / peerCheckpoints
	f := &Peers{scenario: s, game: h.checkpoints[k].Clone(), checkpoints: h.checkpoints[: k+1 : k+1]}
	f.game.Follow(s)
	f.trace = h.trace.upTo(f.game.Ticks())
	f.trace.observe(f.game)
	f.Play(from)
	return f, nil
}

// Trace returns the trace of what has been played. It must not be changed.
func (h *Peers) Trace() *PeerTrace { return h.trace }

// Scenario returns the scenario that is played. It must not be changed.
func (h *Peers) Scenario() *scenario.PeerScenario { return h.scenario }

// Ticks returns the length of the scenario.
func (h *Peers) Ticks() int { return h.scenario.Ticks }

// PlayedTicks returns how far the scenario has been played.
func (h *Peers) PlayedTicks() int { return h.game.Ticks() }

// At returns a copy of the game as it stood after a tick, from 0 to PlayedTicks; a tick
// outside that range means the nearest end. The caller may play it on.
func (h *Peers) At(tick int) *scenario.PeerGame {
	tick = min(max(tick, 0), h.PlayedTicks())
	g := h.checkpoints[tick/peerCheckpoints].Clone()
	g.Follow(h.scenario)
	g.Run(tick - g.Ticks())
	return g
}

// Message returns the bytes of a packet of the trace, which keeps none: it plays the
// tick again in which the packet was sent.
func (h *Peers) Message(packet int) ([]byte, error) {
	p := &h.trace.Packets[packet]
	nth := 0
	for packet > nth && h.trace.Packets[packet-nth-1].Sent == p.Sent {
		nth++
	}
	g := h.At(p.Sent - 1)
	var found []byte
	g.ObservePackets(func(_ netsim.PeerPacket, msg []byte) {
		if nth == 0 {
			found = append(found, msg...)
		}
		nth--
	})
	g.Step()
	if found == nil {
		return nil, fmt.Errorf("packet %d was not sent in the replay", packet)
	}
	return found, nil
}

// packetType returns the letter of a message.
func packetType(msg []byte) byte { return peerwire.NewMsgpack().Type(msg) }

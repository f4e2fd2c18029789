package capture

import (
	"fmt"

	"clew/engine/replay"
	"clew/engine/sim"
	"clew/net/link/netem"
	"clew/net/wire"
)

// AddServerRecording adds the recording that the server made of the same game,
// so that the server's positions are known. A server makes one for each level,
// so there can be several. It must be called before Replay. The error says why
// a recording does not belong to this game.
func (c *Capture) AddServerRecording(rec *replay.Recording) error {
	server := rec.Cursor()
	codec := codecs[c.Wire]()
	id := c.start.Welcome.ID
	same := 0
	for i := range c.Packets {
		p := &c.Packets[i]
		if p.Direction != netem.Down {
			continue
		}
		m, _ := codec.Decode(p.Bytes)
		switch m := m.(type) {
		case *wire.Welcome:
			id = m.ID
		case *wire.Snapshot:
			body := findBody(m, id)
			if body == nil || !rec.Has(m.Tick) {
				continue
			}
			s, err := server.StateAt(m.Tick)
			if err != nil {
				return fmt.Errorf("capture: the server's recording: %w", err)
			}
			if p := s.World().Player(id); p == nil || *p != body.Player {
				return fmt.Errorf("capture: the server's recording is of another game: at tick %d it has one's own player elsewhere", m.Tick)
			}
			same++
		}
	}
	if same == 0 {
		return fmt.Errorf("capture: the server's recording has ticks %d to %d, and none of them is in the capture", rec.StartTick(), rec.LastTick())
	}
	c.serverRecordings = append(c.serverRecordings, rec)
	return nil
}

// findBody returns a player's body in a snapshot, or nil.
func findBody(m *wire.Snapshot, id sim.ID) *wire.Body {
	for i := range m.Bodies {
		if m.Bodies[i].ID == id {
			return &m.Bodies[i]
		}
	}
	return nil
}

package capture

import (
	"encoding/binary"
	"time"

	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/packwire"
)

// state is what a capture begins with.
type state struct {
	replica.Recap
	settings Settings
	link     uint64
}

// packer appends to a payload and keeps what went wrong.
type packer struct {
	b     []byte
	codec *packwire.Codec
	err   error
}

func (p *packer) message(m wire.Message) {
	b, err := p.codec.Append(nil, m)
	if err != nil && p.err == nil {
		p.err = err
	}
	p.b = appendText(p.b, b)
}

func (p *packer) signed(all ...int64) {
	for _, n := range all {
		p.b = binary.AppendVarint(p.b, n)
	}
}

// pack is the payload of the state's record.
func (s *state) pack() ([]byte, error) {
	p := &packer{codec: packwire.New()}
	p.b = appendNumbers(p.b, uint64(s.Now), uint64(s.Ticks), uint64(s.Pace), uint64(s.Acked), uint64(s.Held))
	p.signed(int64(s.Lag), int64(s.LagAt), int64(s.Trip))
	p.b = appendNumbers(p.b, min(s.Waiting, maxSmall), min(s.Least, maxSmall), s.Looks, min(s.Backlog, maxSmall)) // a server may say anything
	p.signed(int64(s.GlideX), int64(s.GlideY))
	p.b = appendNumbers(p.b, uint64(s.GlideFrom), uint64(s.Stats.Corrections), uint64(s.Stats.LastCorrection), uint64(s.Stats.MaxCorrection))
	p.b = s.settings.append(p.b)
	p.b = appendNumbers(p.b, s.link)
	p.told(&s.Recap)
	p.own(&s.Recap)
	p.b = appendNumbers(p.b, len(s.Corrections))
	for i := range s.Corrections {
		p.correction(&s.Corrections[i])
	}
	return p.b, p.err
}

// told packs what the server has said.
func (p *packer) told(c *replica.Recap) {
	p.message(&c.Welcome)
	p.message(&c.Level)
	p.b = appendNumbers(p.b, len(c.Rows))
	for y, tiles := range c.Rows {
		p.message(&wire.Row{Y: y, Tiles: tiles})
	}
	p.b = appendNumbers(p.b, len(c.People))
	for i := range c.People {
		p.message(&c.People[i])
	}
	p.message(&c.Health)
	p.b = appendNumbers(p.b, len(c.Heard))
	for _, h := range c.Heard {
		p.b = appendNumbers(p.b, h.At)
		p.message(&wire.Snapshot{Tick: h.Tick, Bodies: h.Bodies})
	}
}

// own packs one's own player and the inputs that are pending.
func (p *packer) own(c *replica.Recap) {
	own := wire.Snapshot{Tick: c.BaseTick}
	if c.Base.ID != 0 {
		own.Bodies = []wire.Body{{Player: c.Base, Avatar: c.Welcome.Avatar}}
	}
	p.message(&own)
	moves := c.Pending
	p.b = appendNumbers(p.b, (len(moves)+wire.MaxMoves-1)/wire.MaxMoves)
	for first := c.Acked + 1; len(moves) > 0; {
		n := min(len(moves), wire.MaxMoves)
		p.message(&wire.Inputs{ID: c.Base.ID, First: first, Moves: moves[:n]})
		first, moves = first+uint32(n), moves[n:]
	}
}

func (p *packer) correction(c *replica.Correction) {
	p.b = appendNumbers(p.b, uint64(c.Kind), uint64(c.Seq), uint64(c.Size), uint64(c.At))
	p.signed(int64(c.From.X), int64(c.From.Y), int64(c.To.X), int64(c.To.Y))
	for _, q := range [...]*sim.Player{&c.Predicted, &c.Truth} {
		p.signed(int64(q.X), int64(q.Y))
		p.b = append(p.b, byte(q.Facing), flags(q.Moving))
		p.b = appendNumbers(p.b, q.Exit)
	}
}

// unpacker is fields with messages among them.
type unpacker struct {
	fields
	codec *packwire.Codec
}

// message reads a message of a type into m, and reports whether it is one.
func message[M any](u *unpacker, m *M) bool {
	got, err := u.codec.Decode(u.text())
	if typed, ok := any(got).(*M); err == nil && ok {
		*m = *typed
		return true
	}
	u.fields = nil
	return false
}

// unpackState reads the payload of the state's record; ok is false where it
// makes no sense.
func unpackState(payload []byte) (s state, ok bool) {
	u := &unpacker{fields: payload, codec: packwire.New()}
	s.Now, s.Ticks, s.Pace = u.span(), u.small(), u.span()
	s.Acked, s.Held = uint32(u.small()), sim.Input(u.small())&sim.Keys
	s.Lag, s.LagAt, s.Trip = u.moment(), u.moment(), u.moment()
	s.Waiting, s.Least, s.Looks, s.Backlog = u.small(), u.small(), u.small(), u.small()
	s.GlideX, s.GlideY = int32(u.signed()), int32(u.signed())
	s.GlideFrom = u.span()
	s.Stats = replica.Stats{Corrections: u.small(), LastCorrection: int32(u.small()), MaxCorrection: int32(u.small())}
	s.settings = u.settings()
	s.Switches = s.settings.Switches
	s.Config = replica.Config{Delay: s.settings.Delay, Redundancy: s.settings.Redundancy}
	s.link = u.number()
	u.told(&s.Recap)
	u.own(&s.Recap)
	for range u.count() {
		s.Corrections = append(s.Corrections, u.correction(s.Base.ID))
	}
	return s, u.fields != nil
}

// moment is a time that may be negative.
func (f *fields) moment() time.Duration {
	n := time.Duration(f.signed())
	if n > maxTime || n < -maxTime {
		*f = nil
		return 0
	}
	return n
}

func (u *unpacker) told(c *replica.Recap) {
	message(u, &c.Welcome)
	message(u, &c.Level)
	for range u.count() {
		var row wire.Row
		message(u, &row)
		c.Rows = append(c.Rows, row.Tiles)
	}
	for range u.count() {
		var who wire.Who
		message(u, &who)
		c.People = append(c.People, who)
	}
	message(u, &c.Health)
	for range u.count() {
		at := u.span()
		var snap wire.Snapshot
		message(u, &snap)
		c.Heard = append(c.Heard, replica.Heard{At: at, Tick: snap.Tick, Bodies: snap.Bodies})
	}
}

func (u *unpacker) own(c *replica.Recap) {
	var snap wire.Snapshot
	switch {
	case !message(u, &snap):
		return
	case len(snap.Bodies) == 1:
		c.BaseTick, c.Base = snap.Tick, snap.Bodies[0].Player
	case len(snap.Bodies) > 1 || c.Welcome.ID != 0:
		u.fields = nil
		return
	}
	for range u.count() {
		var in wire.Inputs
		if !message(u, &in) || int(in.First) != int(c.Acked)+1+len(c.Pending) {
			u.fields = nil
			return
		}
		c.Pending = append(c.Pending, in.Moves...)
	}
}

func (u *unpacker) correction(id sim.ID) (c replica.Correction) {
	c.Kind, c.Seq, c.Size, c.At = replica.CorrectionKind(u.small()), uint32(u.small()), int32(u.small()), u.span()
	c.From = replica.Point{X: int32(u.signed()), Y: int32(u.signed())}
	c.To = replica.Point{X: int32(u.signed()), Y: int32(u.signed())}
	for _, q := range [...]*sim.Player{&c.Predicted, &c.Truth} {
		*q = sim.Player{ID: id, X: int32(u.signed()), Y: int32(u.signed())}
		q.Facing, q.Moving = sim.Input(u.byte())&sim.Keys, u.byte() != 0
		q.Exit = sim.Tick(u.number())
	}
	return c
}

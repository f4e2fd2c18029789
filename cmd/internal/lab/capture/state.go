package capture

import (
	"encoding/binary"
	"time"

	"clew/engine/sim"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/msgpack"
)

// state is what a capture starts with.
type state struct {
	replica.Checkpoint
	settings Settings
	link     uint64
}

// stateWriter appends to a payload and keeps the first error.
type stateWriter struct {
	b     []byte
	codec *msgpack.Codec
	err   error
}

func (p *stateWriter) message(m wire.Message) {
	b, err := p.codec.Append(nil, m)
	if err != nil && p.err == nil {
		p.err = err
	}
	p.b = appendText(p.b, b)
}

func (p *stateWriter) signed(all ...int64) {
	for _, n := range all {
		p.b = binary.AppendVarint(p.b, n)
	}
}

// encode returns the payload of the state record.
func (s *state) encode() ([]byte, error) {
	p := &stateWriter{codec: msgpack.New()}
	p.b = appendUvarints(p.b, uint64(s.Now), uint64(s.Ticks), uint64(s.Interval), uint64(s.Acked), uint64(s.LastInput))
	p.signed(int64(s.PlaybackLag), int64(s.PlaybackLagAt), int64(s.RTT))
	p.b = appendUvarints(p.b, min(s.Waiting, maxSmall), min(s.MinWaiting, maxSmall), s.WaitingSamples, min(s.Backlog, maxSmall)) // a server may say anything
	p.signed(int64(s.OffsetX), int64(s.OffsetY))
	p.b = appendUvarints(p.b, uint64(s.OffsetAt), uint64(s.Stats.Corrections), uint64(s.Stats.LastCorrection), uint64(s.Stats.MaxCorrection))
	p.b = s.settings.append(p.b)
	p.b = appendUvarints(p.b, s.link)
	p.serverState(&s.Checkpoint)
	p.ownState(&s.Checkpoint)
	p.b = appendUvarints(p.b, len(s.Corrections))
	for i := range s.Corrections {
		p.correction(&s.Corrections[i])
	}
	return p.b, p.err
}

// serverState writes what the server has said.
func (p *stateWriter) serverState(c *replica.Checkpoint) {
	p.message(&c.Welcome)
	p.message(&c.Level)
	p.b = appendUvarints(p.b, len(c.Rows))
	for y, tiles := range c.Rows {
		p.message(&wire.Row{Y: y, Tiles: tiles})
	}
	p.b = appendUvarints(p.b, len(c.Players))
	for i := range c.Players {
		p.message(&c.Players[i])
	}
	p.message(&c.ConnectionStats)
	p.b = appendUvarints(p.b, len(c.Scores))
	for i := range c.Scores {
		p.message(&c.Scores[i])
	}
	p.b = appendUvarints(p.b, len(c.Left))
	for i := range c.Left {
		s := &c.Left[i]
		p.message(&wire.PlayerInfo{ID: s.ID, Avatar: s.Avatar, Name: s.Name, Appearance: s.Appearance})
		p.message(&s.Score)
	}
	p.message(&c.Countdown)
	p.b = append(p.b, packBits(c.Record != nil))
	if c.Record != nil {
		p.message(c.Record)
	}
	p.b = appendUvarints(p.b, len(c.Snapshots))
	for _, h := range c.Snapshots {
		p.b = appendUvarints(p.b, h.At)
		p.message(&wire.Snapshot{Tick: h.Tick, Bodies: h.Bodies})
	}
}

// ownState writes the client's own player and its pending inputs.
func (p *stateWriter) ownState(c *replica.Checkpoint) {
	own := wire.Snapshot{Tick: c.BaseTick, Ack: c.BaseSeq}
	if c.Base.ID != 0 {
		own.Bodies = []wire.Body{{Player: c.Base, Avatar: c.Welcome.Avatar}}
	}
	p.message(&own)
	moves := c.Pending
	p.b = appendUvarints(p.b, (len(moves)+wire.MaxInputFrames-1)/wire.MaxInputFrames)
	for first := c.Acked + 1; len(moves) > 0; {
		n := min(len(moves), wire.MaxInputFrames)
		p.message(&wire.Inputs{ID: c.Base.ID, First: first, Frames: moves[:n]})
		first, moves = first+uint32(n), moves[n:]
	}
}

func (p *stateWriter) correction(c *replica.Correction) {
	p.b = appendUvarints(p.b, uint64(c.Kind), uint64(c.Seq), uint64(c.Size), uint64(c.At))
	p.signed(int64(c.From.X), int64(c.From.Y), int64(c.To.X), int64(c.To.Y))
	for _, q := range [...]*sim.Player{&c.Predicted, &c.Authoritative} {
		p.signed(int64(q.X), int64(q.Y))
		p.b = append(p.b, byte(q.Facing), packBits(q.Moving))
		p.b = appendUvarints(p.b, q.ExitTick)
	}
}

// stateReader is a reader of fields with messages among them.
type stateReader struct {
	reader
	codec *msgpack.Codec
}

// message reads a message of type M into m, and reports whether it is one.
func message[M any](u *stateReader, m *M) bool {
	got, err := u.codec.Decode(u.text())
	if typed, ok := any(got).(*M); err == nil && ok {
		*m = *typed
		return true
	}
	u.reader = nil
	return false
}

// decodeState reads the payload of the state record. ok is false if it is
// malformed.
func decodeState(payload []byte) (s state, ok bool) {
	u := &stateReader{reader: payload, codec: msgpack.New()}
	s.Now, s.Ticks, s.Interval = u.duration(), u.boundedInt(), u.duration()
	s.Acked, s.LastInput = uint32(u.boundedInt()), sim.Input(u.boundedInt())&sim.AllKeys
	s.PlaybackLag, s.PlaybackLagAt, s.RTT = u.signedDuration(), u.signedDuration(), u.signedDuration()
	s.Waiting, s.MinWaiting, s.WaitingSamples, s.Backlog = u.boundedInt(), u.boundedInt(), u.boundedInt(), u.boundedInt()
	s.OffsetX, s.OffsetY = int32(u.varint()), int32(u.varint())
	s.OffsetAt = u.duration()
	s.Stats = replica.Stats{Corrections: u.boundedInt(), LastCorrection: int32(u.boundedInt()), MaxCorrection: int32(u.boundedInt())}
	s.settings = u.settings()
	s.Switches = s.settings.Switches
	s.Config = replica.Config{InterpolationDelay: s.settings.InterpolationDelay, InputRedundancy: s.settings.Redundancy}
	s.link = u.uvarint()
	u.serverState(&s.Checkpoint)
	u.ownState(&s.Checkpoint)
	for range u.count() {
		s.Corrections = append(s.Corrections, u.correction(s.Base.ID))
	}
	return s, u.reader != nil
}

// signedDuration reads a duration that may be negative.
func (f *reader) signedDuration() time.Duration {
	n := time.Duration(f.varint())
	if n > maxTime || n < -maxTime {
		*f = nil
		return 0
	}
	return n
}

func (u *stateReader) serverState(c *replica.Checkpoint) {
	message(u, &c.Welcome)
	message(u, &c.Level)
	for range u.count() {
		var row wire.Row
		message(u, &row)
		c.Rows = append(c.Rows, row.Tiles)
	}
	for range u.count() {
		var who wire.PlayerInfo
		message(u, &who)
		c.Players = append(c.Players, who)
	}
	message(u, &c.ConnectionStats)
	for range u.count() {
		var score wire.Score
		message(u, &score)
		c.Scores = append(c.Scores, score)
	}
	for range u.count() {
		var who wire.PlayerInfo
		var score wire.Score
		if !message(u, &who) || !message(u, &score) || who.ID != score.ID {
			u.reader = nil
			return
		}
		c.Left = append(c.Left, replica.Standing{Score: score, Avatar: who.Avatar, Name: who.Name, Appearance: who.Appearance, Left: true})
	}
	message(u, &c.Countdown)
	if u.byte() != 0 {
		c.Record = new(wire.Record)
		message(u, c.Record)
	}
	for range u.count() {
		at := u.duration()
		var snap wire.Snapshot
		message(u, &snap)
		c.Snapshots = append(c.Snapshots, replica.TimedSnapshot{At: at, Tick: snap.Tick, Bodies: snap.Bodies})
	}
}

func (u *stateReader) ownState(c *replica.Checkpoint) {
	var snap wire.Snapshot
	switch {
	case !message(u, &snap):
		return
	case len(snap.Bodies) == 1:
		c.BaseTick, c.BaseSeq, c.Base = snap.Tick, max(snap.Ack, c.Acked), snap.Bodies[0].Player
	case len(snap.Bodies) > 1 || c.Welcome.ID != 0:
		u.reader = nil
		return
	}
	for range u.count() {
		var in wire.Inputs
		if !message(u, &in) || int(in.First) != int(c.Acked)+1+len(c.Pending) {
			u.reader = nil
			return
		}
		c.Pending = append(c.Pending, in.Frames...)
	}
}

func (u *stateReader) correction(id sim.ID) (c replica.Correction) {
	c.Kind, c.Seq, c.Size, c.At = replica.CorrectionKind(u.boundedInt()), uint32(u.boundedInt()), int32(u.boundedInt()), u.duration()
	c.From = replica.Point{X: int32(u.varint()), Y: int32(u.varint())}
	c.To = replica.Point{X: int32(u.varint()), Y: int32(u.varint())}
	for _, q := range [...]*sim.Player{&c.Predicted, &c.Authoritative} {
		*q = sim.Player{ID: id, X: int32(u.varint()), Y: int32(u.varint())}
		q.Facing, q.Moving = sim.Input(u.byte())&sim.AllKeys, u.byte() != 0
		q.ExitTick = sim.Tick(u.uvarint())
	}
	return c
}

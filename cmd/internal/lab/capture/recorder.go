package capture

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"clew/engine/sim"
	"clew/net/link"
	"clew/net/link/netem"
	"clew/net/replica"
	"clew/net/session"
	"clew/net/wire"
	"clew/net/wire/msgpack"
	"clew/net/wire/text"
)

// Header describes a capture.
type Header struct {
	Release   string // of the program that made it; may be empty
	Server    string // the server's name; may be empty
	Wire      string // of the game: "msgpack" or "text"
	StartTime int64  // when, in seconds since 1970
}

// codecs maps the names of wires to their codecs.
var codecs = map[string]func() wire.Codec{
	"msgpack": func() wire.Codec { return msgpack.New() },
	"text":    func() wire.Codec { return text.NewNumbered() },
}

// ErrNotPlaying reports that there is no game to capture, or none right now
// because a level is loading.
var ErrNotPlaying = errors.New("there is no game to capture yet; try again when you can walk")

// Recorder captures a client. It writes a whole record at a time, about one a
// second, and waits for the writer, so that had better be a files.AsyncWriter
// or the like.
type Recorder struct {
	w      io.Writer
	client *session.Client
	codec  wire.Codec
	err    error

	events      []byte // of the chunk that is not written yet
	record      []byte // reused
	chunks      uint64
	ticks       int           // in the chunk
	now         time.Duration // of the last event
	settings    Settings
	firstPacket uint64 // the first packet from the server on this link that the capture has seen …
	sawPacket   bool   // … if there was one
}

// The limits of a chunk.
const (
	chunkTicks = sim.TickRate
	chunkBytes = 1 << 20
)

// CanStart reports whether a capture can start. Spectators can be captured,
// too.
func CanStart(c *session.Client) bool {
	if c.Status().State != session.Playing {
		return false
	}
	_, ok := c.Checkpoint()
	return ok
}

// Start starts a capture with its header and the state of the game, and
// observes the client until Close. It must be called between two ticks.
func Start(w io.Writer, c *session.Client, h Header) (*Recorder, error) {
	newCodec := codecs[h.Wire]
	if newCodec == nil {
		return nil, fmt.Errorf("capture: unknown wire %q", h.Wire)
	}
	if !CanStart(c) {
		return nil, ErrNotPlaying
	}
	recap, _ := c.Checkpoint()
	r := &Recorder{w: w, client: c, codec: newCodec(), now: recap.Now, settings: currentSettings(c)}
	s := state{Checkpoint: recap, settings: r.settings, link: c.LinkNumber()}
	packed, err := s.encode()
	if err != nil {
		return nil, fmt.Errorf("cannot write the state of the game: %w", err)
	}
	head := appendUvarints([]byte(magic), Version, wire.Version)
	head = appendText(head, h.Release)
	head = appendText(appendText(head, h.Server), h.Wire)
	r.write(kindHead, binary.AppendUvarint(head, uint64(h.StartTime)))
	r.write(kindState, packed)
	if r.err == nil {
		c.AddObserver(r)
	}
	return r, r.err
}

// Err returns the first error of the writer. Nothing is captured after it.
func (r *Recorder) Err() error { return r.err }

// Close writes the rest and the end record, and stops observing the client. It
// does not close the writer.
func (r *Recorder) Close() error {
	r.client.RemoveObserver(r)
	if len(r.events) > 0 {
		r.flush()
	}
	r.write(kindEnd, binary.AppendUvarint(nil, r.chunks))
	return r.err
}

func (r *Recorder) write(kind byte, payload []byte) {
	if r.err != nil {
		return
	}
	r.record = appendRecord(r.record[:0], kind, payload)
	_, r.err = r.w.Write(r.record)
}

// flush writes the events since the last chunk.
func (r *Recorder) flush() {
	r.write(kindChunk, append(binary.AppendUvarint(nil, r.chunks), r.events...))
	r.events, r.ticks = r.events[:0], 0
	r.chunks++
}

// beginEvent starts an event that happens now.
func (r *Recorder) beginEvent(kind byte, now time.Duration) {
	if s := currentSettings(r.client); s != r.settings {
		r.settings = s
		r.events = s.append(append(r.events, eventSettings))
	}
	r.flushIfFull()
	r.events = append(r.events, kind)
	r.events = appendUvarints(r.events, max(now-r.now, 0))
	r.now = max(now, r.now)
}

// Ticked implements session.Observer.
func (r *Recorder) Ticked(now time.Duration, keys sim.Input, linked bool) {
	if r.ticks == chunkTicks {
		r.flush()
	}
	r.ticks++
	r.beginEvent(eventTick, now)
	if !linked {
		keys |= unlinked
	}
	r.events = append(r.events, byte(keys))
}

// Received implements session.Observer.
func (r *Recorder) Received(now time.Duration, number uint64, msg []byte) {
	r.beginEvent(eventReceived, now)
	r.events = appendUvarints(r.events, number)
	if r.sawPacket && number >= r.firstPacket {
		r.events = append(r.events, 0)
		return
	}
	r.events = appendText(append(r.events, 1), r.redact(msg))
}

// flushIfFull ends the chunk if it is long enough.
func (r *Recorder) flushIfFull() {
	if len(r.events) >= chunkBytes {
		r.flush()
	}
}

// Packet implements session.Observer.
func (r *Recorder) Packet(e netem.PacketEvent, msg []byte) {
	r.flushIfFull()
	up := e.Direction == netem.Up
	if !up && !r.sawPacket {
		r.firstPacket, r.sawPacket = e.Number, true
	}
	if e.Lost {
		e.ArrivesAt = e.SentAt
	}
	if !e.Duplicated {
		e.DuplicateAt = e.SentAt
	}
	r.events = append(r.events, eventPacket, packBits(up, e.Lost, e.Duplicated, e.Reordered, e.Class == link.Unreliable))
	r.events = appendUvarints(r.events, e.Number)
	r.events = binary.AppendVarint(r.events, int64(e.SentAt-r.now))
	r.events = appendUvarints(r.events, e.ArrivesAt-e.SentAt, e.DuplicateAt-e.SentAt, time.Duration(e.Retransmits))
	r.events = appendText(r.events, r.redact(msg))
}

// LinkAttached implements session.Observer.
func (r *Recorder) LinkAttached(now time.Duration) {
	r.beginEvent(eventAttached, now)
	r.events = appendUvarints(r.events, r.client.LinkNumber())
	r.firstPacket, r.sawPacket = 0, true // all of its packets
}

// LinkLost implements session.Observer.
func (r *Recorder) LinkLost(now time.Duration, reason string) {
	r.beginEvent(eventLost, now)
	r.events = appendText(r.events, reason)
}

// redact returns a message with the token and the password in it, if any,
// overwritten. A line of chat that starts with / may be a command to a
// server's administration and hold a password, too.
func (r *Recorder) redact(msg []byte) []byte {
	if r.codec.Unreliable(msg) {
		return msg
	}
	m, err := r.codec.Decode(msg)
	if err != nil {
		return msg
	}
	switch m := m.(type) {
	case *wire.Hello:
		m.Token, m.Password = redacted(m.Token), redacted(m.Password)
	case *wire.Welcome:
		m.Token = redacted(m.Token)
	case *wire.SendChat:
		if !replica.IsCommand(m.Text) {
			return msg
		}
		m.Text = "/" + redacted(m.Text[1:])
	case *wire.Chat: // of a server that has no administration, and takes it for chat
		if !replica.IsCommand(m.Text) {
			return msg
		}
		m.Text = "/" + redacted(m.Text[1:])
	default:
		if wire.TypeOf(m).Secret {
			return nil
		}
		return msg
	}
	b, err := r.codec.Append(nil, m)
	if err != nil {
		return nil // rather than leaking a secret
	}
	return b
}

func redacted(secret string) string { return strings.Repeat("x", len(secret)) }

package capture

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"clew/engine/sim"
	"clew/net/endpoint"
	"clew/net/link"
	"clew/net/link/flakylink"
	"clew/net/replica"
	"clew/net/wire"
	"clew/net/wire/packwire"
	"clew/net/wire/textwire"
)

// Head is what a capture says of itself.
type Head struct {
	Release string // of the program that made it; may be empty
	Server  string // the server's name; may be empty
	Wire    string // of the game: "msgpack" or "text"
	Began   int64  // when, in seconds since 1970
}

// codecs make a codec for each wire.
var codecs = map[string]func() wire.Codec{
	"msgpack": func() wire.Codec { return packwire.New() },
	"text":    func() wire.Codec { return textwire.NewNumbered() },
}

// ErrNotPlaying says that there is no game yet that could be captured, or just
// now none, because a level is coming in.
var ErrNotPlaying = errors.New("there is no game to capture yet; try again when you can walk")

// Recorder writes down what a client goes through. It hands the writer a whole
// record at a time, about one a second, and does not wait for more: a writer
// that takes long makes the game wait, so it had better be a queue.
type Recorder struct {
	w      io.Writer
	client *endpoint.Client
	codec  wire.Codec
	err    error

	events   []byte // of the chunk that is not written yet
	record   []byte // reused
	chunks   uint64
	ticks    int           // in the chunk
	now      time.Duration // of the last event
	settings Settings
	first    uint64 // the first packet from the server on this link that the capture has seen …
	seen     bool   // … if there was one
}

// The bounds of a chunk.
const (
	chunkTicks = sim.TickRate
	chunkBytes = 1 << 20
)

// Ready reports whether a capture can begin, be it of who watches.
func Ready(c *endpoint.Client) bool {
	if c.Status().Phase != endpoint.Playing {
		return false
	}
	_, ok := c.Recap()
	return ok
}

// Start begins a capture with its head and the game as it stands, and watches
// the client until Close. It must be called between two ticks.
func Start(w io.Writer, c *endpoint.Client, h Head) (*Recorder, error) {
	newCodec := codecs[h.Wire]
	if newCodec == nil {
		return nil, fmt.Errorf("capture: there is no wire %q", h.Wire)
	}
	if !Ready(c) {
		return nil, ErrNotPlaying
	}
	recap, _ := c.Recap()
	r := &Recorder{w: w, client: c, codec: newCodec(), now: recap.Now, settings: settingsOf(c)}
	s := state{Recap: recap, settings: r.settings, link: c.Link()}
	packed, err := s.pack()
	if err != nil {
		return nil, fmt.Errorf("capture: the game as it stands can't be written: %w", err)
	}
	head := appendNumbers([]byte(magic), Version, wire.Version)
	head = appendText(head, h.Release)
	head = appendText(appendText(head, h.Server), h.Wire)
	r.write(kindHead, binary.AppendUvarint(head, uint64(h.Began)))
	r.write(kindState, packed)
	if r.err == nil {
		c.Watch(r)
	}
	return r, r.err
}

// Err is the first error of the writer. There is nothing captured after it.
func (r *Recorder) Err() error { return r.err }

// Close writes what is left, and the end, and lets go of the client. It does
// not close the writer.
func (r *Recorder) Close() error {
	r.client.Unwatch(r)
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
	r.record = seal(r.record[:0], kind, payload)
	_, r.err = r.w.Write(r.record)
}

// flush writes the events since the last chunk.
func (r *Recorder) flush() {
	r.write(kindChunk, append(binary.AppendUvarint(nil, r.chunks), r.events...))
	r.events, r.ticks = r.events[:0], 0
	r.chunks++
}

// at begins an event that happens now.
func (r *Recorder) at(kind byte, now time.Duration) {
	if s := settingsOf(r.client); s != r.settings {
		r.settings = s
		r.events = s.append(append(r.events, eventSettings))
	}
	r.room()
	r.events = append(r.events, kind)
	r.events = appendNumbers(r.events, max(now-r.now, 0))
	r.now = max(now, r.now)
}

// Ticked implements endpoint.Watcher.
func (r *Recorder) Ticked(now time.Duration, keys sim.Input, linked bool) {
	if r.ticks == chunkTicks {
		r.flush()
	}
	r.ticks++
	r.at(eventTick, now)
	if !linked {
		keys |= unlinked
	}
	r.events = append(r.events, byte(keys))
}

// Received implements endpoint.Watcher.
func (r *Recorder) Received(now time.Duration, number uint64, msg []byte) {
	r.at(eventReceived, now)
	r.events = appendNumbers(r.events, number)
	if r.seen && number >= r.first {
		r.events = append(r.events, 0)
		return
	}
	r.events = appendText(append(r.events, 1), r.mask(msg))
}

// room ends the chunk where it is long enough.
func (r *Recorder) room() {
	if len(r.events) >= chunkBytes {
		r.flush()
	}
}

// Packet implements endpoint.Watcher.
func (r *Recorder) Packet(e flakylink.Event, msg []byte) {
	r.room()
	up := e.Direction == flakylink.Up
	if !up && !r.seen {
		r.first, r.seen = e.Number, true
	}
	if e.Lost {
		e.Arrives = e.Sent
	}
	if !e.Doubled {
		e.Again = e.Sent
	}
	r.events = append(r.events, eventPacket, flags(up, e.Lost, e.Doubled, e.Held, e.Class == link.Newest))
	r.events = appendNumbers(r.events, e.Number)
	r.events = binary.AppendVarint(r.events, int64(e.Sent-r.now))
	r.events = appendNumbers(r.events, e.Arrives-e.Sent, e.Again-e.Sent, time.Duration(e.Resends))
	r.events = appendText(r.events, r.mask(msg))
}

// Attached implements endpoint.Watcher.
func (r *Recorder) Attached(now time.Duration) {
	r.at(eventAttached, now)
	r.events = appendNumbers(r.events, r.client.Link())
	r.first, r.seen = 0, true // all of its packets
}

// Lost implements endpoint.Watcher.
func (r *Recorder) Lost(now time.Duration, reason string) {
	r.at(eventLost, now)
	r.events = appendText(r.events, reason)
}

// mask is a message without the token and the password that it may have. Any
// line that begins with a / may be one to a server's administration.
func (r *Recorder) mask(msg []byte) []byte {
	if r.codec.Lossy(msg) {
		return msg
	}
	m, err := r.codec.Decode(msg)
	if err != nil {
		return msg
	}
	switch m := m.(type) {
	case *wire.Hello:
		m.Token, m.Password = masked(m.Token), masked(m.Password)
	case *wire.Welcome:
		m.Token = masked(m.Token)
	case *wire.Say:
		if !replica.IsCommand(m.Text) {
			return msg
		}
		m.Text = "/" + masked(m.Text[1:])
	case *wire.Chat: // of a server that has no administration, and takes it for chat
		if !replica.IsCommand(m.Text) {
			return msg
		}
		m.Text = "/" + masked(m.Text[1:])
	default:
		return msg
	}
	b, err := r.codec.Append(nil, m)
	if err != nil {
		return nil // rather than telling what nobody may know
	}
	return b
}

func masked(secret string) string { return strings.Repeat("x", len(secret)) }

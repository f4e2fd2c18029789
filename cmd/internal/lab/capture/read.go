package capture

import (
	"fmt"
	"io"
	"time"

	"clew/engine/replay"
	"clew/net/replica"
	"clew/net/wire"
)

// Capture is what one client received and sent. It must not be changed.
type Capture struct {
	Header
	Packets   []Packet // in the order in which the client saw them come or go
	Truncated bool     // the file has no end: its writer was killed

	start            state
	events           []event
	ticks            []time.Duration // when each tick was; that of tick 1 is at 0
	settings         []Settings
	disconnects      []Disconnect
	analysis         analysis
	serverRecordings []*replay.Recording

	// While it is read.
	now     time.Duration
	link    uint64
	chunks  uint64
	arrived map[uint64]int // packets from the server on this link, by number
}

// Disconnect is the end of a link.
type Disconnect struct {
	At     time.Duration
	Link   uint64
	Reason string
}

// Read reads a capture. A truncated one is read as far as it goes, and says so
// in Truncated. If one is corrupt after its start, Read returns what comes
// before along with an error that wraps ErrCorrupt.
func Read(r io.Reader) (*Capture, error) {
	c, err := read(r)
	if c != nil {
		c.analyze()
	}
	return c, err
}

// read is Read without the analysis.
func read(r io.Reader) (*Capture, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("cannot read the capture: %w", err)
	}
	c := &Capture{arrived: map[uint64]int{}}
	rest, err := c.readStart(b)
	if err != nil {
		return nil, err
	}
	return c, c.readChunks(rest, len(b))
}

// Info is a summary of a capture.
type Info struct {
	Header
	Level     string // that it begins on
	Ticks     int
	Truncated bool
}

// ReadInfo reads the summary of a capture, without preparing it for a replay.
// Its errors are those of Read.
func ReadInfo(r io.Reader) (Info, error) {
	c, err := read(r)
	if c == nil {
		return Info{}, err
	}
	return Info{Header: c.Header, Level: c.start.Level.Name, Ticks: c.Ticks(), Truncated: c.Truncated}, err
}

// readStart reads the header and the state.
func (c *Capture) readStart(b []byte) (rest []byte, err error) {
	kind, payload, rest, err := readRecord(b, 0)
	f := reader(payload)
	if err != nil || kind != kindHead || len(f) < len(magic) || string(f[:len(magic)]) != magic {
		if err == errTruncated {
			return nil, corruptf("it ends within its first bytes, or is not a capture")
		}
		return nil, corruptf("this is not a capture, or its first bytes are wrong")
	}
	f = f[len(magic):]
	if v := f.uvarint(); v != Version {
		return nil, corruptf("it has version %d of the format; this program reads version %d", v, Version)
	}
	if v := f.uvarint(); v != wire.Version {
		return nil, corruptf("its game speaks version %d of the protocol, this program %d; use the release that made it", v, wire.Version)
	}
	c.Release, c.Server, c.Wire = string(f.text()), string(f.text()), string(f.text())
	c.StartTime = int64(f.uvarint())
	if f == nil || codecs[c.Wire] == nil {
		return nil, corruptf("its header is too short, or its wire %q is unknown", c.Wire)
	}
	at := len(b) - len(rest)
	kind, payload, rest, err = readRecord(rest, at)
	switch {
	case err == errTruncated:
		return nil, corruptf("it ends at byte %d, before the game begins", len(b))
	case err != nil:
		return nil, err
	case kind != kindState:
		return nil, corruptf("there is no state after its header")
	}
	var ok bool
	if c.start, ok = decodeState(payload); ok {
		_, err = replica.Restore(c.start.Checkpoint)
	}
	if !ok || err != nil {
		return nil, corruptf("the game that it starts with is malformed")
	}
	c.now, c.link = c.start.Now, c.start.link
	return rest, nil
}

// readChunks reads the rest of a file of that size.
func (c *Capture) readChunks(b []byte, size int) error {
	for {
		at := size - len(b)
		kind, payload, rest, err := readRecord(b, at)
		switch {
		case err == errTruncated:
			c.Truncated = true
			return nil
		case err != nil:
			return err
		}
		f := reader(payload)
		switch kind {
		case kindEnd:
			if n := f.uvarint(); f == nil || n != c.chunks {
				return corruptf("it has %d chunks and says %d", c.chunks, n)
			}
			return nil
		case kindChunk:
			if n := f.uvarint(); f == nil || n != c.chunks {
				return corruptf("chunk %d at byte %d follows %d others", n, at, c.chunks)
			}
			c.chunks++
			if !c.readEvents(f) {
				return corruptf("the events in the chunk at byte %d are malformed", at)
			}
		}
		b = rest
	}
}

// Ticks returns the length of the capture.
func (c *Capture) Ticks() int { return len(c.ticks) }

// Disconnects returns the ends of links, in order.
func (c *Capture) Disconnects() []Disconnect { return c.disconnects }

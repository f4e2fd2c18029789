package dial

import (
	"bufio"
	"bytes"

	"clew/net/link/tcplink"
	"clew/net/wire"
	"clew/net/wire/textwire"
)

// latecomer reads a connection whose first bytes the server may have got so late
// that it took us for a person with a terminal. It leaves out what it told that
// person, up to the first message of our own mode. Where none comes, what the
// server had to complain of is the error, a *wire.Fault.
type latecomer struct {
	split bufio.SplitFunc
	next  func(data []byte) (skip int, line []byte, begun bool)

	begun bool // all that comes is of our mode
	plain textwire.Plain
	last  *wire.Fault // the last complaint that was left out
}

// patient is the framing of a wire, where the server may begin in plain text.
func patient(w Wire) tcplink.Framing {
	f := framings[w]
	c := &latecomer{split: f.Split, next: nexts[w]}
	f.Split = c.read
	return f
}

// read is the Split of a framing.
func (c *latecomer) read(data []byte, atEOF bool) (int, []byte, error) {
	n := 0
	for !c.begun {
		skip, line, begun := c.next(data[n:])
		switch c.begun = begun; {
		case begun:
		case skip > 0:
			c.leaveOut(line)
		case atEOF && c.last != nil:
			return n, nil, c.last
		default:
			return n, nil, nil
		}
		if c.last != nil && c.last.Code == wire.CodeType { // an old server, or it was too late
			return n, nil, c.last
		}
		n += skip
	}
	m, msg, err := c.split(data[n:], atEOF)
	return n + m, msg, err
}

// leaveOut takes note of a line in plain text that is not for us.
func (c *latecomer) leaveOut(line []byte) {
	switch m, _ := c.plain.Decode(bytes.TrimSuffix(line, []byte("\r"))); m := m.(type) {
	case *wire.Error:
		if m.Code != wire.CodeNote {
			c.last = &wire.Fault{Code: m.Code, Text: m.Text}
		}
	case *wire.Bye:
		c.last = &wire.Fault{Code: m.Code, Text: m.Text}
	}
}

// nexts tell, of each wire, whether data begins with a message of it or, if not,
// what to leave out: nothing while more bytes are needed to know.
var nexts = [...]func(data []byte) (skip int, line []byte, begun bool){
	Msgpack: nextPacked,
	Text:    nextLine,
}

// nextPacked knows by the first byte: a message's length begins with a zero, which
// is in no plain text.
func nextPacked(data []byte) (skip int, line []byte, begun bool) {
	zero, end := bytes.IndexByte(data, 0), bytes.IndexByte(data, '\n')
	switch {
	case zero == 0:
		return 0, nil, true
	case end >= 0 && (zero < 0 || end < zero):
		return end + 1, data[:end], false
	case zero > 0:
		return zero, nil, false
	}
	return 0, nil, false
}

// nextLine knows by the first line that is a Welcome or a Bye of the text mode with
// sequence numbers: in plain text the one has two fields, and the other one.
func nextLine(data []byte) (skip int, line []byte, begun bool) {
	end := bytes.IndexByte(data, '\n')
	if end < 0 {
		return 0, nil, false
	}
	line = data[:end]
	bars := bytes.Count(line, []byte("|"))
	switch {
	case bytes.HasPrefix(line, []byte("I|")) && bars != 3, bytes.HasPrefix(line, []byte("B|")) && bars == 3:
		return 0, nil, true
	}
	return end + 1, line, false
}

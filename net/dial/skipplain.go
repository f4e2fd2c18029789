package dial

import (
	"bufio"
	"bytes"

	"clew/net/link/tcp"
	"clew/net/wire"
	"clew/net/wire/text"
)

// plainSkipper reads a connection whose first bytes the server may have got so late
// that it took us for a person with a terminal. It leaves out what it told that
// person, up to the first message of our own mode. Where none comes, what the
// server had to complain of is the error, a *wire.ProtocolError.
type plainSkipper struct {
	split bufio.SplitFunc
	find  func(data []byte) (skip int, line []byte, begun bool)

	started   bool // all that comes is of our mode
	plain     text.Plain
	complaint *wire.ProtocolError // the last complaint that was left out
}

// framingFor is the framing of a wire, where the server may begin in plain text.
func framingFor(w Wire) tcp.Framing {
	f := framings[w]
	c := &plainSkipper{split: f.Split, find: finders[w]}
	f.Split = c.scan
	return f
}

// scan is the Split of a framing.
func (c *plainSkipper) scan(data []byte, atEOF bool) (int, []byte, error) {
	n := 0
	for !c.started {
		skip, line, begun := c.find(data[n:])
		switch c.started = begun; {
		case begun:
		case skip > 0:
			c.skip(line)
		case atEOF && c.complaint != nil:
			return n, nil, c.complaint
		default:
			return n, nil, nil
		}
		if c.complaint != nil && c.complaint.Code == wire.CodeType { // an old server, or it was too late
			return n, nil, c.complaint
		}
		n += skip
	}
	m, msg, err := c.split(data[n:], atEOF)
	return n + m, msg, err
}

// skip takes note of a line in plain text that is not for us.
func (c *plainSkipper) skip(line []byte) {
	switch m, _ := c.plain.Decode(bytes.TrimSuffix(line, []byte("\r"))); m := m.(type) {
	case *wire.Error:
		if m.Code != wire.CodeNote {
			c.complaint = &wire.ProtocolError{Code: m.Code, Text: m.Text}
		}
	case *wire.Bye:
		c.complaint = &wire.ProtocolError{Code: m.Code, Text: m.Text}
	}
}

// finders tell, of each wire, whether data begins with a message of it or, if not,
// what to leave out: nothing while more bytes are needed to know.
var finders = [...]func(data []byte) (skip int, line []byte, begun bool){
	Msgpack: findMsgpack,
	Text:    findText,
}

// findMsgpack knows by the first byte: a message's length begins with a zero, which
// is in no plain text.
func findMsgpack(data []byte) (skip int, line []byte, begun bool) {
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

// findText knows by the first line that is a Welcome or a Bye of the text mode with
// sequence numbers: in plain text the one has two fields, and the other one.
func findText(data []byte) (skip int, line []byte, begun bool) {
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

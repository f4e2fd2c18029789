package dial

import (
	"bufio"
	"bytes"

	"clew/net/link/tcp"
	"clew/net/wire"
	"clew/net/wire/text"
)

// plainSkipper reads a connection whose first bytes may have reached the server so
// late that it took us for a person at a terminal. It skips what the server told
// that person, up to the first message of our own mode. If none comes, the error
// is the server's complaint, a *wire.ProtocolError.
type plainSkipper struct {
	split bufio.SplitFunc
	find  finder

	started   bool // everything that follows is of our mode
	plain     text.Plain
	complaint *wire.ProtocolError // the last one that was skipped; nil: none
}

// framingFor returns the framing of a wire mode when the server may begin in
// plain text.
func framingFor(w Wire) tcp.Framing {
	f := framings[w]
	s := &plainSkipper{split: f.Split, find: finders[w]}
	f.Split = s.scan
	return f
}

// scan implements bufio.SplitFunc.
func (s *plainSkipper) scan(data []byte, atEOF bool) (int, []byte, error) {
	n := 0
	for !s.started {
		skip, line, found := s.find(data[n:])
		switch s.started = found; {
		case found:
		case skip > 0:
			s.skip(line)
		case atEOF && s.complaint != nil:
			return n, nil, s.complaint
		default:
			return n, nil, nil
		}
		if s.complaint != nil && s.complaint.Code == wire.CodeType { // an old server, or we were too late
			return n, nil, s.complaint
		}
		n += skip
	}
	m, msg, err := s.split(data[n:], atEOF)
	return n + m, msg, err
}

// skip remembers the complaint in a skipped line, if there is one.
func (s *plainSkipper) skip(line []byte) {
	switch m, _ := s.plain.Decode(bytes.TrimSuffix(line, []byte("\r"))); m := m.(type) {
	case *wire.Error:
		if m.Code != wire.CodeNote {
			s.complaint = &wire.ProtocolError{Code: m.Code, Text: m.Text}
		}
	case *wire.Bye:
		s.complaint = &wire.ProtocolError{Code: m.Code, Text: m.Text}
	}
}

// finder reports whether data begins with a message of a wire mode. If not, it
// returns how much to skip, and the line in that; 0 while it needs more bytes.
type finder func(data []byte) (skip int, line []byte, found bool)

var finders = [...]finder{
	Msgpack: findMsgpack,
	Text:    findText,
}

// findMsgpack tells by the first byte: a message's length begins with a zero,
// which plain text never contains.
func findMsgpack(data []byte) (skip int, line []byte, found bool) {
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

// findText looks for a Welcome or a Bye of the text mode with sequence numbers:
// the plain text Welcome has two fields, the plain text Bye one.
func findText(data []byte) (skip int, line []byte, found bool) {
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

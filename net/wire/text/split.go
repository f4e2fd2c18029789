package text

import (
	"bytes"
	"fmt"

	"clew/net/wire"
)

// ErrNoLineEnd is the error with which SplitPlain gives up: the client sent
// something whose end cannot be found.
var ErrNoLineEnd = &wire.ProtocolError{
	Code: wire.CodeTooLong,
	Text: fmt.Sprintf("no line end came within %d bytes", wire.MaxFromPlainClient),
}

// SplitPlainSize is how many bytes SplitPlain must be able to see at a time.
const SplitPlainSize = 2 * wire.MaxFromPlainClient

// SplitPlain implements bufio.SplitFunc. It finds the messages of a plain text
// client, wherever the network split them. It keeps no state, so it has to see
// again what it has not consumed.
//
// A message ends at its last '|', and SplitPlain skips what is between
// messages. It returns an invalid stretch as one token, without its line end,
// that Decode rejects with the right error; what follows is read as usual:
//
//   - of an unknown type: up to the end of the line
//   - a line that ends within a message: up to there
//   - over MaxFromPlainClient bytes: up to its last '|' or the end of the line,
//     whichever comes first
//
// When that end does not come within MaxFromPlainClient bytes, counted from the
// start of an unknown message and from where a long one became too long, the
// error is ErrNoLineEnd and the connection has to end. At the end of the stream
// the last token is what was left.
func SplitPlain(data []byte, atEOF bool) (advance int, token []byte, err error) {
	gap := 0
	for gap < len(data) && isSeparator(data[gap]) {
		gap++
	}
	rest := data[gap:]
	n, endless := messageLen(rest)
	switch {
	case endless:
		return gap, nil, ErrNoLineEnd
	case n == 0 && atEOF:
		n = len(rest)
	}
	if n == 0 {
		return gap, nil, nil
	}
	return gap + n, rest[:n], nil
}

// messageLen returns the length of the message at the start of b, or of the
// invalid stretch there; 0 while its end has not come.
func messageLen(b []byte) (n int, endless bool) {
	if len(b) == 0 {
		return 0, false
	}
	fields := plainForms[b[0]].fields
	if fields == 0 || len(b) > 1 && b[1] != '|' {
		return lineLen(b)
	}
	for i := 2; i < len(b) && i < SplitPlainSize; i++ {
		switch b[i] {
		case '\n':
			return i, false
		case '|':
			if fields--; fields == 0 {
				return i + 1, false
			}
		}
	}
	return 0, len(b) >= SplitPlainSize
}

// lineLen returns the length of the rest of a line.
func lineLen(b []byte) (n int, endless bool) {
	n = bytes.IndexByte(b[:min(len(b), wire.MaxFromPlainClient+1)], '\n')
	if n < 0 {
		return 0, len(b) > wire.MaxFromPlainClient
	}
	return n, false
}

// isSeparator reports whether c may stand between messages.
func isSeparator(c byte) bool { return c == '\n' || c == '\r' || c == ' ' }

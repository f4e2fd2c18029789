package tcp

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"

	"clew/net/link"
)

// Framing says how messages follow one another in a stream of bytes.
type Framing struct {
	// Split takes the first message off the bytes that were read. What is
	// left when the stream ends is not a message. Its error ends the link.
	Split bufio.SplitFunc
	// Frame appends msg to dst as it goes on the wire.
	Frame func(dst, msg []byte) []byte
	// Max is the longest frame that is read, in bytes, with all that the
	// framing adds.
	Max int
}

// headerLen is the length of what LengthPrefix puts in front of a message.
const headerLen = 4

// LengthPrefix frames each message by its length:
//
//	 0        4            4+n
//	┌────────┬────────────┐
//	│   n    │  message   │   n: unsigned, 4 bytes, big endian
//	└────────┴────────────┘
//
// A message longer than maxLen ends the link with link.ErrTooLong as soon as
// its length is read. Framing adds 4 bytes.
func LengthPrefix(maxLen int) Framing {
	split := func(data []byte, _ bool) (int, []byte, error) {
		if len(data) < headerLen {
			return 0, nil, nil
		}
		claimed := binary.BigEndian.Uint32(data)
		if uint64(claimed) > uint64(maxLen) {
			return 0, nil, fmt.Errorf("%w: %d bytes, at most %d are allowed", link.ErrTooLong, claimed, maxLen)
		}
		end := headerLen + int(claimed)
		if len(data) < end {
			return 0, nil, nil
		}
		return end, data[headerLen:end], nil
	}
	frame := func(dst, msg []byte) []byte {
		dst = binary.BigEndian.AppendUint32(dst, uint32(len(msg)))
		return append(dst, msg...)
	}
	return Framing{Split: split, Frame: frame, Max: headerLen + maxLen}
}

// Lines frames each message as a line: it ends with "\n", which it therefore
// must not contain. A "\r" before that, as telnet sends it, counts as part of
// the line end. A line longer than maxLen, without its end, ends the link with
// link.ErrTooLong.
func Lines(maxLen int) Framing {
	split := func(data []byte, _ bool) (int, []byte, error) {
		end := bytes.IndexByte(data, '\n')
		line := data
		if end >= 0 {
			line = data[:end]
		}
		if n := len(line); n > 0 && line[n-1] == '\r' {
			line = line[:n-1]
		}
		if len(line) > maxLen {
			return 0, nil, fmt.Errorf("%w: a line of %d bytes or more, at most %d are allowed", link.ErrTooLong, len(line), maxLen)
		}
		if end < 0 {
			return 0, nil, nil
		}
		return end + 1, line, nil
	}
	frame := func(dst, msg []byte) []byte {
		return append(append(dst, msg...), '\n')
	}
	return Framing{Split: split, Frame: frame, Max: maxLen + len("\r\n")}
}

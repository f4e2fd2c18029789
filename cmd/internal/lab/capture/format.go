package capture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// Version is the version of the format.
const Version = 3

const (
	magic     = "CLEWCAP"
	kindHead  = 'H'
	kindState = 'S'
	kindChunk = 'C'
	kindEnd   = 'E'
)

// maxRecord is the most bytes of a payload.
const maxRecord = 4 << 20

// ErrCorrupt is wrapped by the errors about malformed captures.
var ErrCorrupt = errors.New("capture: the capture is damaged")

func corruptf(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrCorrupt, fmt.Sprintf(format, args...))
}

// errTruncated reports that the file ends within a record.
var errTruncated = errors.New("capture: cut off")

// appendRecord appends a record with a payload.
func appendRecord(dst []byte, kind byte, payload []byte) []byte {
	start := len(dst)
	dst = append(dst, kind)
	dst = appendText(dst, payload)
	return binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[start:]))
}

// appendText appends a length and the text.
func appendText[T string | []byte](dst []byte, s T) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(s))), s...)
}

// readRecord reads the first record of b. The error is errTruncated if b ends
// within it. at is the offset of b in the file, for errors.
func readRecord(b []byte, at int) (kind byte, payload, rest []byte, err error) {
	if len(b) < 2 {
		return 0, nil, nil, errTruncated
	}
	length, n := binary.Uvarint(b[1:])
	switch {
	case n == 0:
		return 0, nil, nil, errTruncated
	case n < 0 || length > maxRecord:
		return 0, nil, nil, corruptf("the record at byte %d claims to be longer than any", at)
	}
	from := 1 + n
	to := from + int(length)
	if len(b) < to+crc32.Size {
		return 0, nil, nil, errTruncated
	}
	if binary.BigEndian.Uint32(b[to:]) != crc32.ChecksumIEEE(b[:to]) {
		return 0, nil, nil, corruptf("the checksum of the record at byte %d is wrong", at)
	}
	return b[0], b[from:to], b[to+crc32.Size:], nil
}

// reader reads the fields of a payload. When less is left than it is asked
// for, it becomes nil and returns zeros from then on.
type reader []byte

func (f *reader) uvarint() uint64 {
	v, n := binary.Uvarint(*f)
	return v * f.advance(n)
}

func (f *reader) varint() int64 {
	v, n := binary.Varint(*f)
	return v * int64(f.advance(n))
}

// advance skips n bytes and returns 1, or returns 0 if n isn't positive.
func (f *reader) advance(n int) uint64 {
	if n <= 0 {
		*f = nil
		return 0
	}
	*f = (*f)[n:]
	return 1
}

func (f *reader) byte() byte {
	if len(*f) == 0 {
		*f = nil
		return 0
	}
	b := (*f)[0]
	*f = (*f)[1:]
	return b
}

// text returns part of the payload, without copying it.
func (f *reader) text() []byte {
	n := f.uvarint()
	if n > uint64(len(*f)) {
		*f = nil
		return nil
	}
	s := (*f)[:n:n]
	*f = (*f)[n:]
	return s
}

// count returns the number of items that follow, each of which takes at least
// one byte.
func (f *reader) count() int {
	n := f.uvarint()
	if n > uint64(len(*f)) {
		*f = nil
		return 0
	}
	return int(n)
}

// IsCapture reports whether a file that starts with b is a capture.
func IsCapture(b []byte) bool {
	return len(b) > 0 && b[0] == kindHead && bytes.Contains(b[:min(len(b), 16)], []byte(magic))
}

package replay

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"clew/engine/sim"
)

// recordReader reads records and checks their sums.
type recordReader struct {
	in    *bufio.Reader
	head  []byte           // reused, as are the following: kind and length
	body  bytes.Buffer     // payload and sum
	limit io.LimitedReader // of in
	tick  sim.Tick         // that was read last
	where string           // what is read, for errors, until there is a tick
}

// next reads a record. A truncation is io.ErrUnexpectedEOF, wherever it is. The
// payload is valid until the next call.
func (r *recordReader) next() (kind byte, payload []byte, err error) {
	kind, err = r.in.ReadByte()
	if err != nil {
		return 0, nil, truncated(err)
	}
	r.head = append(r.head[:0], kind)
	length, err := r.length()
	if err != nil {
		return 0, nil, err
	}
	// The buffer grows with what arrives, not with what is claimed.
	r.body.Reset()
	r.limit = io.LimitedReader{R: r.in, N: int64(length) + crc32.Size}
	if _, err := r.body.ReadFrom(&r.limit); err != nil {
		return 0, nil, err
	}
	if r.limit.N > 0 {
		return 0, nil, io.ErrUnexpectedEOF
	}
	payload = r.body.Bytes()[:length]
	sum := crc32.Update(crc32.ChecksumIEEE(r.head), crc32.IEEETable, payload)
	if binary.BigEndian.Uint32(r.body.Bytes()[length:]) != sum {
		return 0, nil, damagedf("the checksum of %s is wrong", r.name())
	}
	return kind, payload, nil
}

// length reads the length of a record.
func (r *recordReader) length() (uint64, error) {
	for {
		c, err := r.in.ReadByte()
		if err != nil {
			return 0, truncated(err)
		}
		r.head = append(r.head, c)
		switch length, n := binary.Uvarint(r.head[1:]); {
		case n < 0:
			return 0, damagedf("%s has an invalid length", r.name())
		case n > 0 && length > maxRecord:
			return 0, damagedf("%s claims %d bytes", r.name(), length)
		case n > 0:
			return length, nil
		}
	}
}

// name names the record that is being read.
func (r *recordReader) name() string {
	if r.where != "" {
		return r.where
	}
	return fmt.Sprintf("a record after tick %d", r.tick)
}

func truncated(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

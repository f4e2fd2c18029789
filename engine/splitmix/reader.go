package splitmix

import "io"

// Reader reads the lowest bytes of the numbers of a Source, one of each: a stream that
// is the same again for the same seed. It never fails.
type Reader struct{ Source }

// Read implements io.Reader.
func (r *Reader) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(r.Next())
	}
	return len(b), nil
}

// Clone returns a Reader that goes on with the same bytes.
func (r *Reader) Clone() io.Reader { c := *r; return &c }

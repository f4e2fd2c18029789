package msgpack

import "github.com/vmihailenco/msgpack/v5"

// writer is the buffer under the encoder, and the encoder's calls with their
// errors kept until the end; there are none in practice, as Write never fails.
type writer struct {
	b   []byte
	err error
	enc *msgpack.Encoder
}

// Write implements io.Writer for the encoder.
func (w *writer) Write(p []byte) (int, error) {
	w.b = append(w.b, p...)
	return len(p), nil
}

// WriteByte implements io.ByteWriter for the encoder, which would otherwise
// allocate for each byte.
func (w *writer) WriteByte(c byte) error {
	w.b = append(w.b, c)
	return nil
}

// header starts a message with this number of fields.
func (w *writer) header(typ byte, fields int) {
	w.setErr(w.enc.EncodeArrayLen(1 + fields))
	w.uint(uint64(typ))
}

func (w *writer) uint(n uint64) { w.setErr(w.enc.EncodeUint(n)) }
func (w *writer) int(n int64)   { w.setErr(w.enc.EncodeInt(n)) }
func (w *writer) rune(r rune)   { w.setErr(w.enc.EncodeUint(uint64(r))) }
func (w *writer) bool(v bool)   { w.setErr(w.enc.EncodeBool(v)) }
func (w *writer) text(s string) { w.setErr(w.enc.EncodeString(s)) }

func (w *writer) setErr(err error) {
	if w.err == nil {
		w.err = err
	}
}

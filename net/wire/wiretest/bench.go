package wiretest

import (
	"testing"

	"clew/net/wire"
)

// BenchAppend measures Append into a buffer that is long enough.
func BenchAppend(b *testing.B, codec wire.Codec, m wire.Message) {
	dst := Encode(b, codec, m)
	b.SetBytes(int64(len(dst)))
	b.ReportAllocs()
	for b.Loop() {
		dst, _ = codec.Append(dst[:0], m)
	}
}

// BenchDecode measures Decode; what it allocates is the message.
func BenchDecode(b *testing.B, codec wire.Codec, m wire.Message) {
	data := Encode(b, codec, m)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := codec.Decode(data); err != nil {
			b.Fatal(err)
		}
	}
}

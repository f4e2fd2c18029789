package wiretest

import (
	"runtime"
	"testing"

	"clew/net/wire"
)

// BoundedAllocs checks that decoding b allocates no more than in proportion to
// its length, whatever it claims: at most 24 bytes for each (a body of a
// snapshot takes that from 6 bytes on), and 4 KiB for the error.
func BoundedAllocs(t *testing.T, codec wire.Codec, b []byte) {
	t.Helper()
	const runs = 10
	var before, after runtime.MemStats
	codec.Decode(b) // what the codec keeps for all messages is not counted
	runtime.ReadMemStats(&before)
	for range runs {
		codec.Decode(b)
	}
	runtime.ReadMemStats(&after)
	if got, limit := (after.TotalAlloc-before.TotalAlloc)/runs, uint64(24*len(b)+4096); got > limit {
		t.Errorf("Decode(%.60q) allocates %d bytes, want at most %d", b, got, limit)
	}
}

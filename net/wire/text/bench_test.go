package text

import (
	"testing"

	"clew/engine/sim"
	"clew/net/wire"
	"clew/net/wire/wiretest"
)

func BenchmarkAppendInputs(b *testing.B) {
	m, _ := wiretest.TypicalMessages(64)
	wiretest.BenchAppend(b, NewNumbered(), m)
}

func BenchmarkAppendSnapshot64(b *testing.B) {
	_, m := wiretest.TypicalMessages(64)
	wiretest.BenchAppend(b, NewNumbered(), m)
}

func BenchmarkDecodeInputs(b *testing.B) {
	m, _ := wiretest.TypicalMessages(64)
	wiretest.BenchDecode(b, NewNumbered(), m)
}

func BenchmarkDecodeSnapshot64(b *testing.B) {
	_, m := wiretest.TypicalMessages(64)
	wiretest.BenchDecode(b, NewNumbered(), m)
}

func BenchmarkAppendPlainCell(b *testing.B) {
	wiretest.BenchAppend(b, NewPlain(), &wire.PlayerCell{ID: 12, Avatar: 'L', X: 31, Y: 7})
}

func BenchmarkDecodePlainWalk(b *testing.B) {
	wiretest.BenchDecode(b, NewPlain(), &wire.WalkCell{ID: 12, Dir: sim.Left})
}

package msgpack

import (
	"testing"

	"clew/net/wire/wiretest"
)

func BenchmarkAppendInputs(b *testing.B) {
	m, _ := wiretest.TypicalMessages(64)
	wiretest.BenchAppend(b, New(), m)
}
func BenchmarkAppendSnapshot64(b *testing.B) {
	_, m := wiretest.TypicalMessages(64)
	wiretest.BenchAppend(b, New(), m)
}
func BenchmarkDecodeInputs(b *testing.B) {
	m, _ := wiretest.TypicalMessages(64)
	wiretest.BenchDecode(b, New(), m)
}
func BenchmarkDecodeSnapshot64(b *testing.B) {
	_, m := wiretest.TypicalMessages(64)
	wiretest.BenchDecode(b, New(), m)
}

package peerwire

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"testing"

	"clew/engine/sim"
	"clew/net/peer"
	"clew/net/wire"
)

// A field that a form forgets is lost without a word. So each field of a message has
// a value other than zero in some example, which TestRoundTrip compares.
func TestExamplesHaveEveryField(t *testing.T) {
	set, all := map[string]bool{}, []string{}
	for _, m := range examples() {
		v := reflect.ValueOf(m).Elem()
		for i := range v.NumField() {
			name := fmt.Sprintf("%T.%s", m, v.Type().Field(i).Name)
			if _, ok := set[name]; !ok {
				all = append(all, name)
			}
			set[name] = set[name] || !v.Field(i).IsZero()
		}
	}
	for _, name := range all {
		if !set[name] {
			t.Errorf("%s is zero in all examples", name)
		}
	}
}

// otherVersion reports whether only the version of m is read.
func otherVersion(m Message) bool {
	meet, ok := m.(*Meet)
	return ok && meet.Version != wire.Version
}

func TestTruncatedMessagesAreRejected(t *testing.T) {
	eachCodec(t, func(t *testing.T, c Codec) {
		for _, m := range examples() {
			b := encode(t, c, m)
			for n := range b {
				mustReject(t, c, b[:n:n])
			}
			if !otherVersion(m) {
				mustReject(t, c, append(bytes.Clone(b), '|'))
			}
		}
	})
}

// decodeAny decodes bytes of any kind: a message that comes out is valid, and its
// encoding decodes to the same one.
func decodeAny(t failer, c Codec, b []byte) {
	t.Helper()
	c.Type(b)
	c.Unreliable(b)
	m, err := c.Decode(b)
	if err != nil {
		if protoErr := (*wire.ProtocolError)(nil); m != nil || !errors.As(err, &protoErr) {
			t.Fatalf("Decode(%.300q) = %#v, %v, want a ProtocolError", b, m, err)
		}
		return
	}
	again := encode(t, c, m)
	if otherVersion(m) {
		roundTrip(t, c, m)
	} else if !bytes.Equal(again, b) { // and what it decodes to is known
		t.Fatalf("%.300q decodes to %#v, which encodes to %.300q", b, m, again)
	}
}

func TestCorruptMessagesDoNoHarm(t *testing.T) {
	eachCodec(t, func(t *testing.T, c Codec) {
		for _, m := range examples() {
			b := encode(t, c, m)
			for i := range b {
				good := b[i]
				for _, bad := range []byte{0, 1, '|', '%', '-', '9', 'z', 0x7f, 0x80, 0x90, 0xc4, 0xcf, 0xdd, 0xff, good ^ 1, good ^ 0x80} {
					b[i] = bad
					decodeAny(t, c, b)
				}
				b[i] = good
			}
		}
	})
}

// What claims to be large must not cost more than its own bytes.
func TestLimits(t *testing.T) {
	run := peer.Run{First: 1, Keys: make([]sim.Input, MaxKeys)}
	feed := func(runs int) Message {
		m := &peer.Feed{}
		for range runs {
			m.Runs = append(m.Runs, peer.Run{First: 1, Keys: make([]sim.Input, 1)})
		}
		return m
	}
	long := peer.Run{First: 1, Keys: make([]sim.Input, MaxKeys+1)}
	for _, tc := range []struct {
		name    string
		at, off Message // the limit, and above it
	}{
		{"keys", &peer.Evidence{A: run, B: run}, &peer.Evidence{A: run, B: long}},
		{"runs", feed(MaxSeats), feed(MaxSeats + 1)},
		{"marks of a Trace", &peer.Trace{Marks: make([]peer.Mark, MaxMarks)}, &peer.Trace{Marks: make([]peer.Mark, MaxMarks+1)}},
		{"marks of a Feed", &peer.Feed{Marks: make([]peer.Mark, MaxLastMarks)}, &peer.Feed{Marks: make([]peer.Mark, MaxLastMarks+1)}},
		{"a checkpoint", &peer.Dump{Checkpoint: make([]byte, MaxCheckpoint)}, &peer.Dump{Checkpoint: make([]byte, MaxCheckpoint+1)}},
		{"an entry", &peer.Dump{Entry: make([]byte, MaxEntry)}, &peer.Dump{Entry: make([]byte, MaxEntry+1)}},
		{"acks", &peer.Progress{Acks: make([]sim.Tick, peer.MaxMembers)}, &peer.Progress{Acks: make([]sim.Tick, peer.MaxMembers+1)}},
	} {
		eachCodec(t, func(t *testing.T, c Codec) {
			roundTrip(t, c, tc.at)
			if b, err := c.Append(nil, tc.off); !errors.Is(err, wire.ErrLimit) || b != nil {
				t.Errorf("%s above the limit: %d bytes, %v", tc.name, len(b), err)
			}
		})
	}
	text, pack := NewText(), NewMsgpack()
	for _, tc := range []struct {
		name  string
		codec Codec
		bytes string
	}{
		{"2^32 values", pack, "\xdd\xff\xff\xff\xffT"},
		{"2^32 bytes", pack, "\x96Y\x00\x00\x00\xc6\xff\xff\xff\xff\xc4\x00"},
		{"2^64 marks", pack, "\x94T\x00\x00\xcf\xff\xff\xff\xff\xff\xff\xff\xff"},
		{"256 marks", pack, "\x94T\x00\x00\xcd\x01\x00"},
		{"2^64 marks", text, "T|0000000000000000|0|18446744073709551615|"},
		{"256 marks", text, "T|0000000000000000|0|256|"},
		{"keys for ever", text, "V|0000000000000000|0|" + string(bytes.Repeat([]byte{'A'}, 43)) + "|0|1|r18446744073709551615|"},
	} {
		mustReject(t, tc.codec, []byte(tc.bytes))
		if n := decodingAllocates(tc.codec, []byte(tc.bytes)); n > 2048 {
			t.Errorf("%s in %d bytes allocate %d bytes", tc.name, len(tc.bytes), n)
		}
	}
}

// decodingAllocates returns how many bytes it takes to decode b, those of the error too.
func decodingAllocates(c Codec, b []byte) uint64 {
	const runs = 10
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		c.Decode(b)
	}
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) / runs
}

// A Progress goes to each other peer in every tick.
func TestProgressDoesNotAllocate(t *testing.T) {
	m := &peer.Progress{In: exampleIn, Now: 1216, Settled: 1209, Acks: []sim.Tick{1214, 1218}, Marks: exampleMarks, Runs: []peer.Run{exampleRun}}
	eachCodec(t, func(t *testing.T, c Codec) {
		b := encode(t, c, m)
		if n := testing.AllocsPerRun(100, func() { b, _ = c.Append(b[:0], m) }); n != 0 {
			t.Errorf("Append allocates %v times", n)
		}
		if n := testing.AllocsPerRun(100, func() { c.Decode(b) }); n != 0 {
			t.Errorf("Decode allocates %v times", n)
		}
	})
}

func FuzzText(f *testing.F)    { fuzz(f, NewText()) }
func FuzzMsgpack(f *testing.F) { fuzz(f, NewMsgpack()) }

func fuzz(f *testing.F, c Codec) {
	for _, m := range examples() {
		b, err := c.Append(nil, m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		decodeAny(t, c, b)
		if _, err := c.Decode(b); err == nil {
			dissectWhole(t, c, b)
		}
	})
}

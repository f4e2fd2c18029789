package capture

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"clew/net/link/netem"
	"clew/net/replica"
)

// small captures a few seconds.
func small(t testing.TB) (file []byte, l *liveGame) {
	t.Helper()
	l = play(t, 1, "msgpack", both(netem.Conditions{Latency: 50 * time.Millisecond, Loss: 20}))
	l.Run(30)
	l.capture(t, "msgpack")
	l.run(40)
	l.CloseLink(0)
	l.run(35)
	l.done(t)
	return l.file.Bytes(), l
}

// A capture that ends anywhere is read up to there: at most a second and what
// is in the last record are lost, and what is left plays as it did.
func TestEveryTruncation(t *testing.T) {
	file, l := small(t)
	whole, err := Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	ticks, begun := 0, false
	for n := range len(file) {
		c, err := Read(bytes.NewReader(file[:n]))
		if err != nil {
			if begun || !errors.Is(err, ErrCorrupt) {
				t.Fatalf("cut at byte %d of %d: %v", n, len(file), err)
			}
			continue
		}
		begun = true
		if !c.Truncated || c.Ticks() < ticks || c.Ticks() > whole.Ticks() {
			t.Fatalf("cut at byte %d: %d ticks, cut %v", n, c.Ticks(), c.Truncated)
		}
		if c.Ticks() > ticks {
			short := *l
			short.ticks = l.ticks[:c.Ticks()]
			short.same(t, c.Replay(Overrides{}).At(0))
		}
		ticks = c.Ticks()
	}
	if ticks != whole.Ticks() || ticks < 60 {
		t.Errorf("%d ticks before the end, %d with it", ticks, whole.Ticks())
	}
}

// A byte that is not what it was is noticed wherever it is, and the error says
// where.
func TestEveryDamage(t *testing.T) {
	file := tiny(t)
	for i := range file {
		b := bytes.Clone(file)
		b[i] ^= 0x15
		c, err := Read(bytes.NewReader(b))
		switch {
		case err == nil && c.Truncated: // a length that claims more than is there
		case !errors.Is(err, ErrCorrupt) || strings.Contains(err.Error(), "\n"):
			t.Fatalf("byte %d: %v", i, err)
		case c != nil && i%16 == 0:
			c.Replay(Overrides{})
		}
	}
}

// What is wrong with a file is said.
func TestErrors(t *testing.T) {
	file, _ := small(t)
	_, _, rest, err := readRecord(file, 0)
	if err != nil {
		t.Fatal(err)
	}
	head := file[:len(file)-len(rest)]
	_, _, rest, err = readRecord(rest, len(head))
	if err != nil {
		t.Fatal(err)
	}
	begin := file[:len(file)-len(rest)]
	with := func(kind byte, payload string) []byte { return appendRecord(bytes.Clone(begin), kind, []byte(payload)) }
	for _, tc := range []struct {
		file []byte
		want string
	}{
		{nil, "not a capture"},
		{[]byte("CLEW is not how it begins, but this is long enough"), "not a capture"},
		{appendRecord(nil, kindHead, []byte("CLEWCAP\x09")), "version 9"},
		{appendRecord(nil, kindHead, []byte("CLEWCAP\x03\x05\x00\x00\x03fax\x00")), `"fax"`},
		{appendRecord(nil, kindHead, []byte("CLEWCAP\x03\x09")), "version 9 of the protocol"},
		{head, "before the game begins"},
		{appendRecord(bytes.Clone(head), kindState, []byte("x")), "malformed"},
		{appendRecord(bytes.Clone(head), kindChunk, nil), "no state"},
		{with(kindChunk, "\x01t\x00\x00"), "chunk 1"},
		{with(kindChunk, "\x00?"), "malformed"},
		{with(kindChunk, "\x00r\x00\x05\x00"), "malformed"}, // a packet that never was
		{with(kindChunk, "\x00t\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00"), "malformed"},
		{with(kindEnd, "\x07"), "0 chunks and says 7"},
	} {
		if _, err := Read(bytes.NewReader(tc.file)); !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("Read(%.60q): %v, want %q", tc.file, err, tc.want)
		}
	}
	c, err := Read(bytes.NewReader(with('?', "of a later version")))
	if err != nil || !c.Truncated || c.Ticks() != 0 {
		t.Errorf("a record of a kind that is not known: %v", err)
	}
	c.Replay(Overrides{}).At(0).View(0, &replica.View{})
}

// broken is a writer that fails after some bytes.
type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

// A writer that fails is told, and the game goes on.
func TestWriterFails(t *testing.T) {
	l := play(t, 1, "msgpack", netem.Config{})
	l.Run(100)
	if _, err := Start(&broken{0}, l.Clients[0].Client, Header{Wire: "msgpack"}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("Start: %v", err)
	}
	rec, err := Start(&broken{20000}, l.Clients[0].Client, Header{Wire: "msgpack"})
	if err != nil {
		t.Fatal(err)
	}
	for range 3000 {
		l.Step()
	}
	if !errors.Is(rec.Err(), io.ErrShortWrite) || !errors.Is(rec.Close(), io.ErrShortWrite) {
		t.Errorf("after 50 seconds: %v", rec.Err())
	}
	if len(rec.events) != 0 {
		t.Errorf("%d bytes are kept for nobody", len(rec.events))
	}
}

// tiny captures a few ticks.
func tiny(t testing.TB) []byte {
	t.Helper()
	l := play(t, 1, "msgpack", netem.Config{})
	l.Run(6)
	l.capture(t, "msgpack")
	l.run(8)
	l.CloseLink(0)
	l.run(8)
	l.done(t)
	return l.file.Bytes()
}

// checkNoPanic reads and plays what may be no capture at all, and tells whether it
// is one.
func checkNoPanic(t testing.TB, b []byte) (read bool) {
	c, err := Read(bytes.NewReader(b))
	if c == nil && !errors.Is(err, ErrCorrupt) {
		t.Fatalf("%v", err)
	}
	if c != nil {
		off := replica.Switches{}
		c.Replay(Overrides{}).At(c.Ticks()/2).View(0, &replica.View{})
		c.Replay(Overrides{Switches: &off})
	}
	return c != nil
}

// Whatever is in a capture whose checksums are right, it is read or refused,
// and plays to some end.
func TestForged(t *testing.T) {
	file := tiny(t)
	read := 0
	for seed := *seedFlag; seed < *seedFlag+1500; seed++ {
		rng := rand.New(rand.NewPCG(seed, 5))
		var forged []byte
		for rest := file; len(rest) > 0; {
			kind, payload, behind, err := readRecord(rest, 0)
			if err != nil {
				t.Fatal(err)
			}
			if kind != kindHead && rng.IntN(2) == 0 {
				payload = forge(rng, payload)
			}
			forged = appendRecord(forged, kind, payload)
			rest = behind
		}
		if checkNoPanic(t, forged) {
			read++
		}
	}
	if read < 300 {
		t.Errorf("%d of 1500 forged captures could be played", read)
	}
}

// forge changes some bytes of a payload.
func forge(rng *rand.Rand, payload []byte) []byte {
	b := bytes.Clone(payload)
	for range 1 + rng.IntN(3) {
		at := rng.IntN(len(b))
		switch rng.IntN(4) {
		case 0:
			b = slices.Insert(b, at, byte(rng.Uint32())|0x80)
		case 1:
			if len(b) > 1 {
				b = slices.Delete(b, at, at+1)
			}
		default:
			b[at] = byte(rng.Uint32())
		}
	}
	return b
}

func FuzzRead(f *testing.F) {
	f.Add(tiny(f))
	f.Fuzz(func(t *testing.T, b []byte) { checkNoPanic(t, reseal(b)) })
}

// reseal gives every record the checksum that it should have, so that fuzzing
// comes past them.
func reseal(b []byte) []byte {
	var out []byte
	for len(b) > 2 {
		f := reader(b[1:])
		payload := f.text()
		if f == nil {
			break
		}
		out = appendRecord(out, b[0], payload)
		b = f[min(4, len(f)):]
	}
	return append(out, b...)
}

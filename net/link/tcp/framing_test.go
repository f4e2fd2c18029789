package tcp_test

import (
	"bufio"
	"bytes"
	"errors"
	"slices"
	"testing"
	"testing/iotest"

	"clew/net/link"
	"clew/net/link/tcp"
)

// split takes a stream apart as a Link does.
func split(f tcp.Framing, s *bufio.Scanner) (got []string, err error) {
	s.Buffer(nil, f.Max)
	s.Split(f.Split)
	for s.Scan() {
		got = append(got, s.Text())
	}
	return got, s.Err()
}

// fuzz checks a framing against any bytes: no message is too long, it makes no
// difference how the bytes arrive, and what was taken apart can be put
// together again.
func fuzz(f *testing.F, framing tcp.Framing, most int, same func(stream, again []byte) bool) {
	for _, msgs := range [][]string{{}, {"hello"}, {"", "a", "0123456789abcdef"}, {"0123456789abcdefg"}} {
		f.Add(frame(framing, msgs...))
	}
	f.Add([]byte("\xff\xff\xff\xffx"))
	f.Add([]byte("\x00\x00\x00\x05half"))
	f.Add([]byte("a\r\nb\r\r\n\n\r"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := split(framing, bufio.NewScanner(bytes.NewReader(b)))
		if err != nil && !errors.Is(err, link.ErrTooLong) {
			t.Fatalf("error is %v", err)
		}
		for _, msg := range got {
			if len(msg) > most {
				t.Fatalf("a message of %d bytes", len(msg))
			}
		}
		slowly, err2 := split(framing, bufio.NewScanner(iotest.OneByteReader(bytes.NewReader(b))))
		if !slices.Equal(got, slowly) || (err == nil) != (err2 == nil) {
			t.Fatalf("byte by byte: %q, %v; at once: %q, %v", slowly, err2, got, err)
		}
		if again := frame(framing, got...); !same(b, again) {
			t.Fatalf("%q became %q", b, again)
		}
	})
}

func FuzzLengthPrefix(f *testing.F) {
	fuzz(f, tcp.LengthPrefix(16), 16, bytes.HasPrefix)
}

func FuzzLines(f *testing.F) {
	fuzz(f, tcp.Lines(16), 16, func(stream, again []byte) bool {
		stream = bytes.ReplaceAll(stream, []byte("\r\n"), []byte("\n"))
		return bytes.HasPrefix(stream, again)
	})
}

func TestLinesTolerateCarriageReturn(t *testing.T) {
	f := tcp.Lines(100)
	got, err := split(f, bufio.NewScanner(bytes.NewReader([]byte("a\r\n\r\nb\nc\rd\r\r\nrest"))))
	if want := []string{"a", "", "b", "c\rd\r"}; !slices.Equal(got, want) || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestFramesOnTheWire(t *testing.T) {
	if got := frame(frames, "hi", ""); string(got) != "\x00\x00\x00\x02hi\x00\x00\x00\x00" {
		t.Errorf("frames: %q", got)
	}
	if got := frame(lines, "hi", ""); string(got) != "hi\n\n" {
		t.Errorf("lines: %q", got)
	}
}

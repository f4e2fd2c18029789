package tcp_test

import (
	"bytes"
	"errors"
	"net"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"clew/net/link"
	"clew/net/link/linktest"
	"clew/net/link/tcp"
)

func TestSplitAtEveryByte(t *testing.T) {
	want := []string{"hello", "", "a message of some length", "x"}
	for _, f := range []tcp.Framing{frames, lines} {
		stream := frame(f, want...)
		for cut := range stream {
			pipe(t, tcp.Options{Framing: f}, func(t *testing.T, l *tcp.Link, far net.Conn) {
				far.Write(stream[:cut])
				synctest.Wait()
				far.Write(stream[cut:])
				if got, err := linktest.Drain(l, synctest.Wait); !slices.Equal(got, want) || err != nil {
					t.Fatalf("cut at %d: got %q, %v", cut, got, err)
				}
			})
		}
	}
}

func TestByteByByte(t *testing.T) {
	want := []string{"hello", "", "world"}
	pipe(t, tcp.Options{Framing: frames}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		for _, b := range frame(frames, want...) {
			far.Write([]byte{b})
			synctest.Wait()
		}
		if got, err := linktest.Drain(l, synctest.Wait); !slices.Equal(got, want) || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	})
}

func TestManyInOnePacket(t *testing.T) {
	var want []string
	for i := range 200 {
		want = append(want, strconv.Itoa(i))
	}
	pipe(t, tcp.Options{Framing: frames}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		far.Write(frame(frames, want...))
		if got, err := linktest.Drain(l, synctest.Wait); !slices.Equal(got, want) || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	})
}

// What was read to find out what the other end speaks comes first: nothing,
// half a message, or more than one.
func TestPrefix(t *testing.T) {
	want := []string{"hello", "world", "!"}
	stream := frame(lines, want...)
	for cut := range len(stream) + 1 {
		prefix := slices.Clone(stream[:cut])
		opts := tcp.Options{Framing: lines, Prefix: prefix}
		pipe(t, opts, func(t *testing.T, l *tcp.Link, far net.Conn) {
			clear(prefix)
			far.Write(stream[cut:])
			if got, err := linktest.Drain(l, synctest.Wait); !slices.Equal(got, want) || err != nil {
				t.Fatalf("cut at %d: got %q, %v", cut, got, err)
			}
			if n := l.Stats().BytesIn; n != uint64(len(stream)) {
				t.Fatalf("cut at %d: %d bytes in", cut, n)
			}
		})
	}
}

// A lie about the length ends the link after what came before it, and the liar
// can still be told why.
func TestTooLong(t *testing.T) {
	for name, c := range map[string]struct {
		f   tcp.Framing
		bad string
	}{
		"length 2^32-1": {tcp.LengthPrefix(1024), "\xff\xff\xff\xff"},
		"length 1025":   {tcp.LengthPrefix(1024), "\x00\x00\x04\x01"},
		"line":          {tcp.Lines(1024), strings.Repeat("x", 1025)},
		"whole line":    {tcp.Lines(1024), strings.Repeat("x", 1025) + "\n"},
		"carriage":      {tcp.Lines(1024), strings.Repeat("x", 1024) + "\rx"},
		"own split": {tcp.Framing{
			Split: func(b []byte, _ bool) (int, []byte, error) {
				if i := strings.IndexByte(string(b), 0); i >= 0 {
					return i + 1, b[:i], nil
				}
				return 0, nil, nil
			},
			Frame: func(dst, msg []byte) []byte { return append(append(dst, msg...), 0) },
			Max:   100,
		}, strings.Repeat("x", 100)},
	} {
		t.Run(name, func(t *testing.T) {
			pipe(t, tcp.Options{Framing: c.f}, func(t *testing.T, l *tcp.Link, far net.Conn) {
				far.Write(append(frame(c.f, "before"), c.bad...))
				got, err := linktest.Drain(l, synctest.Wait)
				if !slices.Equal(got, []string{"before"}) {
					t.Fatalf("got %q", got)
				}
				wantError(t, err, link.ErrTooLong)
				all := readAll(far)
				linktest.Send(t, l, link.Reliable, "bye")
				l.Close()
				if got := messages(t, c.f, <-all); !slices.Equal(got, []string{"bye"}) {
					t.Fatalf("told %q", got)
				}
			})
		})
	}
}

func TestLongestFits(t *testing.T) {
	long := strings.Repeat("x", 1024)
	for stream, f := range map[string]tcp.Framing{
		"\x00\x00\x04\x00" + long: tcp.LengthPrefix(1024),
		long + "\n":               tcp.Lines(1024),
		long + "\r\n":             tcp.Lines(1024),
	} {
		opts := tcp.Options{Framing: f, Inbox: link.Limit{Messages: 1, Bytes: 1}}
		pipe(t, opts, func(t *testing.T, l *tcp.Link, far net.Conn) {
			far.Write([]byte(stream))
			if got, err := linktest.Drain(l, synctest.Wait); !slices.Equal(got, []string{long}) || err != nil {
				t.Fatalf("got %.20q, %v", got, err)
			}
		})
	}
}

// A claim costs nothing: memory grows with the bytes that arrive.
func TestClaimedLengthAllocatesNothing(t *testing.T) {
	const most = 64 << 20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	pipe(t, tcp.Options{Framing: tcp.LengthPrefix(most)}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		far.Write([]byte{most >> 24, 0, 0, 0, 'x'})
		synctest.Wait()
	})
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
		t.Errorf("5 bytes allocated %d", n)
	}
}

// Who floods waits: no more is read than fits.
func TestFloodIsBounded(t *testing.T) {
	const n = 5000
	opts := tcp.Options{Framing: lines, Inbox: link.Limit{Messages: 10, Bytes: 1 << 20}}
	pipe(t, opts, func(t *testing.T, l *tcp.Link, far net.Conn) {
		go func() {
			for i := range n {
				far.Write(frame(lines, strconv.Itoa(i)))
			}
		}()
		synctest.Wait()
		if in := l.Stats().BytesIn; in > 100 {
			t.Fatalf("%d bytes were read", in)
		}
		got, err := linktest.Drain(l, synctest.Wait)
		if err != nil || len(got) != n || got[n-1] != strconv.Itoa(n-1) {
			t.Fatalf("got %d messages, %v", len(got), err)
		}
	})
}

// Who floods a link is read in few strokes, not whenever one message has gone.
func TestFloodIsReadInStrokes(t *testing.T) {
	opts := tcp.Options{Framing: lines, Inbox: link.Limit{Messages: 100, Bytes: 1 << 20}}
	pipe(t, opts, func(t *testing.T, l *tcp.Link, far net.Conn) {
		go func() {
			for range 1000 {
				far.Write([]byte("flood\n"))
			}
		}()
		strokes, before := 0, uint64(0)
		for range 500 {
			synctest.Wait()
			if in := l.Stats().BytesIn; in != before {
				strokes, before = strokes+1, in
			}
			l.Receive()
		}
		if strokes > 15 {
			t.Errorf("it was read %d times for 500 messages", strokes)
		}
	})
}

// What lies between messages, such as line ends, is not read without end: it fills
// no inbox that would make its sender wait.
func TestNothingButGaps(t *testing.T) {
	gaps := lines
	gaps.Split = func(data []byte, atEOF bool) (int, []byte, error) {
		if n := len(data) - len(bytes.TrimLeft(data, "\n")); n > 0 || len(data) == 0 {
			return n, nil, nil
		}
		return lines.Split(data, atEOF)
	}
	pipe(t, tcp.Options{Framing: gaps}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		gap := bytes.Repeat([]byte("\n"), 1000)
		for range 200 { // with messages between them they may go on
			far.Write(gap)
			far.Write([]byte("hi\n"))
			synctest.Wait()
			if b, err := l.Receive(); string(b) != "hi" || err != nil {
				t.Fatalf("%q, %v", b, err)
			}
		}
		before := l.Stats().BytesIn
		go func() {
			for range 1000 {
				if _, err := far.Write(gap); err != nil {
					return
				}
			}
		}()
		synctest.Wait()
		if n := l.Stats().BytesIn - before; n > 100_000 {
			t.Errorf("%d bytes of nothing were read", n)
		}
		_, err := l.Receive()
		wantError(t, err, link.ErrTooLong)
	})
}

// After a broken message nothing more is read, until Close throws it away.
func TestNothingIsReadAfterTooLong(t *testing.T) {
	pipe(t, tcp.Options{Framing: tcp.Lines(10)}, func(t *testing.T, l *tcp.Link, far net.Conn) {
		far.Write([]byte("eleven char\n"))
		far.SetWriteDeadline(time.Now().Add(time.Second))
		if n, err := far.Write([]byte("flood")); n != 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%d more bytes were read, %v", n, err)
		}
	})
}

// A truncated message at the end is none.
func TestTruncated(t *testing.T) {
	for _, f := range []tcp.Framing{frames, lines} {
		whole := frame(f, "message")
		for cut := 1; cut < len(whole); cut++ {
			pipe(t, tcp.Options{Framing: f}, func(t *testing.T, l *tcp.Link, far net.Conn) {
				far.Write(frame(f, "before"))
				far.Write(whole[:cut])
				far.Close()
				got, err := linktest.Drain(l, synctest.Wait)
				if !slices.Equal(got, []string{"before"}) {
					t.Fatalf("cut at %d: got %q", cut, got)
				}
				wantError(t, err, link.ErrDisconnected)
			})
		}
	}
}

// Over real sockets, a reset is told with its cause, and a reply reaches an end
// that has only finished sending.
func TestResetAndHalfClose(t *testing.T) {
	notify := make(chan struct{}, 1)
	opts := tcp.Options{Framing: lines, Notify: notify}
	near, far := tcpPair(t)
	l := over(t, near, far, opts)
	far.SetLinger(0)
	far.Close()
	_, err := await(t, l, notify)
	wantError(t, err, link.ErrDisconnected)
	wantError(t, err, syscall.ECONNRESET)

	near, far = tcpPair(t)
	l = over(t, near, far, opts)
	far.Write([]byte("question\n"))
	far.CloseWrite()
	if msg, err := await(t, l, notify); msg != "question" || err != nil {
		t.Fatalf("got %q, %v", msg, err)
	}
	_, err = await(t, l, notify)
	wantError(t, err, link.ErrDisconnected)
	linktest.Send(t, l, link.Reliable, "answer")
	l.Close()
	if got := string(<-readAll(far)); got != "answer\n" {
		t.Fatalf("answered %q", got)
	}
}

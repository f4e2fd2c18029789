package dial_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"clew/net/dial"
	"clew/net/link"
	"clew/net/link/tcp"
	"clew/net/wire"
)

// joinedLate is what a server sends to a client that it takes for a plain text client
// at first; refusedLate is what a full server sends.
const (
	joinedLate  = "I|2|B|\nM|5|5|\nm|0|#####|\nE|password|say it|\nE|note|hello|\nU|1|A|3|1|\n"
	refusedLate = "E|full|no place|\n"
)

// heard returns what a link receives when the server sends this in two pieces.
func heard(t *testing.T, w dial.Wire, sent string, cut int) (msgs []wire.Message, err error) {
	near, far := net.Pipe()
	go io.ReadAll(far) // the preamble
	l, err := dial.Wrap(near, w)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		far.Write([]byte(sent[:cut]))
		far.Write([]byte(sent[cut:]))
		far.Close()
	}()
	synctest.Wait() // until it is all read, or nothing more is
	codec := dial.CodecFor(w)()
	for {
		b, err := l.Receive()
		if err != nil {
			l.Close()
			dial.WaitClosed(l)
			return msgs, err
		}
		if b == nil {
			t.Fatal("neither a message nor an end")
		}
		m, err := codec.Decode(b)
		if err != nil {
			t.Fatal(err)
		}
		msgs = append(msgs, m)
	}
}

// framed returns messages as a server sends them.
func framed(t *testing.T, w dial.Wire, msgs ...wire.Message) string {
	f := map[dial.Wire]tcp.Framing{dial.Msgpack: tcp.LengthPrefix(1 << 20), dial.Text: tcp.Lines(1 << 20)}[w]
	var all []byte
	for _, m := range msgs {
		b, err := dial.CodecFor(w)().Append(nil, m)
		if err != nil {
			t.Fatal(err)
		}
		all = f.Frame(all, b)
	}
	return string(all)
}

// What the server sent to a plain text client before it knew better is skipped,
// however the bytes are split. All that it sends to the game client arrives.
func TestPlainTextIsSkipped(t *testing.T) { synctest.Test(t, plainTextIsSkipped) }

func plainTextIsSkipped(t *testing.T) {
	welcome := &wire.Welcome{Version: wire.Version, ID: 7, Avatar: 'C', TickRate: 60, Interval: 2, Token: "x", Server: "Ann's"}
	ours := [][]wire.Message{
		{welcome, &wire.Error{Code: wire.CodeNote, Text: "hello"}, &wire.PlayerLeft{ID: 2}},
		{&wire.Bye{Code: wire.CodeShutdown, Text: "tea"}},
		{&wire.Welcome{Version: 99}},
	}
	for _, w := range []dial.Wire{dial.Msgpack, dial.Text} {
		for _, before := range []string{"", joinedLate, refusedLate} {
			for _, msgs := range ours {
				sent := before + framed(t, w, msgs...)
				for cut := range len(sent) + 1 {
					got, err := heard(t, w, sent, cut)
					if !slices.EqualFunc(got, msgs, func(a, b wire.Message) bool { return fmt.Sprintf("%+v", a) == fmt.Sprintf("%+v", b) }) {
						t.Fatalf("%v, %q cut at %d: got %+v, %v", w, sent, cut, got, err)
					}
				}
			}
		}
	}
}

// If the connection ends before a game message, the error is the last complaint; a
// complaint about the type ends it at once.
func TestPlainComplaintIsError(t *testing.T) { synctest.Test(t, plainComplaintIsError) }

func plainComplaintIsError(t *testing.T) {
	for _, w := range []dial.Wire{dial.Msgpack, dial.Text} {
		for sent, want := range map[string]string{
			"":                             "",
			"I|2|B|\n":                     "",
			refusedLate:                    "full: no place",
			"E|note|hi|\n":                 "",
			joinedLate:                     "password: say it",
			refusedLate + "B|stop: tea|\n": "stop: tea",
			"E|type|what?|\nU|1|A|1|1|\n":  "type: what?",
		} {
			for cut := range len(sent) + 1 {
				got, err := heard(t, w, sent, cut)
				var f *wire.ProtocolError
				if told := errors.As(err, &f); len(got) > 0 || !errors.Is(err, link.ErrDisconnected) || told != (want != "") || told && !strings.HasSuffix(f.Error(), want) {
					t.Fatalf("%v, %q cut at %d: got %+v, %v", w, sent, cut, got, err)
				}
			}
		}
	}
}

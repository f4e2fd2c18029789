// Package linktest checks what every transport must do. A transport's tests
// call Run, and test its own features themselves.
package linktest

import (
	"testing"

	"clew/net/link"
)

// Pair is a fresh connection under test.
type Pair struct {
	A, B link.Link
	// Settle returns when all that was sent and may move has moved.
	Settle func()
	// Lossy says that Unreliable messages may be lost or overtaken.
	Lossy bool
}

// Open makes a Pair, calls use with it in the same goroutine, and closes both
// ends afterwards.
type Open func(t *testing.T, use func(t *testing.T, p Pair))

// Run runs every check as a test of its own.
func Run(t *testing.T, open Open) {
	checks := []struct {
		name  string
		check func(t *testing.T, p Pair)
	}{
		{"reliable in order", reliableInOrder},
		{"newest", unreliable},
		{"both ways", bothWays},
		{"send copies", sendCopies},
		{"received bytes stay", receivedBytesStay},
		{"nothing there", nothingThere},
		{"empty message", emptyMessage},
		{"long message", longMessage},
		{"farewell", closeDelivers},
		{"gone", peerClosed},
		{"closed", closed},
		{"never reads", neverReads},
		{"newest bounded", unreliableBounded},
	}
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) { open(t, c.check) })
	}
}

// Send sends and fails the test on an error.
func Send(t testing.TB, l link.Link, class link.Class, msg string) {
	t.Helper()
	if err := l.Send(class, []byte(msg)); err != nil {
		t.Fatalf("Send(%.40q): %v", msg, err)
	}
}

// Drain settles and receives until nothing more comes or the link fails.
func Drain(l link.Link, settle func()) ([]string, error) {
	var got []string
	for {
		settle()
		before := len(got)
		for {
			msg, err := l.Receive()
			if err != nil {
				return got, err
			}
			if msg == nil {
				break
			}
			got = append(got, string(msg))
		}
		if len(got) == before {
			return got, nil
		}
	}
}

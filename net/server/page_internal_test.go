package server

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// TestPageHasLimits checks the protocol's document against the constants.
func TestPageHasLimits(t *testing.T) {
	const page = "../PROTOCOL.md"
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(b)), " ")
	for _, want := range []string{
		fmt.Sprintf("| nothing received: plain text mode | %d ms | W |", plainTimeout/time.Millisecond),
		fmt.Sprintf("If only a part of them has arrived by then: `timeout` | %d s | W |", handshakeTimeout/time.Second),
		fmt.Sprintf("| spectators: `full` | %d by default | |", DefaultMaxSpectators),
		fmt.Sprintf("but at least %d. A resumed player", DefaultMaxPerAddr(1)),
		fmt.Sprintf("| connections per address: `address` | *P* + %d,", extraConnsPerAddr),
		fmt.Sprintf("that are kept open, per address | %d;", maxRejectingPerAddr),
		fmt.Sprintf("| connections in all | %d more than places", extraConns),
		fmt.Sprintf("even for the right one | %d at once, then 1 in %d s | W |", PasswordBurst, PasswordInterval/time.Second),
		fmt.Sprintf("the same | %d at once, then 1 in %d s, not counting", networkPasswordBurst, networkPasswordInterval/time.Second),
		fmt.Sprintf("sent the right one in the last %d h |", passwordTrust/time.Hour),
		fmt.Sprintf("| wrong passwords in all: the same | %d at once, then 1 per second,", totalPasswordBurst),
		fmt.Sprintf("or two if more than %d are queued", inputQueueTarget),
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not have %q", page, want)
		}
	}
}

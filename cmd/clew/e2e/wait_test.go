//go:build linux

package e2e

import (
	"bytes"
	"sync"
	"testing"
	"time"
)

// patience is how long anything may take: long enough for a machine that has
// much else to do.
const patience = 60 * time.Second

// until waits for something to become true, and fails the test when it does not.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	untilOr(t, ok, func() string { return what })
}

// untilOr acts like until, for conditions that can say only at the end what is
// missing.
func untilOr(t *testing.T, ok func() bool, missing func() string) {
	t.Helper()
	begin := time.Now()
	look := time.NewTicker(30 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		if time.Since(begin) > patience {
			t.Fatalf("waited %v in vain: %s", patience, missing())
		}
		<-look.C
	}
}

// page is what a program writes, which may be read meanwhile.
type page struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (p *page) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.Write(b)
}

func (p *page) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text.String()
}

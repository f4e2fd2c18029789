package thrift

import (
	"fmt"
	"strings"
	"testing"
)

var kept any

//go:noinline
func wasteful(n int) string { return fmt.Sprint("a string that is not tiny ", n) }

// What is allocated is found where our own code does it, and only that.
func TestWatch(t *testing.T) {
	for name, c := range map[string]struct {
		draw func()
		want string // of a line
	}{
		"nothing":      {func() {}, ""},
		"one's own":    {func() { kept = new([40]int) }, "1.00 a frame in clew/cmd/clew/internal/panel/kit/thrift"},
		"by a library": {func() { kept = strings.Repeat("x", 100) }, " by strings.Repeat, thrift/thrift_test.go:"},
		"by another":   {func() { kept = wasteful(12345) }, ".wasteful by fmt.Sprint, thrift/thrift_test.go:"},
	} {
		got := strings.Join(Watch(50, c.draw).Ours(), "\n")
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

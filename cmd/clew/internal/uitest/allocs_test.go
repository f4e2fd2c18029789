package uitest

import (
	"fmt"
	"strings"
	"testing"
)

var sink any

//go:noinline
func allocate(n int) string { return fmt.Sprint("a string that is not tiny ", n) }

// What is allocated is found where our own code does it, and only that.
func TestMeasureAllocs(t *testing.T) {
	for name, c := range map[string]struct {
		draw func()
		want string // of a line
	}{
		"nothing":      {func() {}, ""},
		"one's own":    {func() { sink = new([40]int) }, "1.00 a frame in clew/cmd/clew/internal/uitest"},
		"by a library": {func() { sink = strings.Repeat("x", 100) }, " by strings.Repeat, thrift/thrift_test.go:"},
		"by another":   {func() { sink = allocate(12345) }, ".wasteful by fmt.Sprint, thrift/thrift_test.go:"},
	} {
		got := strings.Join(MeasureAllocs(50, c.draw).Own(), "\n")
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

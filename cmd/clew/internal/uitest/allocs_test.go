package uitest

import (
	"fmt"
	"strings"
	"testing"
)

var sink any

//go:noinline
func allocate(n int) string { return fmt.Sprint("a string that is not tiny ", n) }

// Allocations are attributed to our own code, and only those.
func TestMeasureAllocs(t *testing.T) {
	for name, c := range map[string]struct {
		draw func()
		want string // of a line
	}{
		"nothing":      {func() {}, ""},
		"one's own":    {func() { sink = new([40]int) }, "1.00 a frame in clew/cmd/clew/internal/uitest"},
		"by a library": {func() { sink = strings.Repeat("x", 100) }, " by strings.Repeat, uitest/allocs_test.go:"},
		"by another":   {func() { sink = allocate(12345) }, ".allocate by fmt.Sprint, uitest/allocs_test.go:"},
	} {
		got := strings.Join(MeasureAllocs(50, c.draw).Own(), "\n")
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

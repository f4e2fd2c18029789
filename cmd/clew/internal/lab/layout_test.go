package lab

import (
	"slices"
	"testing"
)

// Key hints are wrapped between hints, and those that don't fit are dropped.
func TestWrapKeys(t *testing.T) {
	measure := func(t string) float64 { return float64(len([]rune(t))) }
	const keys = "Esc back  ·  Space pause  ·  E settings  ·  M compare"
	for _, tc := range []struct {
		most  int
		width float64
		want  []string
	}{
		{3, 99, []string{keys}},
		{3, 26, []string{"Esc back  ·  Space pause", "E settings  ·  M compare"}},
		{1, 26, []string{"Esc back  ·  Space pause"}},
		{2, 12, []string{"Esc back", "Space pause"}},
	} {
		if got := wrapHints(keys, tc.most, tc.width, measure); !slices.Equal(got, tc.want) {
			t.Errorf("%d lines of %v: %q, want %q", tc.most, tc.width, got, tc.want)
		}
	}
}

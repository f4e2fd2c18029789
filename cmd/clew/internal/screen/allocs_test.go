package screen

import (
	"maps"
	"slices"
	"testing"

	"clew/cmd/clew/internal/i18n"
	"clew/cmd/clew/internal/uitest"
	"clew/cmd/clew/internal/windowtest"
)

// Drawing a frame on which nothing changes allocates nothing outside
// Ebitengine, on any screen.
func TestFramesAllocateNothing(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(scenes)) {
		t.Run(name, func(t *testing.T) {
			s := newAppTest(t, i18n.English)
			dst := windowtest.NewImage(s.w, s.h)
			defer dst.Deallocate()
			scenes[name](s)
			for range 4 {
				s.draw(dst)
			}
			for _, where := range uitest.MeasureAllocs(8, func() { s.draw(dst) }).Own() {
				t.Error(where)
			}
		})
	}
}

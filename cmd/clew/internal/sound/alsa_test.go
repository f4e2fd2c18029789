//go:build linux && cgo && !android

package sound

import (
	"testing"
	"time"

	"clew/cmd/clew/internal/i18n"
)

// TestAMachineWithoutADevice uses oto itself, with ALSA led to believe that
// there is no device. Oto can be opened once in a process: opened again (as by
// -count=2), it fails at once, which must look the same on screen.
func TestAMachineWithoutADevice(t *testing.T) {
	t.Setenv("ALSA_CONFIG_PATH", "/nonexistent")
	p, err := Open(false)
	if dev, opened := p.device.(*otoDevice); opened {
		if err != nil {
			t.Errorf("a device and an error: %v", err)
		}
		select {
		case <-dev.ready:
		case <-time.After(30 * time.Second):
			t.Fatal("ALSA does not come back")
		}
	}
	p.Play(Footstep, 1, 0)
	if s := p.Problem(); s != i18n.T(noDevice) {
		t.Errorf("the screen says %q, want %q", s, i18n.T(noDevice))
	}
	t.Log(p.Err())
}

//go:build linux

package e2e

import (
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/jezek/xgb/xproto"
)

// BenchmarkStart measures from the start of the program to the first frame that
// shows the menu, as a player sees it.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		cmd := exec.Command(stage.clew, "-mute", "-windowed", size)
		cmd.Env = stage.env("ALSA_CONFIG_PATH=/nonexistent", "LANG=C")
		cmd.SysProcAttr = dieWithUs()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		begin := time.Now()
		for !showsMenu(cmd.Process.Pid) {
			if time.Since(begin) > patience {
				b.Fatal("there is no menu")
			}
		}
		b.StopTimer()
		cmd.Process.Kill()
		cmd.Wait()
		b.StartTimer()
	}
}

// showsMenu tells whether a program has a window with the menu in it.
func showsMenu(pid int) bool {
	found, err := stage.do("search", "--onlyvisible", "--pid", strconv.Itoa(pid))
	if err != nil {
		return false
	}
	id, err := strconv.ParseUint(found, 10, 32)
	if err != nil {
		return false
	}
	p, err := stage.grab(xproto.Window(id))
	return err == nil && hasMenu(p)
}

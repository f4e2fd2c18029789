//go:build linux

package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"
	"syscall"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// screen is a virtual screen without a window manager.
type screen struct {
	server  *exec.Cmd
	display string    // as in DISPLAY
	x       *xgb.Conn // to look at windows; it also keeps the screen from resetting
}

// openScreen starts a screen of w×h pixels on a display number that is free.
// Keys on it do not repeat, so that a slow machine types no more than a fast one.
func openScreen(w, h int) (*screen, error) {
	number, ready, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer number.Close()
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", w, h),
		"-nolisten", "tcp", "-noreset", "-r")
	cmd.ExtraFiles = []*os.File{ready}
	cmd.SysProcAttr = dieWithUs()
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	err = cmd.Start()
	ready.Close()
	if err != nil {
		return nil, fmt.Errorf("Xvfb does not start: %w", err)
	}
	s := &screen{server: cmd}
	line, err := io.ReadAll(io.LimitReader(number, 8))
	if n := strings.TrimSpace(string(line)); err == nil && n != "" {
		s.display = ":" + n
		xgb.Logger = log.New(io.Discard, "", 0) // which misses an authority file
		s.x, err = xgb.NewConnDisplay(s.display)
	} else {
		err = errors.New("it tells no display number")
	}
	if err != nil {
		s.close()
		return nil, fmt.Errorf("Xvfb does not work: %w\n%s", err, complaint.String())
	}
	return s, nil
}

func (s *screen) close() {
	if s.x != nil {
		s.x.Close()
	}
	s.server.Process.Kill()
	s.server.Wait()
}

// env returns the environment of a program that runs on this screen, plus the
// given variables. It holds nothing of the environment of whoever runs the
// tests.
func (s *screen) env(more ...string) []string {
	env := []string{"DISPLAY=" + s.display, "LIBGL_ALWAYS_SOFTWARE=1", "PATH=" + os.Getenv("PATH"), "HOME=/nonexistent"}
	return append(env, more...)
}

// do runs xdotool, which does what hands do.
func (s *screen) do(args ...string) (string, error) {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = s.env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("xdotool %s: %w: %s", strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return strings.TrimSpace(string(out)), nil
}

// atom returns the X server's number for a name.
func (s *screen) atom(name string) (xproto.Atom, error) {
	r, err := xproto.InternAtom(s.x, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	return r.Atom, nil
}

// askToClose does what a window's close button does.
func (s *screen) askToClose(w xproto.Window) error {
	protocols, err := s.atom("WM_PROTOCOLS")
	if err != nil {
		return err
	}
	closing, err := s.atom("WM_DELETE_WINDOW")
	if err != nil {
		return err
	}
	e := xproto.ClientMessageEvent{Format: 32, Window: w, Type: protocols,
		Data: xproto.ClientMessageDataUnionData32New([]uint32{uint32(closing), 0, 0, 0, 0})}
	return xproto.SendEventChecked(s.x, false, w, xproto.EventMaskNoEvent, string(e.Bytes())).Check()
}

// dieWithUs sees to it that a program does not outlive tests that are killed.
func dieWithUs() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }

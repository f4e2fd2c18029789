package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progress is a progress bar on a terminal. Elsewhere it is silent.
type progress struct {
	w             io.Writer // nil: silent
	now           func() time.Time
	started, last time.Time
	total, done   int // ticks
	width         int // of what is on the screen
}

// When the bar appears, and how often it moves.
const (
	progressDelay    = 500 * time.Millisecond
	progressInterval = 100 * time.Millisecond
)

// newProgress returns a bar for a program's stderr.
func newProgress(w io.Writer) *progress {
	p := &progress{now: time.Now}
	if f, ok := w.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			p.w = w
		}
	}
	p.started = p.now()
	return p
}

// add reports that n more ticks have been played.
func (p *progress) add(n int) {
	p.done += n
	now := p.now()
	if p.w == nil || p.total == 0 || now.Sub(p.started) < progressDelay || now.Sub(p.last) < progressInterval {
		return
	}
	p.last = now
	const cells = 40
	full := min(cells, cells*p.done/p.total)
	line := fmt.Sprintf("[%s%s] %3d %%", strings.Repeat("#", full), strings.Repeat(".", cells-full), min(100, 100*p.done/p.total))
	p.width = len(line)
	fmt.Fprint(p.w, "\r", line)
}

// clear removes the bar.
func (p *progress) clear() {
	if p.width > 0 {
		fmt.Fprint(p.w, "\r", strings.Repeat(" ", p.width), "\r")
		p.width = 0
	}
}

// game is a game that is played tick by tick.
type game interface {
	Ticks() int
	Finished() bool
}

// playOut plays a game of so many ticks to its end, or until ctx ends.
func (p *progress) playOut(ctx context.Context, g game, ticks int, step func()) error {
	const stride = 64
	for !g.Finished() {
		if g.Ticks()%stride == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			p.add(min(stride, ticks-g.Ticks()))
		}
		step()
	}
	return nil
}
